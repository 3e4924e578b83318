//! The well-known types of `google.protobuf`, and Rust's own types that are the same thing.
//!
//! | Rust | protobuf |
//! |---|---|
//! | [`Timestamp`], [`std::time::SystemTime`] | `google.protobuf.Timestamp` |
//! | [`Duration`], [`std::time::Duration`] | `google.protobuf.Duration` |
//! | [`Empty`], `()` | `google.protobuf.Empty` |
//!
//! Ours hold what the wire holds, whether it makes sense or not; Rust's refuse what they cannot hold.

mod duration;
mod empty;
mod std_types;
mod timestamp;

pub use duration::Duration;
pub use empty::Empty;
pub use timestamp::Timestamp;

/// A time that its type cannot hold, or that `google.protobuf` does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange;

impl std::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the time is out of range")
    }
}

impl std::error::Error for OutOfRange {}
