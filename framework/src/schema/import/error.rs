//! Why a file is not imported.

use std::fmt;

/// A file has no counterpart in Rust. The message names the file and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    kind: ImportErrorKind,
    message: String,
}

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportErrorKind {
    /// The set has no such file, or lacks one that it imports.
    Missing,
    /// A file, or one that it uses types of, is not proto3.
    Syntax,
    /// The descriptors are not what a compiler makes.
    Invalid,
}

impl ImportError {
    pub(super) fn new(kind: ImportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ImportErrorKind::Invalid, message)
    }

    /// What kind of thing is wrong.
    pub fn kind(&self) -> ImportErrorKind {
        self.kind
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ImportError {}
