//! Why a text is not the message it was said to be, or a message has no JSON.

use std::borrow::Cow;
use std::fmt;

use super::reader::Reader;

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
        self.step(Step::Key(key.to_owned()))
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
                    Step::Key(key) => write!(f, "[{key:?}]")?,
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
