//! The wrappers of `google/protobuf/wrappers.proto` in JSON: what is in them.

use crate::message::json::{Error, Reader, Writer};
use crate::message::value::Value;

/// A wrapper, by what is in it.
pub(crate) trait Wrapper {
    type Value: Value;

    fn value(&self) -> &Self::Value;
    fn value_mut(&mut self) -> &mut Self::Value;
}

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put<W: Wrapper>(wrapper: &W, out: &mut Writer<'_>) -> Result<(), Error> {
    wrapper.value().put_json(out)
}

pub(crate) fn merge<W: Wrapper>(wrapper: &mut W, reader: &mut Reader<'_>) -> Result<(), Error> {
    wrapper.value_mut().merge_json(reader).map(drop)
}
