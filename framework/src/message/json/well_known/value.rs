//! `google.protobuf.Value` in JSON: any value, as it is.

use super::{list_value, structure};
use crate::message::json::scalar::Scalar;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::{Kind, ListValue, NullValue, Struct, Value};

pub(crate) const HAS_NULL: bool = true;

/// Writes it; one without a kind is `null`, as in other languages.
pub(crate) fn put(value: &Value, out: &mut Writer<'_>) -> Result<(), Error> {
    match &value.kind {
        None | Some(Kind::Null(_)) => out.raw("null"),
        Some(Kind::Number(number)) if !number.is_finite() => {
            return Err(Error::new(format!("a `Value` of {number} has no JSON")));
        }
        Some(Kind::Number(number)) => number.put(out),
        Some(Kind::String(text)) => out.string(text),
        Some(Kind::Bool(is)) => is.put(out),
        Some(Kind::Struct(object)) => structure::put(object, out)?,
        Some(Kind::List(list)) => list_value::put(list, out)?,
    }
    Ok(())
}

pub(crate) fn merge(value: &mut Value, reader: &mut Reader<'_>) -> Result<(), Error> {
    value.kind = Some(match reader.peek() {
        Some(b'n') => {
            reader.null()?;
            Kind::Null(NullValue::NullValue)
        }
        Some(b'"') => Kind::String(reader.string()?.into_owned()),
        Some(b't' | b'f') => Kind::Bool(reader.boolean()?),
        Some(b'{') => {
            let mut object = Struct::default();
            structure::merge(&mut object, reader)?;
            Kind::Struct(object)
        }
        Some(b'[') => {
            let mut list = ListValue::default();
            list_value::merge(&mut list, reader)?;
            Kind::List(list)
        }
        _ => Kind::Number(f64::read(reader)?),
    });
    Ok(())
}
