//! A field: a value, an optional one, a list or a map.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::error::{DecodeError, Fault};
use super::reader::{Reader, WireType};
use super::scalar::{narrow, put_len_unless_empty};
use super::sink::Sink;
use super::value::{Value, put_tag, put_tagged};
use crate::schema::rules::Ruled;
use crate::schema::spec::{FieldType, Kind, Shape};

/// A Rust type that is a protobuf field.
///
/// `E` is the encoding of its values, `K` of a map's keys, `PACKED` whether a list of scalars is written packed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a protobuf field",
    label = "not a protobuf field",
    note = "a field holds a scalar, `String`, `Vec<u8>`, a type with `#[message]` or `#[enumeration]`, a well-known type, or `Option`, `Vec`, `HashMap` or `BTreeMap` of these; for a type of another crate use `#[field(…, with = module)]`",
    note = "protobuf has no list of lists, no optional list and no list of optionals: put the inner one into a `#[message]` of its own",
    note = "a map's key is an integer of 32 or 64 bits, `bool` or `String`; an `Option` of a `#[oneof]` enum is marked `#[field(oneof)]`",
    note = "`sint32`, `sfixed32` go with `i32`; `sint64`, `sfixed64` with `i64`; `fixed32` with `u32`; `fixed64` with `u64`"
)]
pub trait Field<const E: u8 = 0, const K: u8 = 0, const PACKED: bool = true>: Sized {
    /// What it is in protobuf.
    const TYPE: FieldType;
    /// Which rules it can have.
    const RULED: Ruled;

    /// What it is when nothing was received.
    fn zero() -> Self;
    /// Writes the field, tags included, or nothing when there is nothing to say.
    fn put<S: Sink>(&self, number: u32, sink: &mut S);
    /// Reads one occurrence of the field.
    ///
    /// # Errors
    /// When the bytes are not of this field.
    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// Stops the decoding of a field that arrives with a wire type of another.
///
/// # Errors
/// [`Fault::WireType`].
#[inline]
pub fn expect(wire: WireType, expected: WireType) -> Result<(), DecodeError> {
    if wire == expected {
        Ok(())
    } else {
        Err(Fault::WireType.into())
    }
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Field<E, K, P> for V {
    const TYPE: FieldType = FieldType {
        kind: V::KIND,
        shape: Shape::Singular,
    };
    const RULED: Ruled = Ruled::one(&V::KIND, V::NAME, V::PACKAGE, V::CLOSED);

    #[inline]
    fn zero() -> Self {
        V::zero()
    }

    #[inline]
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        <V as Value<E>>::put_unless_zero(self, number, sink);
    }

    #[inline]
    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        expect(wire, V::WIRE)?;
        <V as Value<E>>::merge(self, reader)
    }
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Field<E, K, P> for Option<V> {
    const TYPE: FieldType = FieldType {
        kind: V::KIND,
        shape: Shape::Optional,
    };
    const RULED: Ruled = Ruled::one(&V::KIND, V::NAME, V::PACKAGE, V::CLOSED);

    #[inline]
    fn zero() -> Self {
        None
    }

    #[inline]
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        if let Some(value) = self {
            put_tagged::<E, _, _>(value, number, sink);
        }
    }

    #[inline]
    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        expect(wire, V::WIRE)?;
        self.get_or_insert_with(V::zero).merge(reader)
    }
}

/// `u8` is a field, though no value: as one, `Vec<u8>` would be both a list and bytes.
impl<const K: u8, const P: bool> Field<0, K, P> for u8 {
    const TYPE: FieldType = FieldType {
        kind: Kind::Uint32,
        shape: Shape::Singular,
    };
    const RULED: Ruled = Ruled::one(&Kind::Uint32, "", None, false);

    fn zero() -> Self {
        0
    }

    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        <u32 as Value>::put_unless_zero(&u32::from(*self), number, sink);
    }

    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        expect(wire, WireType::Varint)?;
        *self = narrow(reader.varint()? as u32)?;
        Ok(())
    }
}

impl<const K: u8, const P: bool> Field<0, K, P> for Option<u8> {
    const TYPE: FieldType = FieldType {
        kind: Kind::Uint32,
        shape: Shape::Optional,
    };
    const RULED: Ruled = Ruled::one(&Kind::Uint32, "", None, false);

