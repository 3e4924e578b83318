//! Why records do not link.

use std::fmt;

/// The records of these services do not describe a valid set of protobuf files. The message says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkError {
    kind: LinkErrorKind,
    message: String,
}

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkErrorKind {
    /// Two things have one full name.
    Duplicate,
    /// Files import each other.
    Cycle,
    /// A file option is unknown, of a wrong type, or set twice to different values.
    Option,
    /// The name of a package or a file is not valid, or two packages share a file.
    File,
    /// A message is nested in itself.
    Nesting,
    /// The descriptors of a message that `prost-build` generated are not whole, or not those of that message.
    Foreign,
}

impl LinkError {
    pub(super) fn new(kind: LinkErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// What kind of thing is wrong.
    pub fn kind(&self) -> LinkErrorKind {
        self.kind
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LinkError {}
