//! What was written after a rule's name, as what the rule compares with.

use super::family::{Family, Ruled};
use super::name::RuleName;
use super::{RuleValue, time};

/// A literal in `#[validate(…)]`, before the type of the field is known.
#[derive(Debug, Clone, Copy)]
pub enum Literal {
    /// `email`, `const = true`
    Flag(bool),
    /// `5`
    Int(i128),
    /// `Role::Admin`, as its number.
    Cast(i128),
    /// `0.5`
    Float(f64),
    /// `"…"`
    Text(&'static str),
    /// `b"…"`
    Bytes(&'static [u8]),
    /// `[…]`, whose elements are read by [`item`].
    List,
}

/// What a rule compares with, given the families of the field; of a list, whether one may be given.
///
/// # Panics
/// In a constant, so at compile time: the rule is none of the family's, or the literal none of the rule's.
#[track_caller]
pub const fn value(ruled: &Ruled, family: Family, name: RuleName, literal: Literal) -> RuleValue {
    if !name.fits(family) {
        refuse(name.goes_on());
    }
    if matches!(name, RuleName::Unique) && matches!(ruled.element, Family::Message | Family::Any) {
        refuse(name.goes_on());
    }
    if matches!(name, RuleName::DefinedOnly) && ruled.closed {
        refuse(
            "the field reads a number that its enumeration does not know as zero, so it never breaks \
             `defined_only`: write `Open<…>` around the enumeration",
        );
    }
    match (name, literal) {
        (RuleName::In | RuleName::NotIn, Literal::List) => RuleValue::List { items: &[] },
        (RuleName::In | RuleName::NotIn, _) => refuse("write a list: `in = [1, 2]`"),
        (_, Literal::List) => refuse("write one value: only `in` and `not_in` take a list"),
        (RuleName::Const | RuleName::Gt | RuleName::Gte | RuleName::Lt | RuleName::Lte, literal) => {
            own(family, literal)
        }
        (
            RuleName::Len
            | RuleName::MinLen
            | RuleName::MaxLen
            | RuleName::LenBytes
            | RuleName::MinBytes
            | RuleName::MaxBytes
            | RuleName::MinItems
            | RuleName::MaxItems
            | RuleName::MinPairs
            | RuleName::MaxPairs,
            Literal::Int(size),
        ) if size >= 0 && size <= u64::MAX as i128 => RuleValue::Size(size as u64),
        (RuleName::Prefix | RuleName::Suffix | RuleName::Contains, literal) => own(family, literal),
        (RuleName::Pattern | RuleName::NotContains | RuleName::WellKnownRegex, Literal::Text(text)) => {
            RuleValue::Text(text)
        }
        (RuleName::Within, literal) => own(Family::Duration, literal),
        (_, Literal::Flag(flag)) => RuleValue::Flag(flag),
        _ => refuse("the value is not what this rule compares with"),
    }
}

/// One element of `in` or `not_in`.
///
/// # Panics
/// In a constant, so at compile time: the field cannot hold it.
#[track_caller]
pub const fn item(family: Family, literal: Literal) -> RuleValue {
    own(family, literal)
}

/// A value that a field of this family may have.
#[track_caller]
const fn own(family: Family, literal: Literal) -> RuleValue {
    match (family, literal) {
        (Family::Bool, Literal::Flag(flag)) => RuleValue::Flag(flag),
        (Family::Bool, _) => refuse("the field holds a `bool`: write `true` or `false`"),
        (Family::Float, Literal::Float(value)) => RuleValue::Float(value as f32 as f64),
        (Family::Float, Literal::Int(value)) => RuleValue::Float(value as f32 as f64),
        (Family::Double, Literal::Float(value)) => RuleValue::Float(value),
        (Family::Double, Literal::Int(value)) => RuleValue::Float(value as f64),
        (Family::Float | Family::Double, _) => refuse("the field holds a number: write one, `0.5`"),
        (Family::Enum, Literal::Int(number) | Literal::Cast(number)) => {
            if number < i32::MIN as i128 || number > i32::MAX as i128 {
                refuse("this is no number of an enumeration's value");
            }
            RuleValue::Int(number)
        }
        (Family::Enum, _) => {
            refuse("the field holds an enumeration: write a variant, `Role::Admin`, or its number")
        }
        (Family::String | Family::Any | Family::FieldMask, Literal::Text(text)) => RuleValue::Text(text),
        (Family::String, _) => refuse("the field holds a string: write `\"…\"`"),
        (Family::Any, _) => refuse("write the URL of a type: `\"type.googleapis.com/user.User\"`"),
        (Family::FieldMask, _) => refuse("write a path: `\"user.name\"`"),
        (Family::Bytes, Literal::Bytes(bytes)) => RuleValue::Bytes(bytes),
        (Family::Bytes, Literal::Text(text)) => RuleValue::Bytes(text.as_bytes()),
        (Family::Bytes, _) => refuse("the field holds bytes: write `b\"…\"`"),
        (Family::Duration, Literal::Text(text)) => match time::duration(text) {
            Some((seconds, nanos)) => RuleValue::Time { seconds, nanos },
            None => refuse("this is no duration: write seconds, `\"90s\"` or `\"0.5s\"`"),
        },
        (Family::Duration, _) => refuse("write a duration in seconds, `\"90s\"` or `\"0.5s\"`"),
        (Family::Timestamp, Literal::Text(text)) => match time::timestamp(text) {
            Some((seconds, nanos)) => RuleValue::Time { seconds, nanos },
            None => refuse("this is no time: write it as in `\"2026-01-31T12:00:00Z\"`"),
        },
        (Family::Timestamp, _) => refuse("write a time as in `\"2026-01-31T12:00:00Z\"`"),
        (_, Literal::Int(number)) => match family.range() {
            Some((least, greatest)) if number < least || number > greatest => {
                refuse("the field cannot hold this number")
            }
            Some(_) => RuleValue::Int(number),
            None => refuse("the value is not what this field holds"),
        },
        _ => refuse("the field holds an integer: write one"),
    }
}

#[track_caller]
#[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
const fn refuse(why: &'static str) -> ! {
    panic!("{}", why)
}
