//! Oneofs: a Rust `enum` whose variants are fields of the message around it.

use super::error::DecodeError;
use super::reader::{Reader, WireType};
use super::sink::Sink;
use crate::schema::spec::{FieldSpec, OneofSpec, Reserved};

/// A set of fields of which at most one is present. `#[oneof]` implements it.
pub trait Oneof: Sized + Send + Sync + 'static {
    /// Its record: the fields.
    const SPEC: &'static OneofSpec;

    /// Writes the present field, zero or not.
    fn put<S: Sink>(&self, sink: &mut S);
    /// Reads a field of this oneof into `slot`; `Ok(false)` and nothing read when the number is none of its own.
    /// A message is merged into the one that is there, everything else replaces what is there.
    ///
    /// # Errors
    /// When the bytes are not of that field.
    fn merge_field(
        slot: &mut Option<Self>,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError>;
    /// Checks the rules of the present field.
    #[cfg(feature = "validate")]
    #[inline]
    fn validate(&self, _path: &super::validate::Path<'_>, _out: &mut super::validate::Violations) {}
}

/// The record of `T`, as a function to refer to it by.
pub fn spec<T: Oneof>() -> &'static OneofSpec {
    T::SPEC
}

/// The type of a field marked `#[field(oneof)]`: `Option` of a oneof, by whatever alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a oneof field",
    label = "not `Option` of a `#[oneof]` enum",
    note = "a field marked `#[field(oneof)]` is an `Option` of an enum with `#[oneof]`: nothing may be set"
)]
pub trait OneofField: Sized {
    /// The oneof's record.
    const SPEC: &'static OneofSpec;
    /// The oneof's record as a function.
    const SPEC_FN: fn() -> &'static OneofSpec;

    /// Nothing set.
    fn zero() -> Self;
    /// Writes the present field, if any.
    fn put<S: Sink>(&self, sink: &mut S);
    /// [`Oneof::merge_field`].
    ///
    /// # Errors
    /// When the bytes are not of that field.
    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError>;
    /// Checks the member that is there; where one must be, the oneof is called `name`.
    #[cfg(feature = "validate")]
    fn validate(
        &self,
        name: &'static str,
        required: bool,
        path: &super::validate::Path<'_>,
        out: &mut super::validate::Violations,
    );
}

impl<T: Oneof> OneofField for Option<T> {
    const SPEC: &'static OneofSpec = T::SPEC;
    const SPEC_FN: fn() -> &'static OneofSpec = spec::<T>;

    fn zero() -> Self {
        None
    }

    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        if let Some(value) = self {
            Oneof::put(value, sink);
        }
    }

    #[inline]
    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<bool, DecodeError> {
        T::merge_field(self, number, wire, reader)
    }

    #[cfg(feature = "validate")]
    fn validate(
        &self,
        name: &'static str,
        required: bool,
        path: &super::validate::Path<'_>,
        out: &mut super::validate::Violations,
    ) {
        match self {
            Some(member) => member.validate(path, out),
            None if required => {
                out.push(
                    &path.field(name),
                    "required",
                    "exactly one field is required in oneof",
                );
            }
            None => {}
        }
    }
}

/// Stops the compilation when a member of a oneof has the number, the name or the JSON name of another field of the
/// message; `others` are these three, number 0 and no JSON name for a oneof's.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_disjoint(oneof: &OneofSpec, others: &[(u32, &str, Option<&str>)]) {
    let mut i = 0;
    while i < oneof.fields.len() {
        let mut j = 0;
        while j < others.len() {
            let (number, name, json) = others[j];
            let json = match json {
                Some(json) => Some(Json::Is(json)),
                None => None,
            };
            assert_apart(&oneof.fields[i], number, name, json);
            j += 1;
        }
        i += 1;
    }
}

/// Stops the compilation when two oneofs of a message share a number, a name or a JSON name.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_oneofs_disjoint(one: &OneofSpec, other: &OneofSpec) {
    let mut i = 0;
    while i < one.fields.len() {
        let mut j = 0;
        while j < other.fields.len() {
            let field = &other.fields[j];
            let json = match field.json_name {
                Some(json) => Json::Is(json),
                None => Json::Of(field.name),
            };
            assert_apart(&one.fields[i], field.number, field.name, Some(json));
            j += 1;
        }
        i += 1;
    }
}

/// Stops the compilation when a member of a oneof has a number or a name that the message has reserved.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_unreserved(oneof: &OneofSpec, reserved: &[Reserved]) {
    let mut i = 0;
    while i < oneof.fields.len() {
        let field = &oneof.fields[i];
        let mut j = 0;
        while j < reserved.len() {
            match reserved[j] {
                Reserved::Numbers(first, last) => assert!(
                    (field.number as i32) < first || last < field.number as i32,
                    "a member of this oneof has a number that the message has reserved"
                ),
                Reserved::Name(name) => assert!(
                    !same(Json::Is(field.name), Json::Is(name)),
                    "a member of this oneof has a name that the message has reserved"
                ),
            }
            j += 1;
        }
        i += 1;
    }
}

#[track_caller]
const fn assert_apart(field: &FieldSpec, number: u32, name: &str, json: Option<Json<'_>>) {
    assert!(
        field.number != number,
        "a member of this oneof has the number of another field of the message"
    );
    assert!(
        !same(Json::Is(field.name), Json::Is(name)),
        "a member of this oneof has the name of another field or oneof of the message"
    );
    let own = match field.json_name {
        Some(json) => Json::Is(json),
        None => Json::Of(field.name),
    };
    let apart = match json {
        Some(json) => !same(own, json),
        None => true,
    };
    assert!(
        apart,
        "a member of this oneof has the JSON name of another field of the message"
    );
}

/// A name in JSON: as it stands, or the lowerCamelCase of a name in `.proto`.
#[derive(Clone, Copy)]
enum Json<'a> {
    Is(&'a str),
    Of(&'a str),
}

impl Json<'_> {
    /// The next character at `at` or after it, and where to go on.
    const fn next(self, mut at: usize) -> (Option<u8>, usize) {
        let (bytes, camel) = match self {
            Self::Is(name) => (name.as_bytes(), false),
            Self::Of(name) => (name.as_bytes(), true),
        };
        let mut upper = false;
        while camel && at < bytes.len() && bytes[at] == b'_' {
            upper = true;
            at += 1;
        }
        if at == bytes.len() {
            return (None, at);
        }
        let byte = if upper {
            bytes[at].to_ascii_uppercase()
        } else {
            bytes[at]
        };
        (Some(byte), at + 1)
    }
}

const fn same(a: Json<'_>, b: Json<'_>) -> bool {
    let (mut i, mut j) = (0, 0);
    loop {
        let (x, y);
        (x, i) = a.next(i);
        (y, j) = b.next(j);
        match (x, y) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_names_are_compared() {
        assert!(same(Json::Of("created_at"), Json::Is("createdAt")));
        assert!(same(Json::Of("a_b_"), Json::Of("a__b")));
        assert!(!same(Json::Of("created_at"), Json::Is("created_at")));
        assert!(!same(Json::Is("a"), Json::Is("ab")));
        assert!(same(Json::Is("a_b"), Json::Is("a_b")));
    }
}
