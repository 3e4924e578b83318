//! Fields that this version of a message does not know, kept to be written again.

use std::fmt;

use super::error::DecodeError;
use super::reader::{Reader, WireType};
use super::sink::{Sink, Writer};
use super::value::put_tag;

/// What arrived in a message without a field for it: `#[field(unknown)] rest: UnknownFields`.
///
/// It is written back behind the known fields, in the order in which it arrived, groups included. A message without
/// such a field drops what it does not know.
///
/// ```
/// use traitwire::{UnknownFields, message};
///
/// traitwire::package!("library");
///
/// #[message]
/// struct Book {
///     #[field(1)]
///     title: String,
///     #[field(unknown)]
///     rest: UnknownFields,
/// }
///
/// let newer = bytes::Bytes::from_static(&[0x0a, 1, b'E', 0x10, 7]);
/// let book: Book = message::decode(&newer)?;
/// assert_eq!(book.rest.iter().map(|field| field.number).collect::<Vec<_>>(), [2]);
/// assert_eq!(message::encode(&book), newer);
/// # Ok::<(), message::DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields {
    /// Tags and values as they stand on the wire; only whole ones get in.
    bytes: Vec<u8>,
}

/// One of [`UnknownFields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownField<'a> {
    /// The field's number.
    pub number: u32,
    /// How its value is written.
    pub wire_type: WireType,
    /// The value: what stands behind the tag; for [`WireType::Len`] without the length, for a group with the tag that ends
    /// it.
    pub bytes: &'a [u8],
}

impl UnknownFields {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The fields in the order in which they arrived.
    pub fn iter(&self) -> UnknownIter<'_> {
        UnknownIter(Reader::new(&self.bytes))
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = UnknownField<'a>;
    type IntoIter = UnknownIter<'a>;

    fn into_iter(self) -> UnknownIter<'a> {
        self.iter()
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// The iterator of [`UnknownFields::iter`].
#[derive(Debug)]
pub struct UnknownIter<'a>(Reader<'a>);

impl<'a> Iterator for UnknownIter<'a> {
    type Item = UnknownField<'a>;

    fn next(&mut self) -> Option<UnknownField<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let (number, wire_type) = self.0.tag().ok()?;
        let bytes = match wire_type {
            WireType::Len => self.0.len_prefixed(),
            _ => self.0.raw(number, wire_type),
        };
        Some(UnknownField {
            number,
            wire_type,
            bytes: bytes.ok()?,
        })
    }
}

/// The type of a field marked `#[field(unknown)]`: [`UnknownFields`], by whatever alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not keep unknown fields",
    label = "not `UnknownFields`",
    note = "a field marked `#[field(unknown)]` is a `traitwire::UnknownFields`"
)]
pub trait KeepsUnknown: Sized {
    /// Nothing kept.
    fn zero() -> Self;
    /// Whether nothing is kept.
    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool;
    /// Writes what is kept.
    fn put<S: Sink>(&self, sink: &mut S);
    /// Keeps a field whose tag has been read.
    ///
    /// # Errors
    /// When its value is truncated, or beyond the budget.
    fn keep(&mut self, number: u32, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl KeepsUnknown for UnknownFields {
    fn zero() -> Self {
        Self::default()
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        sink.put(&self.bytes);
    }

    fn keep(&mut self, number: u32, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = reader.raw(number, wire)?;
        let mut tag = Writer::with_capacity(5);
        put_tag(number, wire, &mut tag);
        // A vector that grows may be twice as large as what is in it.
        reader.charge(2 * (tag.written() + value.len()))?;
        self.bytes.extend_from_slice(tag.as_slice());
        self.bytes.extend_from_slice(value);
        Ok(())
    }
}
