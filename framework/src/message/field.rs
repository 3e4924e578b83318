//! A field: a value, an optional one, a list or a map.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use super::error::{DecodeError, Fault};
#[cfg(feature = "json")]
use super::json;
use super::reader::{Reader, WireType};
use super::scalar::{narrow, put_len_unless_empty};
use super::sink::Sink;
use super::value::{Value, put_tag, put_tagged};
use super::varint;
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
    /// How many bytes [`Field::zero`] allocates.
    const HEAP: usize = 0;
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

    /// Whether there is nothing to say.
    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool;
    /// Writes the field as a member of an object, or nothing when there is nothing to say.
    ///
    /// # Errors
    /// When a value has no JSON.
    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error>;
    /// Reads the field, which is zero before, from the value of a member.
    ///
    /// # Errors
    /// When the JSON is not of this field.
    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error>;
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
    const HEAP: usize = V::HEAP;
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

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        <V as Value<E>>::is_zero(self)
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        json::field::put_value::<V, E>(self, names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        json::field::merge_value::<V, E>(self, reader)
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
        if self.is_none() {
            reader.charge(V::HEAP)?;
        }
        self.get_or_insert_with(V::zero).merge(reader)
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_none()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        match self {
            Some(value) => json::field::put_member::<V, E>(value, names, object),
            None => Ok(()),
        }
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        json::field::merge_optional::<V, E>(self, reader)
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

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        *self == 0
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        Field::<0, K, P>::put_json(&u32::from(*self), names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        let mut slot = None;
        Field::<0, K, P>::merge_json(&mut slot, reader)?;
        *self = slot.unwrap_or(0);
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

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_none()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        Field::<0, K, P>::put_json(&self.map(u32::from), names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        json::field::merge_u8(self, reader)
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
            return match V::WIRE {
                WireType::Len => merge_run(self, reader),
                _ => merge_unpacked(self, reader),
            };
        }
        // Packed and unpacked are both accepted, whatever is written.
        expect(wire, WireType::Len)?;
        reader.within(|reader| merge_packed(self, reader))
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        json::field::put_list::<V, E>(self, names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        json::field::merge_list::<V, E>(self, reader)
    }
}

/// Reads the elements of a list that stand in a row.
fn merge_run<V: Value<E>, const E: u8>(
    list: &mut Vec<V>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let tag = reader.last_tag();
    let count = reader.run();
    reader.charge(count.saturating_mul(size_of::<V>() + V::HEAP))?;
    list.reserve(count);
    loop {
        let mut value = V::zero();
        value.merge(reader)?;
        list.push(value);
        if !reader.again(tag) {
            return Ok(());
        }
    }
}

/// Reads numbers that have a tag each, as long as the next one has the same.
fn merge_unpacked<V: Value<E>, const E: u8>(
    list: &mut Vec<V>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let tag = reader.last_tag();
    loop {
        reader.charge(size_of::<V>() + V::HEAP)?;
        let mut value = V::zero();
        value.merge(reader)?;
        list.push(value);
        if !reader.again(tag) {
            return Ok(());
        }
    }
}

/// Reads a packed list to the end. Room is made for as many values as there are, so never for more than bytes were received.
fn merge_packed<V: Value<E>, const E: u8>(
    list: &mut Vec<V>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let bytes = reader.rest();
    let count = match V::WIRE {
        WireType::Fixed32 => bytes.len() / 4,
        WireType::Fixed64 => bytes.len() / 8,
        _ => varint::count(bytes),
    };
    reader.charge(count.saturating_mul(size_of::<V>() + V::HEAP))?;
    list.reserve(count);
    V::merge_packed(list, reader)
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
        V::put_packed(list, sink);
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
pub trait Key<const E: u8 = 0>: Value<E> + Eq {
    /// The key as a name in JSON, without quotes.
    #[cfg(feature = "json")]
    fn to_json_name(&self) -> String;
    /// The key that a name in JSON is.
    ///
    /// # Errors
    /// When it is none.
    #[cfg(feature = "json")]
    fn from_json_name(name: &str) -> Result<Self, json::Error>;
}

macro_rules! keys {
    ($($ty:ty: $($encoding:literal)*;)*) => {$($(
        impl Key<$encoding> for $ty {
            #[cfg(feature = "json")]
            fn to_json_name(&self) -> String {
                json::scalar::Text::text(self)
            }

            #[cfg(feature = "json")]
            fn from_json_name(name: &str) -> Result<Self, json::Error> {
                json::scalar::Text::parse(name)
            }
        }
    )*)*};
}

keys! {
    i32: 0 1 5;
    i64: 0 2 6;
    u32: 0 3;
    u64: 0 4;
    bool: 0;
    String: 0;
}

/// The most entries that a map is given room for before they are there.
const MAP_RESERVE_MAX: usize = 1024;

/// Reads the entries of a map that stand in a row. `reserve` is told how many, or fewer; `spare` places more than those of its
/// entries are what the map takes.
fn merge_entries<const E: u8, const K: u8, Q: Value<K>, V: Value<E>, M>(
    map: &mut M,
    wire: WireType,
    reader: &mut Reader<'_>,
    spare: usize,
    reserve: impl FnOnce(&mut M, usize),
    insert: impl Fn(&mut M, Q, V),
) -> Result<(), DecodeError> {
    expect(wire, WireType::Len)?;
    let tag = reader.last_tag();
    let count = reader.run();
    // A table has room for twice as many entries as are in it on the way, and a tree's nodes are half full at least.
    let places = count.saturating_mul(2).saturating_add(spare);
    reader.charge(places.saturating_mul(size_of::<(Q, V)>()))?;
    reader.charge(count.saturating_mul(Q::HEAP + V::HEAP))?;
    reserve(map, count.min(MAP_RESERVE_MAX));
    loop {
        let (key, value) = entry::<E, K, Q, V>(reader)?;
        insert(map, key, value);
        if !reader.again(tag) {
            return Ok(());
        }
    }
}

/// Reads one entry of a map: a message of key `1` and value `2`, either of which may be absent or repeated.
fn entry<const E: u8, const K: u8, Q: Value<K>, V: Value<E>>(
    reader: &mut Reader<'_>,
) -> Result<(Q, V), DecodeError> {
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
        // A table has four places at least.
        let spare = if self.is_empty() { 2 } else { 0 };
        merge_entries::<E, K, _, _, _>(self, wire, reader, spare, Self::reserve, |map, key, value| {
            map.insert(key, value);
        })
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        json::field::put_map::<Q, V, E, K>(self.iter(), names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        self.clear();
        if json::field::is_no_map(reader)? {
            return Ok(());
        }
        json::field::merge_map::<Q, V, E, K>(reader, |key, value| self.insert(key, value).is_none())
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
        // A node has eleven places.
        let spare = if self.is_empty() { 9 } else { 0 };
        merge_entries::<E, K, _, _, _>(
            self,
            wire,
            reader,
            spare,
            |_, _| {},
            |map, key, value| {
                map.insert(key, value);
            },
        )
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, names: json::Names, object: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        json::field::put_map::<Q, V, E, K>(self.iter(), names, object)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
        self.clear();
        if json::field::is_no_map(reader)? {
            return Ok(());
        }
        json::field::merge_map::<Q, V, E, K>(reader, |key, value| self.insert(key, value).is_none())
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
