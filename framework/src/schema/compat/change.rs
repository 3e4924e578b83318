//! One difference, in words.

use std::fmt;

use crate::schema::link::Places;

/// What a change reaches, the outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Messages in the binary form, and calls. What breaks the wire breaks the classes below too.
    Wire,
    /// Messages in JSON.
    Json,
    /// Code generated from the contract.
    Source,
    /// Comments.
    Docs,
}

/// A difference between two contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it reaches.
    pub class: Class,
    /// Whether what speaks the old contract, or is generated from it again, is broken by it.
    pub breaking: bool,
    /// Whether the new contract itself says that it is meant: a removed field whose number and name are reserved.
    pub declared: bool,
    /// The full protobuf name of the element, `user.User.email`, or the path of a file.
    pub path: String,
    /// Where in Rust it is written, or what is around it: `api::User` (line 10). Empty where that is not known.
    pub place: String,
    /// What differs.
    pub message: String,
    /// What to write in Rust to keep the old contract; empty where nothing is needed.
    pub remedy: String,
}

impl Change {
    /// Whether `proto emit` refuses it: it breaks something, and nothing in the code says that this is meant.
    pub fn is_refused(&self) -> bool {
        self.breaking && !self.declared
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wire => "wire",
            Self::Json => "json",
            Self::Source => "source",
            Self::Docs => "docs",
        })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match (self.breaking, self.declared) {
            (true, false) => "error",
            (true, true) => "warning",
            (false, _) => "note",
        };
        write!(f, "{level}[{}]: `{}` {}", self.class, self.path, self.message)?;
        if !self.place.is_empty() {
            write!(f, "\n  --> {}", self.place)?;
        }
        if !self.remedy.is_empty() {
            write!(f, "\n  = help: {}", self.remedy)?;
        }
        Ok(())
    }
}

/// Collects changes.
pub(super) struct Changes<'a> {
    all: Vec<Change>,
    /// Where the new contract is written.
    pub(super) places: &'a Places,
}

impl<'a> Changes<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self {
            all: Vec::new(),
            places,
        }
    }

    /// A change that breaks `class`.
    pub(super) fn breaks(
        &mut self,
        class: Class,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(class, true, path, message.into(), remedy.into());
    }

    /// A breaking change that the new contract declares.
    pub(super) fn declares(&mut self, class: Class, path: &str, message: impl Into<String>) {
        self.push(class, true, path, message.into(), String::new());
        if let Some(last) = self.all.last_mut() {
            last.declared = true;
        }
    }

    /// Gives the last change, of which no place is known, that of `name`.
    pub(super) fn stands_with(&mut self, name: &str) {
        if let Some(last) = self.all.last_mut().filter(|last| last.place.is_empty()) {
            last.place = self.places.nearest(name).unwrap_or_default();
        }
    }

    /// A change that breaks nothing.
    pub(super) fn notes(&mut self, class: Class, path: &str, message: impl Into<String>) {
        self.push(class, false, path, message.into(), String::new());
    }

    fn push(&mut self, class: Class, breaking: bool, path: &str, message: String, remedy: String) {
        self.all.push(Change {
            class,
            breaking,
            declared: false,
            path: path.to_owned(),
            place: self.places.nearest(path).unwrap_or_default(),
            message,
            remedy,
        });
    }

    pub(super) fn sorted(mut self) -> Vec<Change> {
        self.all.sort_by(|a, b| {
            let key = |change: &Change| (!change.is_refused(), !change.breaking, change.class);
            key(a).cmp(&key(b)).then_with(|| a.path.cmp(&b.path))
        });
        self.all
    }
}
