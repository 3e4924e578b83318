//! Oneofs: a Rust `enum` whose variants are fields of the message around it.

use super::error::{DecodeError, Fault};
use super::reader::{Reader, WireType};
use super::sink::Sink;
use super::value::{Value, put_tagged};
use crate::schema::spec::OneofSpec;

/// A set of fields of which at most one is present. `#[oneof]` implements it.
pub trait Oneof: Sized + Send + Sync + 'static {
    /// Its record: the fields.
    const SPEC: &'static OneofSpec;

    /// Writes the present field, zero or not.
    fn put<S: Sink>(&self, sink: &mut S);
    /// Reads a field of this oneof into `slot`; `Ok(false)` and nothing read when the number is none of its own.
    /// A message is merged into the one that is there, everything else replaces what is there.
    ///
    /// # Errors
    /// When the bytes are not of that field.
    fn merge_field(
        slot: &mut Option<Self>,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError>;
}

/// The record of `T`, as a function to refer to it by.
pub fn spec<T: Oneof>() -> &'static OneofSpec {
    T::SPEC
}

/// The type of a field marked `#[field(oneof)]`: `Option` of a oneof, by whatever alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a oneof field",
    label = "not `Option` of a `#[oneof]` enum",
    note = "a field marked `#[field(oneof)]` is an `Option` of an enum with `#[oneof]`: nothing may be set"
)]
pub trait OneofField: Sized {
    /// The oneof's record.
    const SPEC: &'static OneofSpec;
    /// The oneof's record as a function.
    const SPEC_FN: fn() -> &'static OneofSpec;

    /// Nothing set.
    fn zero() -> Self;
    /// Writes the present field, if any.
    fn put<S: Sink>(&self, sink: &mut S);
    /// [`Oneof::merge_field`].
    ///
    /// # Errors
    /// When the bytes are not of that field.
    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError>;
}

impl<T: Oneof> OneofField for Option<T> {
    const SPEC: &'static OneofSpec = T::SPEC;
    const SPEC_FN: fn() -> &'static OneofSpec = spec::<T>;

    fn zero() -> Self {
        None
    }

    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        if let Some(value) = self {
            Oneof::put(value, sink);
        }
    }

    #[inline]
    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError> {
        T::merge_field(self, number, wire, reader)
    }
}

/// Writes one member of a oneof.
#[inline]
pub fn put_member<const E: u8, V: Value<E>, S: Sink>(value: &V, number: u32, sink: &mut S) {
    put_tagged::<E, V, S>(value, number, sink);
}

/// Reads one member of a oneof into `value`, which holds what was there before or zero.
///
/// # Errors
/// When the bytes are not such a value.
#[inline]
pub fn merge_member<const E: u8, V: Value<E>>(
    value: &mut V,
    wire: WireType,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    if wire != V::WIRE {
        return Err(Fault::WireType.into());
    }
    value.merge(reader)
}

/// Stops the compilation when two members of a message, at least one of them a oneof's, share a number or a name.
///
/// # Panics
/// In a constant, so at compile time.
pub const fn assert_disjoint(oneof: &OneofSpec, others: &[(u32, &str)]) {
    let mut i = 0;
    while i < oneof.fields.len() {
        let field = &oneof.fields[i];
        let mut j = 0;
        while j < others.len() {
            let (number, name) = others[j];
            assert!(
                field.number != number,
                "a member of this oneof has the number of another field of the message"
            );
            assert!(
                !same(field.name.as_bytes(), name.as_bytes()),
                "a member of this oneof has the name of another field of the message"
            );
            j += 1;
        }
        i += 1;
    }
}

/// Stops the compilation when two oneofs of a message share a number or a name.
///
/// # Panics
/// In a constant, so at compile time.
pub const fn assert_oneofs_disjoint(one: &OneofSpec, other: &OneofSpec) {
    let mut i = 0;
    while i < other.fields.len() {
        assert_disjoint(one, &[(other.fields[i].number, other.fields[i].name)]);
        i += 1;
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
