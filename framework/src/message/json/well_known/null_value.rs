//! `google.protobuf.NullValue` in JSON: `null`; its name and its number are read too.

use crate::message::json::scalar::read_enum;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::NullValue;

pub(crate) const HAS_NULL: bool = true;

pub(crate) fn put(_: i32, out: &mut Writer<'_>) -> Result<(), Error> {
    out.raw("null");
    Ok(())
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Option<i32>, Error> {
    if reader.is_null() {
        return reader.null().map(|()| Some(0));
    }
    read_enum::<NullValue>(reader)
}
