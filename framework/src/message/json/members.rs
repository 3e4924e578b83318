//! The members of an object that is read.

use std::borrow::Cow;

use super::error::{Error, Shown};
use super::reader::Reader;

/// The member that names the type in an `Any`.
pub(super) const TYPE: &str = "@type";

/// An object whose members are read one by one.
#[derive(Debug)]
pub struct Members<'r, 'a> {
    reader: &'r mut Reader<'a>,
    first: bool,
    /// Whether the object is an `Any`, whose `@type` is no field.
    pub(super) of_any: bool,
    /// The numbers of the fields that have been read: those below 64, and the others.
    seen: u64,
    seen_above: Vec<u32>,
}

impl<'r, 'a> Members<'r, 'a> {
    /// Opens the object that comes next.
    pub(crate) fn open(reader: &'r mut Reader<'a>) -> Result<Self, Error> {
        if !reader.take(b'{') {
            return Err(reader.unexpected("an object"));
        }
        reader.enter()?;
        Ok(Self {
            reader,
            first: true,
            of_any: false,
            seen: 0,
            seen_above: Vec::new(),
        })
    }

    /// The name of the next member, whose value is then to be read; `None` when the object has been closed.
    pub(crate) fn next(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        loop {
            let first = std::mem::take(&mut self.first);
            if self.reader.take(b'}') {
                self.reader.leave();
                return Ok(None);
            }
            if !first && !self.reader.take(b',') {
                return Err(self.reader.unexpected("`,` or `}`"));
            }
            let name = match self.reader.peek() {
                Some(b'"') => self.reader.string()?,
                _ => return Err(self.reader.unexpected("a name")),
            };
            if !self.reader.take(b':') {
                return Err(self.reader.unexpected("`:`"));
            }
            if !self.of_any || name != TYPE {
                return Ok(Some(name));
            }
            self.reader.skip()?;
        }
    }

    /// What the value is read from.
    pub(crate) fn reader(&mut self) -> &mut Reader<'a> {
        self.reader
    }

    /// What the value of the field `name` is read from, which stands once in the object.
    ///
    /// # Errors
    /// When it stood there before.
    pub fn once(&mut self, number: u32, name: &'static str) -> Result<&mut Reader<'a>, Error> {
        if self.has(number) {
            return Err(Error::new("the field stands there twice").within(name));
        }
        match number {
            0..64 => self.seen |= 1 << number,
            _ => self.seen_above.push(number),
        }
        Ok(self.reader)
    }

    /// Whether the field `number` stood in what has been read.
    pub fn has(&self, number: u32) -> bool {
        match number {
            0..64 => self.seen & 1 << number != 0,
            _ => self.seen_above.contains(&number),
        }
    }

    /// Passes over the value of a member that no field is called, if that is wanted.
    pub(crate) fn unknown(&mut self, name: &str, message: &str) -> Result<(), Error> {
        if self.reader.settings().ignore_unknown {
            return self.reader.skip();
        }
        Err(Error::new(format!("`{message}` has no field `{}`", Shown(name))))
    }
}