    fn zero() -> Self {
        None
    }

    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        <Option<u32> as Field>::put(&self.map(u32::from), number, sink);
    }

    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        expect(wire, WireType::Varint)?;
        *self = Some(narrow(reader.varint()? as u32)?);
        Ok(())
    }
}

impl<V: Value<E>, const E: u8, const K: u8, const PACKED: bool> Field<E, K, PACKED> for Vec<V> {
    const TYPE: FieldType = FieldType {
        kind: V::KIND,
        shape: Shape::Repeated { packed: PACKED },
    };
    const RULED: Ruled = Ruled::one(&V::KIND, V::NAME, V::PACKAGE, V::CLOSED).list();

    #[inline]
    fn zero() -> Self {
        Self::new()
    }

    #[inline]
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        put_list::<E, PACKED, V, S>(self, number, sink);
    }

    #[inline]
    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if wire == V::WIRE {
            return push(self, reader);
        }
        // Packed and unpacked are both accepted, whatever is written.
        expect(wire, WireType::Len)?;
        reader.nested(|reader| {
            while !reader.is_empty() {
                push(self, reader)?;
            }
            Ok(())
        })
    }
}

fn push<V: Value<E>, const E: u8>(list: &mut Vec<V>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.charge(size_of::<V>())?;
    let mut value = V::zero();
    value.merge(reader)?;
    list.push(value);
    Ok(())
}

/// Writes a list, packed where that is asked for and possible.
pub(super) fn put_list<const E: u8, const PACKED: bool, V: Value<E>, S: Sink>(
    list: &[V],
    number: u32,
    sink: &mut S,
) {
    let packable = !matches!(V::WIRE, WireType::Len);
    if PACKED && packable {
        if list.is_empty() {
            return;
        }
        let end = sink.written();
        for value in list.iter().rev() {
            value.put(sink);
        }
        sink.put_varint((sink.written() - end) as u64);
        put_tag(number, WireType::Len, sink);
    } else {
        for value in list.iter().rev() {
            put_tagged::<E, _, _>(value, number, sink);
        }
    }
}

/// Stops the compilation where `packed` is written on what is no list of scalars.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_list(ty: &FieldType) {
    let packable = !matches!(ty.kind, Kind::String | Kind::Bytes | Kind::Message(_));
    assert!(
        packable && matches!(ty.shape, Shape::Repeated { .. }),
        "`packed` goes with a list of numbers, `bool`s or enumerations"
    );
}

/// Stops the compilation where `map` is written on what is no map.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_map(ty: &FieldType) {
    assert!(
        matches!(ty.shape, Shape::Map { .. }),
        "`map` goes with `HashMap` or `BTreeMap`"
    );
}

/// Stops the compilation where `wrapper` is written on what is no option.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_optional(ty: &FieldType) {
    assert!(
        matches!(ty.shape, Shape::Optional),
        "`wrapper` goes with an `Option`: a list or a map holds `StringValue` and its like"
    );
}

/// A type that may be a map's key: integers, `bool` and `String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a protobuf map in this encoding",
    label = "not a map key",
    note = "a key is an integer of 32 or 64 bits, `bool` or `String`"
)]
pub trait Key<const E: u8 = 0>: Value<E> + Eq {}

macro_rules! keys {
    ($($ty:ty: $($encoding:literal)*;)*) => {$($(impl Key<$encoding> for $ty {})*)*};
}

keys! {
    i32: 0 1 5;
    i64: 0 2 6;
    u32: 0 3;
    u64: 0 4;
    bool: 0;
    String: 0;
}

/// Reads one entry of a map: a message of key `1` and value `2`, either of which may be absent or repeated.
fn entry<const E: u8, const K: u8, Q: Value<K>, V: Value<E>>(
    wire: WireType,
    reader: &mut Reader<'_>,
) -> Result<(Q, V), DecodeError> {
    expect(wire, WireType::Len)?;
    reader.charge(size_of::<(Q, V)>())?;
    reader.nested(|reader| {
        let (mut key, mut value) = (Q::zero(), V::zero());
        while !reader.is_empty() {
            match reader.tag()? {
                (1, wire) => expect(wire, Q::WIRE).and_then(|()| key.merge(reader))?,
                (2, wire) => expect(wire, V::WIRE).and_then(|()| value.merge(reader))?,
                (number, wire) => reader.skip(number, wire)?,
            }
        }
        Ok((key, value))
    })
}

