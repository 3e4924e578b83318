//! `google.protobuf.Any` in JSON: the message inside, with its type beside its members.

use crate::message::json::error::Shown;
use crate::message::json::members::TYPE;
use crate::message::json::{Error, Members, Reader, Writer};
use crate::message::well_known::Any;

pub(crate) const HAS_NULL: bool = false;

/// Writes it; one that says nothing is an empty object.
pub(crate) fn put(any: &Any, out: &mut Writer<'_>) -> Result<(), Error> {
    if any.type_url.is_empty() && any.value.is_empty() {
        return out.object(|_| Ok(()));
    }
    let transcoder = out.settings().types.get(any.type_name())?;
    out.object(|object| {
        object.member(TYPE).string(&any.type_url);
        (transcoder.put)(&any.value, object)
    })
}

/// Reads it: the type first, wherever it stands, then the message that it names.
pub(crate) fn merge(any: &mut Any, reader: &mut Reader<'_>) -> Result<(), Error> {
    let start = reader.at();
    let Some(type_url) = find_type(reader)? else {
        *any = Any::default();
        return Ok(());
    };
    // What was looked through is read again, in each `Any` around another one.
    reader.charge(reader.at() - start)?;
    reader.rewind(start);
    *any = Any {
        type_url,
        ..Any::default()
    };
    let transcoder = reader.settings().types.get(any.type_name())?;
    let mut members = Members::open(reader)?;
    members.of_any = true;
    any.value = (transcoder.read)(&mut members)?;
    Ok(())
}

/// The type that the object which comes next names, `None` for an empty object. The reader stands behind the object then.
fn find_type(reader: &mut Reader<'_>) -> Result<Option<String>, Error> {
    let mut members = Members::open(reader)?;
    let mut found = None;
    let mut empty = true;
    while let Some(name) = members.next()? {
        empty = false;
        if name == TYPE {
            found = Some(members.once(0, TYPE)?.string()?.into_owned());
        } else {
            members.reader().skip()?;
        }
    }
    match found {
        Some(url) if url.contains('/') => Ok(Some(url)),
        Some(url) => Err(Error::new(format!(
            "`@type` is a name behind a slash, `type.googleapis.com/…`, not `{}`",
            Shown(&url)
        ))),
        None if empty => Ok(None),
        None => Err(Error::new("`@type` is missing: it names the message in an `Any`")),
    }
}
