//! The shapes of fields in JSON: one value, an optional one, a list, a map.

use super::error::Error;
use super::members::Members;
use super::reader::Reader;
use super::scalar::Scalar;
use super::writer::{Names, Object, Writer};
use crate::message::field::Key;
use crate::message::record::Message;
use crate::message::value::Value;
use crate::schema::spec::Kind;

/// Writes a field without explicit presence: where it is zero only if that is asked for, and never an empty message.
pub(crate) fn put_value<V: Value<E>, const E: u8>(
    value: &V,
    names: Names,
    object: &mut Object<'_, '_>,
) -> Result<(), Error> {
    let wanted = object.has_defaults() && !matches!(V::KIND, Kind::Message(_));
    if wanted || !value.is_zero() {
        put_member::<V, E>(value, names, object)?;
    }
    Ok(())
}

/// Writes a field that is there.
pub(crate) fn put_member<V: Value<E>, const E: u8>(
    value: &V,
    names: Names,
    object: &mut Object<'_, '_>,
) -> Result<(), Error> {
    value
        .put_json(object.field(names))
        .map_err(|error| error.within(names.proto))
}

/// Reads a field without explicit presence: `null` is none.
pub(crate) fn merge_value<V: Value<E>, const E: u8>(
    value: &mut V,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    if is_absent::<V, E>(reader)? {
        *value = V::zero();
        return Ok(());
    }
    value.merge_json(reader).map(drop)
}

/// Reads an optional field.
pub(crate) fn merge_optional<V: Value<E>, const E: u8>(
    slot: &mut Option<V>,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    *slot = None;
    if is_absent::<V, E>(reader)? {
        return Ok(());
    }
    reader.charge(V::HEAP)?;
    if !slot.insert(V::zero()).merge_json(reader)? {
        *slot = None;
    }
    Ok(())
}

/// Passes over a `null` that stands for nothing.
fn is_absent<V: Value<E>, const E: u8>(reader: &mut Reader<'_>) -> Result<bool, Error> {
    let absent = !V::HAS_NULL && reader.is_null();
    if absent {
        reader.null()?;
    }
    Ok(absent)
}

/// Whether a value of a oneof's member is to be read, which takes `heap` bytes before it is. One that is `null` is not there.
///
/// # Errors
/// When another member is there.
pub fn opens_member(
    has_null: bool,
    heap: usize,
    occupied: bool,
    reader: &mut Reader<'_>,
) -> Result<bool, Error> {
    if !has_null && reader.is_null() {
        return reader.null().map(|()| false);
    }
    if occupied {
        return Err(Error::new("another field of its oneof is there already"));
    }
    reader.charge(heap)?;
    Ok(true)
}

/// Writes a list.
pub(crate) fn put_list<V: Value<E>, const E: u8>(
    list: &[V],
    names: Names,
    object: &mut Object<'_, '_>,
) -> Result<(), Error> {
    if list.is_empty() && !object.has_defaults() {
        return Ok(());
    }
    object
        .field(names)
        .array(list, |out, value| value.put_json(out))
        .map_err(|error| error.within(names.proto))
}

/// Reads a list.
pub(crate) fn merge_list<V: Value<E>, const E: u8>(
    list: &mut Vec<V>,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    list.clear();
    if reader.is_null() {
        return reader.null();
    }
    reader.array(|reader| {
        reader.charge(size_of::<V>() + V::HEAP)?;
        let at = list.len();
        list.push(V::zero());
        if !list[at].merge_json(reader)? {
            list.pop();
        }
        Ok(())
    })
}

/// Writes a map.
pub(crate) fn put_map<'m, Q: Key<K>, V: Value<E>, const E: u8, const K: u8>(
    entries: impl ExactSizeIterator<Item = (&'m Q, &'m V)>,
    names: Names,
    object: &mut Object<'_, '_>,
) -> Result<(), Error> {
    if entries.len() == 0 && !object.has_defaults() {
        return Ok(());
    }
    let out: &mut Writer<'_> = object.field(names);
    out.object(|object| {
        for (key, value) in entries {
            let key = key.to_json_name();
            value
                .put_json(object.member(&key))
                .map_err(|error| error.at_key(&key))?;
        }
        Ok(())
    })
    .map_err(|error| error.within(names.proto))
}

/// Passes over a `null` that stands for an empty map.
pub(crate) fn is_no_map(reader: &mut Reader<'_>) -> Result<bool, Error> {
    let null = reader.is_null();
    if null {
        reader.null()?;
    }
    Ok(null)
}

/// The places in a node of a `BTreeMap` beside those of its first entry; a `HashMap` has fewer.
const NODE: usize = 9;

/// Reads a map; `insert` says whether the key is a new one.
pub(crate) fn merge_map<Q: Key<K>, V: Value<E>, const E: u8, const K: u8>(
    reader: &mut Reader<'_>,
    mut insert: impl FnMut(Q, V) -> bool,
) -> Result<(), Error> {
    let mut members = Members::open(reader)?;
    // As on the wire: twice the room of an entry for each, and that of a node for the first.
    let mut places = 2 + NODE;
    while let Some(name) = members.next()? {
        let reader = members.reader();
        let mut read = || {
            let places = std::mem::replace(&mut places, 2);
            reader.charge(places * size_of::<(Q, V)>() + name.len() + Q::HEAP + V::HEAP)?;
            let key = Q::from_json_name(&name)?;
            let mut value = V::zero();
            if value.merge_json(reader)? && !insert(key, value) {
                return Err(Error::new("the key stands there twice"));
            }
            Ok(())
        };
        read().map_err(|error| error.at_key(&name))?;
    }
    Ok(())
}

/// A message as an object, all of whose members are fields.
pub(crate) fn put_message<M: Message>(message: &M, out: &mut Writer<'_>) -> Result<(), Error> {
    out.object(|object| message.put_members(object))
}

/// Reads a message from an object, all of whose members are fields.
pub(crate) fn merge_message<M: Message>(message: &mut M, reader: &mut Reader<'_>) -> Result<(), Error> {
    merge_members(message, &mut Members::open(reader)?)
}

/// Reads the fields of a message to the end of the object.
pub(super) fn merge_members<M: Message>(message: &mut M, members: &mut Members<'_, '_>) -> Result<(), Error> {
    while let Some(name) = members.next()? {
        if !message.merge_member(&name, members)? {
            members.unknown(&name, &M::SPEC.full_name())?;
        }
    }
    message.finish_members(members)
}

/// Reads an optional `u8`, which is a field, but no value.
pub(crate) fn merge_u8(slot: &mut Option<u8>, reader: &mut Reader<'_>) -> Result<(), Error> {
    *slot = None;
    if !is_absent::<u32, 0>(reader)? {
        *slot = Some(Scalar::read(reader)?);
    }
    Ok(())
}
