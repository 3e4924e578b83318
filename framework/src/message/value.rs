//! One value: what stands behind a tag.

use super::error::DecodeError;
#[cfg(feature = "json")]
use super::json;
use super::reader::{Reader, WireType};
use super::sink::Sink;
use crate::schema::spec::{Kind, PackageSpec};

/// The encodings that `#[field(1, sint32)]` and its like choose, as the const parameter of [`Value`].
///
/// A const parameter and not a type: as types, the shapes of [`Field`](super::Field) would overlap.
pub mod encoding {
    /// The one that follows from the Rust type.
    pub const DEFAULT: u8 = 0;
    /// Zigzag varint of 32 bits.
    pub const SINT32: u8 = 1;
    /// Zigzag varint of 64 bits.
    pub const SINT64: u8 = 2;
    /// Four bytes, unsigned.
    pub const FIXED32: u8 = 3;
    /// Eight bytes, unsigned.
    pub const FIXED64: u8 = 4;
    /// Four bytes, signed.
    pub const SFIXED32: u8 = 5;
    /// Eight bytes, signed.
    pub const SFIXED64: u8 = 6;
    /// A message of `google/protobuf/wrappers.proto` around it.
    pub const WRAPPER: u8 = 7;
}

/// A Rust type that is one protobuf value in the encoding `E`.
///
/// `#[message]`, `#[enumeration]` and the scalars implement it; [`Field`](super::Field) makes fields from it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a protobuf value in this encoding",
    label = "not a protobuf value in this encoding",
    note = "a field holds a scalar, `String`, `Vec<u8>`, a type with `#[message]` or `#[enumeration]`, a well-known type, or `Option`, `Vec`, `HashMap` or `BTreeMap` of these; for a type of another crate use `#[field(…, with = module)]`",
    note = "`sint32`, `sfixed32` go with `i32`; `sint64`, `sfixed64` with `i64`; `fixed32` with `u32`; `fixed64` with `u64`"
)]
pub trait Value<const E: u8 = 0>: Sized + Send + Sync + 'static {
    /// What it is in protobuf.
    const KIND: Kind;
    /// Its part of the name of a generic message: `String`, `Int32`, `User`.
    const NAME: &'static str;
    /// The package, of a message.
    const PACKAGE: Option<&'static PackageSpec> = None;
    /// How many bytes [`Value::zero`] allocates: those of a `Box`, and of the boxes in a message.
    const HEAP: usize = 0;
    /// Whether an enumeration's numbers are read as zero where this version does not know them.
    const CLOSED: bool = false;
    /// The wire type that it is written with.
    const WIRE: WireType = wire_type(&Self::KIND);

    /// What an absent field decodes to. Never the user's `Default`.
    fn zero() -> Self;
    /// Writes the value without a tag, a length before it where the wire type has one.
    fn put<S: Sink>(&self, sink: &mut S);
    /// Writes tag and value unless it is zero: a field without explicit presence.
    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S);
    /// Writes tag and value.
    #[inline]
    fn put_tagged<S: Sink>(&self, number: u32, sink: &mut S) {
        self.put(sink);
        put_tag(number, Self::WIRE, sink);
    }
    /// Reads a value; a message is merged into the one that is there, everything else replaces it.
    ///
    /// # Errors
    /// When the bytes are not such a value.
    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes the values of a packed list.
    #[inline]
    fn put_packed<S: Sink>(list: &[Self], sink: &mut S) {
        for value in list.iter().rev() {
            value.put(sink);
        }
    }
    /// Reads the values of a packed list to the end. There is room for them, and it has been charged.
    ///
    /// # Errors
    /// When the bytes are not such values.
    #[inline]
    fn merge_packed(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        while !reader.is_empty() {
            let mut value = Self::zero();
            value.merge(reader)?;
            list.push(value);
        }
        Ok(())
    }

    /// Whether `null` is a value in JSON, and not the absence of one.
    #[cfg(feature = "json")]
    const HAS_NULL: bool = false;

    /// Whether it is what an absent field decodes to.
    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool;
    /// Writes the value as JSON.
    ///
    /// # Errors
    /// When it has none.
    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error>;
    /// Reads the value, which is zero before, from JSON; `false` for one that is unknown and to be ignored.
    ///
    /// # Errors
    /// When the JSON is not such a value.
    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error>;
    /// What rules look at.
    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        super::validate::Facet::of_wire::<E, Self>(self)
    }
    /// Checks the rules of what is in it: of a message, those of its fields.
    #[cfg(feature = "validate")]
    #[inline]
    fn validate(&self, _path: &super::validate::Path<'_>, _out: &mut super::validate::Violations) {}
}

/// The wire type that a kind is written with.
pub const fn wire_type(kind: &Kind) -> WireType {
    match kind {
        Kind::Double | Kind::Fixed64 | Kind::Sfixed64 => WireType::Fixed64,
        Kind::Float | Kind::Fixed32 | Kind::Sfixed32 => WireType::Fixed32,
        Kind::String | Kind::Bytes | Kind::Message(_) => WireType::Len,
        _ => WireType::Varint,
    }
}

/// Writes a tag.
#[inline]
pub fn put_tag<S: Sink>(number: u32, wire: WireType, sink: &mut S) {
    sink.put_varint(tag(number, wire).into());
}

/// A field's number and wire type in one.
#[inline]
pub const fn tag(number: u32, wire: WireType) -> u32 {
    number << 3 | wire as u32
}

/// Writes tag and value.
#[inline]
pub fn put_tagged<const E: u8, V: Value<E>, S: Sink>(value: &V, number: u32, sink: &mut S) {
    value.put_tagged(number, sink);
}

/// A `Box` is its content: recursion needs it, the wire does not know it.
impl<V: Value<E>, const E: u8> Value<E> for Box<V> {
    const KIND: Kind = V::KIND;
    const NAME: &'static str = V::NAME;
    const PACKAGE: Option<&'static PackageSpec> = V::PACKAGE;
    const HEAP: usize = size_of::<V>() + V::HEAP;
    const CLOSED: bool = V::CLOSED;

    fn zero() -> Self {
        Box::new(V::zero())
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        (**self).put(sink);
    }

    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        (**self).put_unless_zero(number, sink);
    }

    fn put_tagged<S: Sink>(&self, number: u32, sink: &mut S) {
        (**self).put_tagged(number, sink);
    }

    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        (**self).merge(reader)
    }

    #[cfg(feature = "json")]
    const HAS_NULL: bool = V::HAS_NULL;

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        (**self).is_zero()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        (**self).put_json(out)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        (**self).merge_json(reader)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        (**self).facet()
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn validate(&self, path: &super::validate::Path<'_>, out: &mut super::validate::Violations) {
        (**self).validate(path, out);
    }
}
