//! A message: a record of numbered fields.

use bytes::Bytes;

use super::error::DecodeError;
use super::hint::SizeHint;
#[cfg(feature = "json")]
use super::json;
use super::reader::{Reader, WireType};
use super::sink::{Counter, Sink, Writer};
use super::value::{Value, tag};
use crate::schema::spec::{MessageSpec, PackageSpec};

/// A protobuf message. `#[message]` implements it.
///
/// The trait is in no prelude: its functions are called by path, so that a user's own `zero` or `put` never
/// meets them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a protobuf message",
    label = "not a message",
    note = "write `#[message]` above its definition"
)]
pub trait Message: Sized + Send + Sync + 'static {
    /// Its record: name, fields, documentation.
    const SPEC: &'static MessageSpec;

    /// The message that no bytes stand for.
    fn zero() -> Self;
    /// Writes the fields.
    fn put<S: Sink>(&self, sink: &mut S);
    /// How large its messages are, learned as they are written. The one of all types that have none of their own.
    fn hint() -> &'static SizeHint {
        static SHARED: SizeHint = SizeHint::new();
        &SHARED
    }
    /// Reads the value of one field, or skips it when the number is unknown.
    ///
    /// # Errors
    /// When the bytes are not of that field.
    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError>;
    /// Reads fields to the end.
    ///
    /// # Errors
    /// When the bytes are not such a message.
    #[inline]
    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        while !reader.is_empty() {
            let (number, wire) = reader.tag()?;
            self.merge_field(number, wire, reader)?;
        }
        Ok(())
    }

    /// Whether its JSON is not simply an object of its fields.
    #[cfg(feature = "json")]
    const HAS_OWN_JSON: bool = false;

    /// Whether `null` is one of its values in JSON.
    #[cfg(feature = "json")]
    const HAS_NULL: bool = false;

    /// Whether no field says anything.
    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool;
    /// Writes the fields as members of an object.
    ///
    /// # Errors
    /// When a value has no JSON: the error names the field.
    #[cfg(feature = "json")]
    fn put_members(&self, object: &mut json::Object<'_, '_>) -> Result<(), json::Error>;
    /// Reads the field that a member of an object is called after; `false` and nothing read when there is none.
    ///
    /// # Errors
    /// When the JSON is not of that field.
    #[cfg(feature = "json")]
    fn merge_member(&mut self, name: &str, members: &mut json::Members<'_, '_>) -> Result<bool, json::Error>;
    /// What is left to check when all members have been read.
    ///
    /// # Errors
    /// When a field that has no zero is missing.
    #[cfg(feature = "json")]
    fn finish_members(&self, _members: &json::Members<'_, '_>) -> Result<(), json::Error> {
        Ok(())
    }
    /// Writes the message as JSON.
    ///
    /// # Errors
    /// When a value has no JSON: the error names the field.
    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        json::field::put_message(self, out)
    }
    /// Reads the message, which is zero before, from JSON.
    ///
    /// # Errors
    /// When the JSON is not such a message: the error names the field.
    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        json::field::merge_message(self, reader)
    }
    /// Checks the rules of its fields, and of the messages in them.
    #[cfg(feature = "validate")]
    #[inline]
    fn validate(&self, _path: &super::validate::Path<'_>, _out: &mut super::validate::Violations) {}
}

/// The record of `M`, as a function to refer to it by.
pub fn spec<M: Message>() -> &'static MessageSpec {
    M::SPEC
}

/// The package of `M`, which is a message.
///
/// # Panics
/// In a constant, so at compile time, when `M` is none.
pub const fn package_of<M: Value>() -> &'static PackageSpec {
    match M::PACKAGE {
        Some(package) => package,
        None => panic!("only a message has a package"),
    }
}

/// The package that a generic message joins, where this is one of its argument's: not that of the well-known types, whose files
/// are not ours to add to.
pub const fn package_to_join(package: Option<&'static PackageSpec>) -> Option<&'static PackageSpec> {
    let Some(found) = package else { return None };
    let (name, well_known) = (found.name.as_bytes(), b"google.protobuf");
    let mut at = 0;
    while at < name.len() && at < well_known.len() && name[at] == well_known[at] {
        at += 1;
    }
    if at == name.len() && at == well_known.len() {
        return None;
    }
    package
}

/// How many bytes a message encodes to.
pub fn encoded_len<M: Message>(message: &M) -> usize {
    let mut counter = Counter::default();
    message.put(&mut counter);
    counter.written()
}

/// A message in wire format.
pub fn encode<M: Message>(message: &M) -> Bytes {
    let hint = M::hint();
    let mut writer = Writer::with_capacity(hint.capacity(|| encoded_len(message)));
    message.put(&mut writer);
    hint.learn(writer.written());
    writer.into_bytes()
}

/// A message from wire format; its `bytes::Bytes` fields share the memory of `bytes`.
///
/// # Errors
/// When the bytes are not such a message: the error names the field.
pub fn decode<M: Message>(bytes: &Bytes) -> Result<M, DecodeError> {
    let mut message = M::zero();
    message.merge(&mut Reader::of(bytes))?;
    Ok(message)
}

/// `Value::put` of a message: its length and its fields.
#[inline]
pub fn put_delimited<M: Message, S: Sink>(message: &M, sink: &mut S) {
    let end = sink.written();
    message.put(sink);
    sink.put_varint((sink.written() - end) as u64);
}

/// `Value::put_unless_zero` of a message: one that encodes to nothing is not sent.
#[inline]
pub fn put_delimited_unless_empty<M: Message, S: Sink>(message: &M, number: u32, sink: &mut S) {
    let end = sink.written();
    message.put(sink);
    let len = sink.written() - end;
    if len > 0 {
        sink.put_tagged_varint(tag(number, WireType::Len), len as u64);
    }
}

/// `Value::put_tagged` of a message: its tag, its length and its fields.
#[inline]
pub fn put_delimited_tagged<M: Message, S: Sink>(message: &M, number: u32, sink: &mut S) {
    let end = sink.written();
    message.put(sink);
    let len = sink.written() - end;
    sink.put_tagged_varint(tag(number, WireType::Len), len as u64);
}

/// `Value::merge` of a message: a length and as many bytes of fields.
///
/// # Errors
/// When the bytes are not such a message.
#[inline]
pub fn merge_delimited<M: Message>(message: &mut M, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.nested(|reader| message.merge(reader))
}
