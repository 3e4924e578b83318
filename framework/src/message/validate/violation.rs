//! Rules that a message breaks.

use std::fmt::{self, Write};

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::path::Path;

/// At most so many are kept: a message of a million empty names would otherwise make us write a million of them.
const MOST: usize = 100;

/// The longest path, in bytes: a map's keys are the caller's.
const LONGEST_PATH: usize = 512;

/// How many bytes of details go into a status. They travel in trailers, which peers limit, often to 8 KiB.
const DETAILS: usize = 4096;

/// All rules that a message breaks. As a [`Status`] they are INVALID_ARGUMENT with a `google.rpc.BadRequest`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    /// How many more there were.
    omitted: usize,
}

/// A rule that a value breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where the value stands, by the names in `.proto`: `users[0].email`, `limits["daily"]`. A oneof of which nothing
    /// is set is named itself.
    pub field: String,
    /// The rule, `string.min_len`, `required`; of a function of one's own, `with.` and its name.
    pub rule: String,
    /// What is wrong, to be read after the field: `must be at least 1 characters`.
    pub message: String,
    /// Whether it is a map's key that breaks the rule, not its value.
    pub for_key: bool,
}

impl Violations {
    /// Those that are kept, 100 at most, in the order of the message's fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many rules are broken.
    pub fn len(&self) -> usize {
        self.list.len() + self.omitted
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    #[cold]
    pub(in crate::message) fn push(
        &mut self,
        path: &Path<'_>,
        rule: impl fmt::Display,
        message: impl fmt::Display,
    ) {
        if self.list.len() == MOST {
            self.omitted += 1;
            return;
        }
        self.list.push(Violation {
            field: Bounded::of(path),
            rule: rule.to_string(),
            message: message.to_string(),
            for_key: false,
        });
    }

    /// How many are kept by now.
    pub(super) fn mark(&self) -> usize {
        self.list.len()
    }

    /// Those after `mark` are about a key.
    pub(super) fn for_keys(&mut self, kept: usize) {
        for violation in self.list.iter_mut().skip(kept) {
            violation.for_key = true;
        }
    }
}

/// A text that stops its writer where it is as long as a path may be: what follows is never formatted.
struct Bounded(String);

impl Bounded {
    fn of(path: &Path<'_>) -> String {
        let mut text = Self(String::new());
        if write!(text, "{path}").is_err() {
            text.0.push('…');
        }
        text.0
    }
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        let room = LONGEST_PATH - self.0.len();
        if more.len() <= room {
            self.0.push_str(more);
            return Ok(());
        }
        let end = (0..=room).rev().find(|end| more.is_char_boundary(*end));
        self.0.push_str(&more[..end.unwrap_or(0)]);
        Err(fmt::Error)
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// As many as fit into a line or two; all of them are in the details.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.list.len().min(5);
        for (at, violation) in self.list.iter().take(shown).enumerate() {
            let comma = if at == 0 { "" } else { "; " };
            write!(f, "{comma}{violation}")?;
        }
        match self.len() - shown {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl std::error::Error for Violations {}

/// INVALID_ARGUMENT, the violations as `google.rpc.BadRequest`: a field's path, what is wrong as the description, the
/// rule as the reason. Where they would not fit into the trailers that peers accept, the last are left out.
impl From<Violations> for Status {
    fn from(violations: Violations) -> Self {
        let message = violations.to_string();
        let mut room = DETAILS.saturating_sub(message.len());
        let mut details: Vec<FieldViolation> = Vec::new();
        for violation in violations {
            let size = violation.field.len() + violation.rule.len() + violation.message.len() + 12;
            if size > room && !details.is_empty() {
                break;
            }
            room = room.saturating_sub(size);
            let mut detail = FieldViolation::new(violation.field, violation.message);
            detail.reason = violation.rule;
            details.push(detail);
        }
        let mut all = ErrorDetails::new();
        all.set_bad_request(details);
        Self::with_error_details(Code::InvalidArgument, message, all)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::message::validate::Facet;

    #[test]
    fn a_path_is_cut_where_a_letter_ends() {
        let (key, short) = (Facet::from("é".repeat(400).leak() as &str), Facet::from("a\"b"));
        let mut violations = Violations::default();
        let map = Path::ROOT.field("map");
        violations.push(&map.key(&key), "rule", "message");
        violations.push(&map.key(&short), "rule", "message");
        let fields: Vec<_> = violations.iter().map(|violation| &*violation.field).collect();
        assert_eq!(
            fields,
            [&*format!("map[\"{}…", "é".repeat(253)), "map[\"a\\\"b\"]"]
        );
    }

    #[test]
    fn what_is_cut_off_is_not_even_formatted() {
        struct Pieces<'a>(&'a Cell<usize>);
        impl fmt::Display for Pieces<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (0..1_000_000).try_for_each(|_| {
                    self.0.set(self.0.get() + 1);
                    f.write_str("0123456789")
                })
            }
        }
        let written = Cell::new(0);
        assert!(write!(Bounded(String::new()), "{}", Pieces(&written)).is_err());
        assert_eq!(written.get(), LONGEST_PATH / 10 + 1);
    }
}
