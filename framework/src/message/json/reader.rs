//! What JSON is read from: a text, a place in it, a depth and a budget of memory.

use std::borrow::Cow;

use super::error::Error;
use super::settings::Json;
use super::text;
use crate::message::reader::{DEPTH_LIMIT, budget};

/// Reads JSON (RFC 8259) from a text, value by value, as the type that is read asks for it.
///
/// Lists and strings are charged to a budget, as they are on the wire.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    budget: usize,
    json: &'a Json,
}

impl<'a> Reader<'a> {
    /// A reader of a whole text.
    pub(super) fn new(text: &'a str, json: &'a Json) -> Self {
        Self {
            text,
            at: 0,
            // The message itself is one level more than those inside it.
            depth: DEPTH_LIMIT + 1,
            budget: budget(text.len()),
            json,
        }
    }

    /// The settings.
    pub(super) fn settings(&self) -> &'a Json {
        self.json
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to where the reader was.
    pub(super) fn rewind(&mut self, at: usize) {
        self.at = at;
    }

    /// Line and column of where it stands, from 1.
    pub(super) fn place(&self) -> (usize, usize) {
        let before = &self.text[..self.at];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, before[start..].chars().count() + 1)
    }

    /// Takes `size` bytes of memory from the budget.
    ///
    /// # Errors
    /// When the budget is used up.
    pub(crate) fn charge(&mut self, size: usize) -> Result<(), Error> {
        match self.budget.checked_sub(size) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(Error::new("the message would take too much memory")),
        }
    }

    /// One level further in.
    ///
    /// # Errors
    /// Beyond [`DEPTH_LIMIT`].
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(Error::new("the JSON is nested too deeply")),
        }
    }

    /// One level further out.
    pub(super) fn leave(&mut self) {
        self.depth += 1;
    }

    /// The first byte of what comes next, white space passed over.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                other => return Some(*other),
            }
        }
        None
    }

    /// Passes over `byte` where it comes next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Says what was wanted and what stands there.
    #[cold]
    pub(super) fn unexpected(&mut self, wanted: &str) -> Error {
        let found = match self.peek() {
            None => "the end",
            Some(b'"') => "a string",
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "`null`",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(_) => {
                let found = self.text[self.at..].chars().next().unwrap_or_default();
                return Error::new(format!("expected {wanted}, found `{}`", found.escape_debug()));
            }
        };
        Error::new(format!("expected {wanted}, found {found}"))
    }

    /// Nothing follows.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Error::new("there is more after the message")),
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.text[self.at..].starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    /// Whether `null` comes next.
    pub(super) fn is_null(&mut self) -> bool {
        self.peek() == Some(b'n')
    }

    /// Reads `null`.
    pub(super) fn null(&mut self) -> Result<(), Error> {
        if self.is_null() && self.word("null") {
            Ok(())
        } else {
            Err(self.unexpected("`null`"))
        }
    }

    /// Reads `true` or `false`.
    pub(super) fn boolean(&mut self) -> Result<bool, Error> {
        match self.peek() {
            Some(b't') if self.word("true") => Ok(true),
            Some(b'f') if self.word("false") => Ok(false),
            _ => Err(self.unexpected("`true` or `false`")),
        }
    }

    /// Reads a number as it stands.
    pub(super) fn number(&mut self) -> Result<&'a str, Error> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.unexpected("a number"));
        }
        let rest = &self.text[self.at..];
        let len = super::number::token(rest).ok_or_else(|| Error::new("this is no number in JSON"))?;
        self.at += len;
        Ok(&rest[..len])
    }

    /// Reads a string; one without escapes is a part of the text.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        if !self.take(b'"') {
            return Err(self.unexpected("a string"));
        }
        let (string, len) = text::unescape(&self.text[self.at..])?;
        self.at += len;
        if matches!(string, Cow::Owned(_)) {
            self.charge(string.len())?;
        }
        Ok(string)
    }

    /// Reads an array, `element` each of its elements.
    pub(super) fn array(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !self.take(b'[') {
            return Err(self.unexpected("an array"));
        }
        if self.take(b']') {
            return Ok(());
        }
        for index in 0.. {
            element(self).map_err(|error| error.at_index(index))?;
            if self.take(b']') {
                break;
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
        Ok(())
    }

    /// Passes over one value, whatever it is.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null(),
            Some(b'[') => {
                self.enter()?;
                self.array(Self::skip)?;
                self.leave();
                Ok(())
            }
            Some(b'{') => {
                let mut members = super::Members::open(self)?;
                while members.next()?.is_some() {
                    members.reader().skip()?;
                }
                Ok(())
            }
            _ => match self.number() {
                Ok(_) => Ok(()),
                Err(_) => Err(self.unexpected("a value")),
            },
        }
    }
}
