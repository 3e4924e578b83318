//! `google.protobuf.ListValue` in JSON: any array, as it is.

use super::value;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::{ListValue, Value};

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put(list: &ListValue, out: &mut Writer<'_>) -> Result<(), Error> {
    out.deep_array(&list.values, |out, element| value::put(element, out))
}

pub(crate) fn merge(list: &mut ListValue, reader: &mut Reader<'_>) -> Result<(), Error> {
    list.values.clear();
    reader.enter()?;
    reader.array(|reader| {
        reader.charge(size_of::<Value>())?;
        let mut element = Value::default();
        value::merge(&mut element, reader)?;
        list.values.push(element);
        Ok(())
    })?;
    reader.leave();
    Ok(())
}
