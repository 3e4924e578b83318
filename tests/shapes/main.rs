//! Random values of random message types: our codec, our JSON, and `prost_reflect` from the message's own descriptor
//! agree on each of them.
//!
//! The types are grown by the build script (`grow.rs`): `SHAPES_SEED=7 cargo test -p traitwire-tests --test shapes` tries
//! others. Values are proptest's, so that a failure is shrunk.

mod round_trip;
mod values;

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "grown, and compiled only"
)]
mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
}