/// Writes one entry of a map; key and value always, as every official implementation does.
fn put_entry<const E: u8, const K: u8, Q: Value<K>, V: Value<E>, S: Sink>(
    key: &Q,
    value: &V,
    number: u32,
    sink: &mut S,
) {
    let end = sink.written();
    put_tagged::<E, _, _>(value, 2, sink);
    put_tagged::<K, _, _>(key, 1, sink);
    sink.put_varint((sink.written() - end) as u64);
    put_tag(number, WireType::Len, sink);
}

impl<Q, V, H, const E: u8, const K: u8, const P: bool> Field<E, K, P> for HashMap<Q, V, H>
where
    Q: Key<K> + Hash,
    V: Value<E>,
    H: BuildHasher + Default,
{
    const TYPE: FieldType = FieldType {
        kind: V::KIND,
        shape: Shape::Map { key: Q::KIND },
    };
    const RULED: Ruled = Ruled::one(&V::KIND, V::NAME, V::PACKAGE, V::CLOSED).map(Ruled::one(
        &Q::KIND,
        Q::NAME,
        Q::PACKAGE,
        Q::CLOSED,
    ));

    fn zero() -> Self {
        Self::default()
    }

    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        for (key, value) in self {
            put_entry::<E, K, _, _, _>(key, value, number, sink);
        }
    }

    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let (key, value) = entry::<E, K, _, _>(wire, reader)?;
        self.insert(key, value);
        Ok(())
    }
}

impl<Q, V, const E: u8, const K: u8, const P: bool> Field<E, K, P> for BTreeMap<Q, V>
where
    Q: Key<K> + Ord,
    V: Value<E>,
{
    const TYPE: FieldType = FieldType {
        kind: V::KIND,
        shape: Shape::Map { key: Q::KIND },
    };
    const RULED: Ruled = Ruled::one(&V::KIND, V::NAME, V::PACKAGE, V::CLOSED).map(Ruled::one(
        &Q::KIND,
        Q::NAME,
        Q::PACKAGE,
        Q::CLOSED,
    ));

    fn zero() -> Self {
        Self::new()
    }

    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        for (key, value) in self.iter().rev() {
            put_entry::<E, K, _, _, _>(key, value, number, sink);
        }
    }

    fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let (key, value) = entry::<E, K, _, _>(wire, reader)?;
        self.insert(key, value);
        Ok(())
    }
}

/// A borrowed argument on its way out, whatever its type: one that no field holds is reported where the message that
/// owns it is described, and has [`Unlent`] only.
#[derive(Debug)]
pub struct Lent<'a, T: ?Sized, const E: u8, const K: u8, const PACKED: bool>(pub &'a T);

impl<T: LendField<E, K, P> + ?Sized, const E: u8, const K: u8, const P: bool> Lent<'_, T, E, K, P> {
    /// [`Field::put`].
    pub fn put<S: Sink>(self, number: u32, sink: &mut S) {
        self.0.put(number, sink);
    }
}

/// What is left for a borrowed argument that is no field.
pub trait Unlent: Sized {
    /// Nothing.
    fn put<S: Sink>(self, _: u32, _: &mut S) {}
}

impl<T: ?Sized, const E: u8, const K: u8, const P: bool> Unlent for Lent<'_, T, E, K, P> {}

/// A borrowed argument, which is written as the field that owns it would be.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be an argument of a method",
    label = "not a protobuf field",
    note = "an argument may borrow what a field holds: `&str`, `&[u8]`, a slice of values, or a message"
)]
pub trait LendField<const E: u8 = 0, const K: u8 = 0, const PACKED: bool = true> {
    /// [`Field::put`].
    fn put<S: Sink>(&self, number: u32, sink: &mut S);
}

#[diagnostic::do_not_recommend]
impl<F: Field<E, K, P>, const E: u8, const K: u8, const P: bool> LendField<E, K, P> for F {
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        <F as Field<E, K, P>>::put(self, number, sink);
    }
}

impl<const K: u8, const P: bool> LendField<0, K, P> for str {
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_unless_empty(self.as_bytes(), number, sink);
    }
}

impl<const K: u8, const P: bool> LendField<0, K, P> for [u8] {
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_unless_empty(self, number, sink);
    }
}

#[diagnostic::do_not_recommend]
impl<V: Value<E>, const E: u8, const K: u8, const P: bool> LendField<E, K, P> for [V] {
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        put_list::<E, P, V, S>(self, number, sink);
    }
}
