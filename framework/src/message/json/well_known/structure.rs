//! `google.protobuf.Struct` in JSON: any object, as it is.

use super::value;
use crate::message::json::field::merge_map;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::{Struct, Value};

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put(object: &Struct, out: &mut Writer<'_>) -> Result<(), Error> {
    out.object(|members| {
        for (name, member) in &object.fields {
            value::put(member, members.member(name)).map_err(|error| error.at_key(name))?;
        }
        Ok(())
    })
}

pub(crate) fn merge(object: &mut Struct, reader: &mut Reader<'_>) -> Result<(), Error> {
    object.fields.clear();
    merge_map::<String, Value, 0, 0>(reader, |name, member| {
        object.fields.insert(name, member).is_none()
    })?;
    Ok(())
}
