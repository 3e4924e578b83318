//! Why a text is not the message it was said to be, or a message has no JSON.

use std::borrow::Cow;
use std::fmt;

use super::reader::Reader;
use crate::message::error::DecodeError;

/// JSON that cannot be read or written: what is wrong, in which field, at which line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    what: Cow<'static, str>,
    /// From the innermost outwards.
    path: Vec<Step>,
    /// Line and column, from 1.
    place: Option<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Field(&'static str),
    Index(usize),
    Key(String),
}

/// What an error shows of the input at most, in characters.
const SHOWN: usize = 64;

/// A part of the input as an error shows it.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(SHOWN) {
            None => self.0.escape_debug().fmt(f),
            Some((at, _)) => write!(f, "{}…", self.0[..at].escape_debug()),
        }
    }
}

impl Error {
    /// An error without a place.
    #[cold]
    pub(crate) fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            what: what.into(),
            path: Vec::new(),
            place: None,
        }))
    }

    /// The same error, one field further out.
    #[cold]
    #[must_use]
    pub fn within(self, field: &'static str) -> Self {
        self.step(Step::Field(field))
    }

    /// The same error, in an element of a list.
    #[cold]
    pub(crate) fn at_index(self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The same error, in the value of a map's key.
    #[cold]
    pub(crate) fn at_key(self, key: &str) -> Self {
        self.step(Step::Key(Shown(key).to_string()))
    }

    fn step(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    /// The same error, where the reader stands.
    #[cold]
    pub(super) fn placed(mut self, reader: &Reader<'_>) -> Self {
        self.0.place = Some(reader.place());
        self
    }
}

/// A conversion refuses what the JSON says.
impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { what, path, place } = &*self.0;
        if !path.is_empty() {
            f.write_str("field `")?;
            for (i, step) in path.iter().rev().enumerate() {
                match step {
                    Step::Field(name) if i == 0 => f.write_str(name)?,
                    Step::Field(name) => write!(f, ".{name}")?,
                    Step::Index(index) => write!(f, "[{index}]")?,
                    Step::Key(key) => write!(f, "[\"{key}\"]")?,
                }
            }
            f.write_str("`: ")?;
        }
        f.write_str(what)?;
        match place {
            Some((line, column)) => write!(f, ", at line {line}, column {column}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
