//! `#[field(…, with = module)]`: a type of another crate, by a pair of functions.
//!
//! `module::encode(&T) -> W` and `module::decode(W) -> Result<T, impl Display>`, `W` being any field. It is converted once
//! for a message, not for each occurrence on the wire: a list of a million elements is not written out a million times.

use std::fmt::Display;

use super::error::DecodeError;
use super::field::Field;
#[cfg(feature = "json")]
use super::json;
use super::reader::{Reader, WireType};
use super::sink::{Sink, Writer};
use crate::schema::rules::Ruled;
use crate::schema::spec::{FieldType, Kind, Shape};

/// What the module's functions write and read, in these encodings. `encode` is always there to say what `W` is.
#[derive(Debug)]
pub struct Wire<const E: u8, const K: u8, const PACKED: bool>;

impl<const E: u8, const K: u8, const PACKED: bool> Wire<E, K, PACKED> {
    /// What it is in protobuf.
    pub const fn field_type<T, W: Field<E, K, PACKED>>(_encode: &impl Fn(&T) -> W) -> FieldType {
        W::TYPE
    }

    /// Which rules it can have.
    pub const fn ruled<T, W: Field<E, K, PACKED>>(_encode: &impl Fn(&T) -> W) -> Ruled {
        W::RULED
    }

    /// What it is when nothing was received: what `decode` makes of the wire's zero. Where it refuses that, the field
    /// is a required one, and has its type's default until [`Wire::finish`] says so.
    pub fn zero<T: Default, W: Field<E, K, PACKED>, D>(
        _encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
    ) -> T {
        decode(W::zero()).unwrap_or_default()
    }

    /// Writes the field.
    pub fn put<T, W: Field<E, K, PACKED>, S: Sink>(
        encode: &impl Fn(&T) -> W,
        value: &T,
        number: u32,
        sink: &mut S,
    ) {
        encode(value).put(number, sink);
    }

    /// Reads one occurrence into `slot`.
    ///
    /// # Errors
    /// When the bytes are not of this field.
    pub fn merge<T: Default, W: Field<E, K, PACKED>, D>(
        encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
        value: &T,
        slot: &mut Option<W>,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        let mut merged = match slot.take() {
            Some(merged) => merged,
            None if Self::replaces::<W>() => {
                reader.charge(W::HEAP)?;
                W::zero()
            }
            // The message may be one that had arrived in part before: what was there stays.
            None => {
                let there = Self::bytes(encode, value);
                reader.charge(there.len())?;
                if there == Self::bytes(encode, &Self::zero(encode, decode)) {
                    W::zero()
                } else {
                    encode(value)
                }
            }
        };
        merged.merge(wire, reader)?;
        *slot = Some(merged);
        Ok(())
    }

    /// Converts what has been read; with nothing read, the field must be one that may be absent.
    ///
    /// # Errors
    /// What `decode` says.
    pub fn finish<T: Default, W: Field<E, K, PACKED>, D: Display>(
        encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
        value: &mut T,
        slot: Option<W>,
    ) -> Result<(), DecodeError> {
        match slot {
            Some(wire) => *value = decode(wire).map_err(DecodeError::refused)?,
            None => {
                if let Err(error) = decode(W::zero())
                    && Self::bytes(encode, value) == Self::bytes(encode, &T::default())
                {
                    return Err(DecodeError::refused(error));
                }
            }
        }
        Ok(())
    }

    /// Reads one occurrence and converts it: where a message arrives field by field, from prost.
    ///
    /// # Errors
    /// When the bytes are not of this field, and what `decode` says.
    pub fn merge_one<T: Default, W: Field<E, K, PACKED>, D: Display>(
        encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
        value: &mut T,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        let mut slot = None;
        Self::merge(encode, &decode, value, &mut slot, wire, reader)?;
        Self::finish(encode, decode, value, slot)
    }

    /// Whether there is nothing to say.
    #[cfg(feature = "json")]
    pub fn is_zero<T, W: Field<E, K, PACKED>>(encode: &impl Fn(&T) -> W, value: &T) -> bool {
        encode(value).is_zero()
    }

    /// Writes the field as a member of an object.
    ///
    /// # Errors
    /// When what `encode` returns has no JSON.
    #[cfg(feature = "json")]
    pub fn put_json<T, W: Field<E, K, PACKED>>(
        encode: &impl Fn(&T) -> W,
        value: &T,
        names: json::Names,
        object: &mut json::Object<'_, '_>,
    ) -> Result<(), json::Error> {
        encode(value).put_json(names, object)
    }

    /// Reads the field from the value of a member, and converts it.
    ///
    /// # Errors
    /// When the JSON is not of this field, and what `decode` says.
    #[cfg(feature = "json")]
    pub fn merge_json<T, W: Field<E, K, PACKED>, D: Display>(
        _encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
        value: &mut T,
        reader: &mut json::Reader<'_>,
    ) -> Result<(), json::Error> {
        let mut wire = W::zero();
        wire.merge_json(reader)?;
        *value = decode(wire).map_err(|why| json::Error::new(why.to_string()))?;
        Ok(())
    }

    /// A field that was not read must be one that may be absent.
    ///
    /// # Errors
    /// What `decode` says.
    #[cfg(feature = "json")]
    pub fn finish_json<T, W: Field<E, K, PACKED>, D: Display>(
        _encode: &impl Fn(&T) -> W,
        decode: impl Fn(W) -> Result<T, D>,
    ) -> Result<(), json::Error> {
        let absent = decode(W::zero()).map(drop);
        absent.map_err(|why| json::Error::new(why.to_string()))
    }

    /// Whether an occurrence replaces those before it.
    const fn replaces<W: Field<E, K, PACKED>>() -> bool {
        !matches!(W::TYPE.kind, Kind::Message(_))
            && matches!(W::TYPE.shape, Shape::Singular | Shape::Optional)
    }

    fn bytes<T, W: Field<E, K, PACKED>>(encode: &impl Fn(&T) -> W, value: &T) -> Vec<u8> {
        let mut writer = Writer::with_capacity(0);
        encode(value).put(1, &mut writer);
        writer.as_slice().to_vec()
    }
}
