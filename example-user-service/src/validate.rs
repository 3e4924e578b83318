//! What we take from callers. A refusal is INVALID_ARGUMENT, and names every field that will not do in a
//! `google.rpc.BadRequest`.

use tonic_types::{ErrorDetails, StatusExt};
use traitwire::{Code, Status};

use crate::api::ChatMessage;

/// In characters.
const LONGEST_NAME: usize = 200;

/// In bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
const LONGEST_EMAIL: usize = 254;

/// In bytes (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// In bytes (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;

/// In bytes.
const LONGEST_TEXT: usize = 4096;

/// Checks what a user is to be called.
///
/// # Errors
/// INVALID_ARGUMENT.
pub(crate) fn user(name: &str, email: &str) -> Result<(), Status> {
    all([("name", check_name(name)), ("email", check_email(email))])
}

/// Checks what is said in the room.
///
/// # Errors
/// INVALID_ARGUMENT.
pub(crate) fn message(message: &ChatMessage) -> Result<(), Status> {
    let from = (message.from.chars().count() > LONGEST_NAME)
        .then(|| format!("it is longer than {LONGEST_NAME} characters"));
    let text = (message.text.len() > LONGEST_TEXT).then(|| format!("it is longer than {LONGEST_TEXT} bytes"));
    all([("from", from), ("text", text)])
}

/// The refusal of a value that the store cannot keep.
pub(crate) fn unstorable(field: &str, reason: &str) -> Status {
    let field = if field == "name" { "name" } else { "email" };
    refusal(&[(field, reason.to_owned())])
}

/// One status for every field that has something wrong.
fn all<const N: usize>(checked: [(&'static str, Option<String>); N]) -> Result<(), Status> {
    let violations: Vec<_> = checked
        .into_iter()
        .filter_map(|(field, wrong)| Some((field, wrong?)))
        .collect();
    if violations.is_empty() {
        Ok(())
    } else {
        Err(refusal(&violations))
    }
}

fn refusal(violations: &[(&str, String)]) -> Status {
    let mut details = ErrorDetails::new();
    let mut message = Vec::new();
    for (field, wrong) in violations {
        details.add_bad_request_violation(*field, wrong);
        message.push(format!("{field}: {wrong}"));
    }
    Status::with_error_details(Code::InvalidArgument, message.join("; "), details)
}

fn check_name(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("it is empty: give a name".into());
    }
    if name.chars().any(char::is_control) {
        return Some("it holds a control character, such as a line break: remove it".into());
    }
    (name.chars().count() > LONGEST_NAME).then(|| format!("it is longer than {LONGEST_NAME} characters"))
}

/// Takes addresses as people have them (RFC 5321, with the letters of RFC 6531), and no quoted ones.
fn check_email(email: &str) -> Option<String> {
    if email.is_empty() {
        return Some("it is empty: give an address, as in `alice@example.com`".into());
    }
    if email.len() > LONGEST_EMAIL {
        return Some(format!("it is longer than {LONGEST_EMAIL} bytes"));
    }
    let is_email = email
        .rsplit_once('@')
        .is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
    (!is_email).then(|| "it is no e-mail address: write it as in `alice@example.com`".into())
}

fn is_local_part(local: &str) -> bool {
    let is_atom = |atom: &str| !atom.is_empty() && atom.chars().all(is_atom_text);
    local.len() <= LONGEST_LOCAL_PART && local.split('.').all(is_atom)
}

fn is_atom_text(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_letter_beyond_ascii(c)
}

fn is_domain(domain: &str) -> bool {
    domain.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= LONGEST_LABEL
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || is_letter_beyond_ascii(c))
    })
}

fn is_letter_beyond_ascii(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(checked: Result<(), Status>) -> Vec<String> {
        let Err(status) = checked else { return Vec::new() };
        assert_eq!(status.code(), Code::InvalidArgument);
        let violations = status
            .get_details_bad_request()
            .expect("a BadRequest")
            .field_violations;
        assert!(
            violations
                .iter()
                .all(|violation| !violation.description.is_empty())
        );
        violations.into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn every_field_is_named_at_once() {
        assert_eq!(fields(user("", "nobody")), ["name", "email"]);
        assert_eq!(fields(user("Alice", "nobody")), ["email"]);
        assert_eq!(fields(user(" ", "alice@example.com")), ["name"]);
        assert_eq!(fields(user("Alice", "alice@example.com")), [""; 0]);
    }

    #[test]
    fn names() {
        for name in ["Alice", "Ödön", "李小龍", "O'Brien, Jr.", &"n".repeat(200)] {
            assert_eq!(check_name(name), None, "{name}");
        }
        for name in ["", " \u{3000}", "a\nb", "a\0", "\u{85}b", &"n".repeat(201)] {
            assert!(check_name(name).is_some(), "{name:?}");
        }
    }

    #[test]
    fn addresses() {
        let longest_label = format!("a@{}.com", "d".repeat(63));
        for email in [
            "alice@example.com",
            "a.b+c@x-y.example",
            "root@localhost",
            "ödön@exämple.hu",
            &longest_label,
        ] {
            assert_eq!(check_email(email), None, "{email}");
        }
        let long_label = format!("a@{}.com", "d".repeat(64));
        let long_local = format!("{}@example.com", "a".repeat(65));
        let long = format!("a@{}com", "abcdefghi.".repeat(26));
        for email in [
            "",
            "alice",
            "@example.com",
            "alice@",
            "a@b@c",
            "a b@example.com",
            ".a@example.com",
            "a..b@example.com",
            "a@example..com",
            "a@.com",
            "a@-x.com",
            "a@x_y.com",
            "a@example.com\n",
            "a\0@example.com",
            "a\u{a0}b@example.com",
            "\"a\"@example.com",
            &long_label,
            &long_local,
            &long,
        ] {
            assert!(check_email(email).is_some(), "{email:?}");
        }
    }

    #[test]
    fn what_the_store_refuses_names_the_field_of_the_message() {
        assert_eq!(fields(Err(unstorable("name", "too odd"))), ["name"]);
        assert_eq!(fields(Err(unstorable("e-mail address", "too odd"))), ["email"]);
    }
}
