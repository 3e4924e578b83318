//! What a change breaks, in the words of both sides.
//!
//! | our class | breaks in buf's category | |
//! |---|---|---|
//! | wire | `WIRE` (and `WIRE_JSON`, `FILE`) | bytes and calls |
//! | json | `WIRE_JSON` (and `FILE`) | ProtoJSON too |
//! | source | `FILE` | code generated from the files |
//! | nothing | none | what is added, deprecated or commented |
//!
//! Ours counts a change that the new contract declares (a removed field whose number and name are reserved): it still
//! breaks generated code, and buf says so; that `emit` lets it through is another matter.

use std::fmt;

use traitwire::schema::compat::{Change, Class};

/// The worst of what breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Wire,
    Json,
    Source,
    Nothing,
}

impl Verdict {
    pub(crate) const BREAKING: [Self; 3] = [Self::Wire, Self::Json, Self::Source];

    /// The worst of our changes.
    pub(crate) fn of(changes: &[Change]) -> Self {
        let breaking = changes.iter().filter(|change| change.breaking);
        let verdicts = breaking.map(|change| match change.class {
            Class::Wire => Self::Wire,
            Class::Json => Self::Json,
            Class::Source => Self::Source,
            Class::Docs => Self::Nothing,
        });
        verdicts.min().unwrap_or(Self::Nothing)
    }

    /// Buf's category for it.
    pub(crate) fn category(self) -> Option<&'static str> {
        Some(match self {
            Self::Wire => "WIRE",
            Self::Json => "WIRE_JSON",
            Self::Source => "FILE",
            Self::Nothing => return None,
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Wire => "wire",
            Self::Json => "json",
            Self::Source => "source",
            Self::Nothing => "nothing",
        })
    }
}
