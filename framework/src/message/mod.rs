//! Bytes: how Rust values become protobuf's wire format and come back.
//!
//! Two contracts carry it. A [`Value`] is what stands behind a tag (a number, a string, a message); a [`Field`]
//! is the shape around it (one, an optional one, a list, a map). Both are implemented for Rust's own types, so that
//! the macros never have to know what a type is: an alias, a generic or a newtype works because its traits do.
//!
//! Messages are written back to front ([`sink`]), which makes nested lengths free, and read from one contiguous
//! slice under a budget of depth and memory ([`reader`]).
//!
//! Types with `#[message]` implement `prost::Message` as well ([`interop`]).

pub mod enumeration;
pub mod error;
pub mod field;
pub mod foreign;
pub mod hint;
pub mod interop;
#[cfg(feature = "json")]
pub mod json;
pub mod name;
pub mod oneof;
mod packed;
mod raw;
pub mod reader;
pub mod record;
mod scalar;
pub mod sink;
pub mod third_party;
mod travels;
pub mod unknown;
#[cfg(feature = "validate")]
pub mod validate;
pub mod value;
mod varint;
pub mod well_known;
pub mod with;

pub use enumeration::{Enumeration, Open};
pub use error::{DecodeError, Fault};
pub use field::Field;
pub use hint::SizeHint;
pub use oneof::Oneof;
pub use reader::{Reader, WireType};
pub use record::{Message, decode, encode};
pub use sink::{Counter, Sink, Writer};
pub use unknown::{UnknownField, UnknownFields};
pub use value::Value;
