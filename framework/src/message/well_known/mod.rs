//! The well-known types of `google.protobuf`, and Rust's own types that are the same thing.
//!
//! | Rust | protobuf |
//! |---|---|
//! | [`Timestamp`], [`std::time::SystemTime`] | `google.protobuf.Timestamp` |
//! | [`Duration`], [`std::time::Duration`] | `google.protobuf.Duration` |
//! | [`Empty`], `()` | `google.protobuf.Empty` |
//! | [`Any`] | `google.protobuf.Any` |
//! | [`FieldMask`] | `google.protobuf.FieldMask` |
//! | [`Struct`], [`Value`], [`ListValue`], [`NullValue`] | the types of the same names |
//! | [`StringValue`], [`Int32Value`], …; `#[field(1, wrapper)] Option<T>` | the nine wrappers |
//!
//! Ours hold what the wire holds, whether it makes sense or not; Rust's refuse what they cannot hold.

mod any;
mod duration;
mod empty;
mod field_mask;
mod std_types;
mod structure;
mod timestamp;
pub(super) mod wrappers;

pub use any::Any;
pub use duration::Duration;
pub use empty::Empty;
pub use field_mask::FieldMask;
#[cfg(any(feature = "chrono", feature = "time"))]
pub(super) use std_types::in_range;
pub use structure::{Kind, ListValue, NullValue, Struct, Value};
pub use timestamp::Timestamp;
pub use wrappers::{
    BoolValue, BytesValue, DoubleValue, FloatValue, Int32Value, Int64Value, StringValue, UInt32Value,
    UInt64Value,
};

/// A time that its type cannot hold, or that `google.protobuf` does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange;

impl std::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the time is out of range")
    }
}

impl std::error::Error for OutOfRange {}
