//! Regular expressions, in the syntax of RE2 that protovalidate prescribes.

use std::fmt::Write as _;
use std::sync::OnceLock;

use regex::Regex;

/// A pattern, compiled when it is first used, once.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Result<Regex, String>>,
}

impl Pattern {
    /// The pattern `source`.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// Whether the pattern is found in `text`.
    ///
    /// # Errors
    /// The pattern is none. A server does not start with one, and `contract!` fails.
    pub fn is_in(&self, text: &str) -> Result<bool, &str> {
        match self.compiled.get_or_init(|| compile(self.source)) {
            Ok(regex) => Ok(regex.is_match(text)),
            Err(why) => Err(why),
        }
    }
}

/// Compiles a pattern of RE2.
///
/// # Errors
/// It is none; the text says why.
pub(crate) fn compile(source: &str) -> Result<Regex, String> {
    Regex::new(&translated(source)).map_err(|error| error.to_string())
}

/// The same pattern in the syntax of `regex`: there `\d`, `\s`, `\w`, `\b` and `\B` know all of Unicode, and a class can
/// hold classes and be cut with others.
fn translated(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    let mut class = Class::Outside;
    while let Some(letter) = letters.next() {
        let inside = class != Class::Outside;
        let begins = class == Class::Begins;
        if inside && !(begins && letter == '^') {
            class = Class::Inside;
        }
        match letter {
            '\\' => match letters.next() {
                Some('d') => out.push_str(if inside { "0-9" } else { "[0-9]" }),
                Some('D') => out.push_str("[^0-9]"),
                Some('w') => out.push_str(if inside { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" }),
                Some('W') => out.push_str("[^0-9A-Za-z_]"),
                Some('s') => out.push_str(if inside { r"\t\n\f\r " } else { r"[\t\n\f\r ]" }),
                Some('S') => out.push_str(r"[^\t\n\f\r ]"),
                Some(edge @ ('b' | 'B')) if !inside => drop(write!(out, r"(?-u:\{edge})")),
                Some('Q') => quoted(&mut letters, &mut out),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '[' if !inside => {
                out.push('[');
                class = Class::Begins;
            }
            // `[:alpha:]` is a class within a class in both.
            '[' if letters.peek() == Some(&':') => {
                out.push('[');
                for part in letters.by_ref() {
                    out.push(part);
                    if part == ']' {
                        break;
                    }
                }
            }
            '[' | '&' | '~' if inside => {
                // A letter that means something twice in a row.
                let _ = write!(out, "\\{letter}");
            }
            '-' if inside && letters.peek() == Some(&'-') => out.push_str("\\-"),
            // A bracket that comes first is one of the letters.
            ']' if begins => out.push_str("\\]"),
            ']' if inside => {
                out.push(']');
                class = Class::Outside;
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether a letter of a pattern stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Outside,
    /// Right after `[` or `[^`.
    Begins,
    Inside,
}

/// `\Q…\E`: letters that mean themselves.
fn quoted(letters: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut text = String::new();
    for letter in letters {
        text.push(letter);
        if text.ends_with("\\E") {
            text.truncate(text.len() - 2);
            break;
        }
    }
    out.push_str(&regex::escape(&text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(pattern: &'static str, text: &str) -> bool {
        Pattern::new(pattern).is_in(text).expect(pattern)
    }

    #[test]
    fn a_pattern_is_looked_for_anywhere() {
        assert!(found("b+", "abbc"));
        assert!(!found("^b+$", "abbc"));
        assert!(!found("^a$", "a\n"));
        assert!(!found("a.c", "a\nc"));
    }

    #[test]
    fn the_short_classes_are_ascii() {
        assert!(found(r"^\d\w\s$", "1a "));
        assert!(!found(r"\d", "٣"));
        assert!(!found(r"\w", "é"));
        assert!(found(r"^\W$", "é"));
        assert!(!found(r"\s", "\u{a0}"));
        assert!(found(r"^[^\d]$", "٣"));
        assert!(found(r"^[\D]$", "٣"));
        assert!(found(r"\bx", "éx"));
        assert!(!found(r"\Bx", "éx"));
        assert!(!found(r"x\B", "xé"));
        assert!(found(r"\Bx", "ax"));
        assert!(found(r"^\B.\B$", "é"));
        assert!(found(r"\p{Greek}", "λ"));
    }

    #[test]
    fn brackets_hold_letters_only() {
        assert!(found("^[[a]$", "["));
        assert!(found("^[]a]+$", "]a"));
        assert!(found("^[^]a]$", "b"));
        assert!(found("^[a&&b]+$", "a&b"));
        assert!(found("^[a--]+$", "-a"));
        assert!(found("^[[:alpha:]~~]+$", "a~"));
        assert!(found(r"^\Qa.b[\E+$", "a.b[["));
    }

    #[test]
    fn what_is_no_pattern_says_so() {
        assert!(Pattern::new("a(b").is_in("ab").is_err());
        assert!(compile("(?=x)").is_err());
    }
}
