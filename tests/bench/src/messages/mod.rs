//! The same messages three times.

#[allow(
    rust_2018_idioms,
    missing_docs,
    unused_qualifications,
    unreachable_pub,
    clippy::all,
    reason = "printed by buffa's generator"
)]
pub(crate) mod buffa {
    include!(concat!(env!("OUT_DIR"), "/buffa.rs"));
    pub use self::bench::*;
}
pub(crate) mod ours;
pub(crate) mod prost;
