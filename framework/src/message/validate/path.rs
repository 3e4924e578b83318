//! Where in a message a value stands: `users[0].email`, `limits["daily"]`.

use std::fmt;

use super::facet::Facet;

/// The way to a value, from the inside out. It lives on the stack and is written only when a rule is broken.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Field(&'static str),
    Index(usize),
    Key(&'a Facet<'a>),
}

impl<'a> Path<'a> {
    /// The message itself.
    pub const ROOT: Self = Self {
        parent: None,
        step: Step::Root,
    };

    /// A field, by its name in `.proto`.
    pub fn field(&'a self, name: &'static str) -> Self {
        self.then(Step::Field(name))
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    pub(super) fn key(&'a self, key: &'a Facet<'a>) -> Self {
        self.then(Step::Key(key))
    }

    fn then(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
        }
    }

    fn is_root(&self) -> bool {
        matches!(self.step, Step::Root)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
            if matches!(self.step, Step::Field(_)) && !parent.is_root() {
                f.write_str(".")?;
            }
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => match key {
                Facet::Text(text) => quoted(text, f),
                Facet::Int(key) => write!(f, "[{key}]"),
                Facet::Uint(key) => write!(f, "[{key}]"),
                Facet::Bool(key) => write!(f, "[{key}]"),
                _ => f.write_str("[…]"),
            },
        }
    }
}

/// A map's key: as it is, but for what would end it or a line of a log.
fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("[\"")?;
    for letter in text.chars() {
        match letter {
            '"' | '\\' => write!(f, "\\{letter}")?,
            control if control.is_control() => write!(f, "\\u{{{:x}}}", u32::from(control))?,
            letter => write!(f, "{letter}")?,
        }
    }
    f.write_str("\"]")
}
