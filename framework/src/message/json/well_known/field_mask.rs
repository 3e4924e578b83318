//! `google.protobuf.FieldMask` in JSON: paths in lowerCamelCase, `"user.displayName,age"`.

use crate::message::json::error::Shown;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::FieldMask;

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put(mask: &FieldMask, out: &mut Writer<'_>) -> Result<(), Error> {
    let mut text = String::new();
    for (i, path) in mask.paths.iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        if camel(path, &mut text).is_none() {
            return Err(Error::new(format!(
                "the path `{}` would not come back from lowerCamelCase: it has no JSON",
                Shown(path)
            )));
        }
    }
    out.string(&text);
    Ok(())
}

pub(crate) fn merge(mask: &mut FieldMask, reader: &mut Reader<'_>) -> Result<(), Error> {
    let text = reader.string()?;
    mask.paths.clear();
    if text.is_empty() {
        return Ok(());
    }
    for path in text.split(',') {
        if path.contains('_') {
            return Err(Error::new(format!(
                "the path `{}` is not in lowerCamelCase",
                Shown(path)
            )));
        }
        let snake = snake(path);
        reader.charge(size_of::<String>() + snake.len())?;
        mask.paths.push(snake);
    }
    Ok(())
}

/// Writes `path` without its underscores; `None` where they would not come back.
fn camel(path: &str, out: &mut String) -> Option<()> {
    let mut upper = false;
    for c in path.chars() {
        match c {
            '_' if upper => return None,
            '_' => upper = true,
            c if upper => {
                out.push(Some(c.to_ascii_uppercase()).filter(|_| c.is_ascii_lowercase())?);
                upper = false;
            }
            c if c.is_ascii_uppercase() => return None,
            c => out.push(c),
        }
    }
    (!upper).then_some(())
}

fn snake(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 4);
    for c in path.chars() {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
