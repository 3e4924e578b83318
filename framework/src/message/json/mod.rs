//! ProtoJSON: messages as JSON, as "ProtoJSON Format" of the protobuf documentation has it.
//!
//! The same contracts carry it as carry the wire format: each [`Value`](super::Value), [`Field`](super::Field) and
//! [`Message`] writes and reads itself, by straight code that the macros emit. There is no reflection and
//! no tree in between.
//!
//! ```
//! use traitwire::json;
//!
//! traitwire::package!("library");
//!
//! #[traitwire::message]
//! #[derive(Debug, PartialEq)]
//! struct Book {
//!     #[field(1)]
//!     full_title: String,
//!     #[field(2)]
//!     copies: u64,
//! }
//!
//! let book = Book { full_title: "Emma".into(), copies: 3 };
//! let text = json::to_string(&book)?;
//! assert_eq!(text, r#"{"fullTitle":"Emma","copies":"3"}"#);
//! assert_eq!(json::from_str::<Book>(&text)?, book);
//! # Ok::<(), json::Error>(())
//! ```
//!
//! What is in a `google.protobuf.Any` must be known by name: [`Types`]. How it is printed and what is refused, [`Json`] says.
//!
//! Input is read under the limits of the wire format: 100 levels, and a budget of memory. What prost-build generated has no
//! JSON here, and says so.

mod error;
pub(crate) mod field;
mod members;
mod number;
mod reader;
pub(crate) mod scalar;
mod settings;
mod text;
mod types;
pub(crate) mod well_known;
mod writer;

pub use error::Error;
pub use field::opens_member;
pub use members::Members;
pub use reader::Reader;
pub use settings::Json;
pub use types::{Transcoder, Types, transcoder};
pub use writer::{Names, Object, Writer};

use super::record::Message;

/// A message as JSON, as the default [`Json`] has it.
///
/// # Errors
/// When a part of it has no JSON: a time beyond the year 9999, an `Any` of a type that is not well known.
pub fn to_string<M: Message>(message: &M) -> Result<String, Error> {
    Json::new().to_string(message)
}

/// A message from JSON, as the default [`Json`] has it.
///
/// # Errors
/// When the text is not such a message: the error names the field, the line and the column.
pub fn from_str<M: Message>(text: &str) -> Result<M, Error> {
    Json::new().from_str(text)
}

/// A message from JSON in bytes, as the default [`Json`] has it.
///
/// # Errors
/// Those of [`from_str`], and when the bytes are not UTF-8.
pub fn from_slice<M: Message>(bytes: &[u8]) -> Result<M, Error> {
    Json::new().from_slice(bytes)
}
