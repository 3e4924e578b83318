//! The facet of any value, by what it writes: right for every type, though not the fastest way for a plain one.

use std::borrow::Cow;

use bytes::Bytes;

use super::facet::{Facet, Nanos};
use crate::message::error::DecodeError;
use crate::message::reader::Reader;
use crate::message::record::{Message, decode};
use crate::message::sink::Writer;
use crate::message::value::{Value, encoding};
use crate::message::well_known::{
    Any, BoolValue, BytesValue, DoubleValue, Duration, FieldMask, FloatValue, Int32Value, Int64Value,
    StringValue, Timestamp, UInt32Value, UInt64Value,
};
use crate::schema::rules::Family;
use crate::schema::spec::Kind;

impl Facet<'_> {
    /// What a value looks like, by what it writes.
    pub fn of_wire<const E: u8, V: Value<E>>(value: &V) -> Self {
        let family = const { Family::of(&V::KIND, V::NAME, V::PACKAGE) };
        if family == Family::Message {
            return Self::Message;
        }
        let mut writer = Writer::with_capacity(16);
        value.put(&mut writer);
        let bytes = writer.into_bytes();
        // What our own types write, they read.
        let read = match V::KIND {
            Kind::Message(_) => of_message(family, &bytes),
            ref kind => of_scalar(kind, &bytes),
        };
        read.unwrap_or(Self::Message)
    }
}

fn of_scalar(kind: &Kind, bytes: &Bytes) -> Result<Facet<'static>, DecodeError> {
    let mut reader = Reader::of(bytes);
    Ok(match kind {
        Kind::Double => Facet::from(read::<f64, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Float => Facet::from(read::<f32, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Int32 => Facet::from(read::<i32, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Int64 => Facet::from(read::<i64, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Uint32 => Facet::from(read::<u32, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Uint64 => Facet::from(read::<u64, { encoding::DEFAULT }>(&mut reader)?),
        Kind::Sint32 => Facet::from(read::<i32, { encoding::SINT32 }>(&mut reader)?),
        Kind::Sint64 => Facet::from(read::<i64, { encoding::SINT64 }>(&mut reader)?),
        Kind::Fixed32 => Facet::from(read::<u32, { encoding::FIXED32 }>(&mut reader)?),
        Kind::Fixed64 => Facet::from(read::<u64, { encoding::FIXED64 }>(&mut reader)?),
        Kind::Sfixed32 => Facet::from(read::<i32, { encoding::SFIXED32 }>(&mut reader)?),
        Kind::Sfixed64 => Facet::from(read::<i64, { encoding::SFIXED64 }>(&mut reader)?),
        Kind::Bool => Facet::from(read::<bool, { encoding::DEFAULT }>(&mut reader)?),
        Kind::String => Facet::Text(Cow::Owned(read::<String, { encoding::DEFAULT }>(&mut reader)?)),
        Kind::Bytes => Facet::Bytes(Cow::Owned(read::<Vec<u8>, { encoding::DEFAULT }>(&mut reader)?)),
        Kind::Enum(spec) => Facet::Enum(read::<i32, { encoding::DEFAULT }>(&mut reader)?, *spec),
        Kind::Message(_) => Facet::Message,
    })
}

fn read<V: Value<E>, const E: u8>(reader: &mut Reader<'_>) -> Result<V, DecodeError> {
    let mut value = V::zero();
    value.merge(reader)?;
    Ok(value)
}

/// Of a well-known type, a length before its fields.
fn of_message(family: Family, bytes: &Bytes) -> Result<Facet<'static>, DecodeError> {
    let body = Reader::of(bytes).bytes()?;
    Ok(match family {
        Family::Timestamp => {
            let Timestamp { seconds, nanos } = decode(&body)?;
            Facet::Timestamp(Nanos::new(seconds, nanos))
        }
        Family::Duration => {
            let Duration { seconds, nanos } = decode(&body)?;
            Facet::Duration(Nanos::new(seconds, nanos))
        }
        Family::Any => Facet::Any(Cow::Owned(decode::<Any>(&body)?.type_url)),
        Family::FieldMask => Facet::Paths(decode::<FieldMask>(&body)?.paths),
        Family::Float => Facet::from(wrapped::<FloatValue>(&body)?.value),
        Family::Double => Facet::from(wrapped::<DoubleValue>(&body)?.value),
        Family::Int32 => Facet::from(wrapped::<Int32Value>(&body)?.value),
        Family::Int64 => Facet::from(wrapped::<Int64Value>(&body)?.value),
        Family::Uint32 => Facet::from(wrapped::<UInt32Value>(&body)?.value),
        Family::Uint64 => Facet::from(wrapped::<UInt64Value>(&body)?.value),
        Family::Bool => Facet::from(wrapped::<BoolValue>(&body)?.value),
        Family::String => Facet::Text(Cow::Owned(wrapped::<StringValue>(&body)?.value)),
        Family::Bytes => Facet::Bytes(Cow::Owned(wrapped::<BytesValue>(&body)?.value.to_vec())),
        _ => Facet::Message,
    })
}

fn wrapped<M: Message>(bytes: &Bytes) -> Result<M, DecodeError> {
    decode(bytes)
}
