//! One field before and after: the same number in the same message.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FieldOptions};

use super::change::{Changes, Class};
use super::custom::{self, kept};
use super::index::Index;
use super::kind;
use super::message::{deprecation, entry};
use super::remedy;

/// A field with the message and the set that it is in.
pub(super) type Side<'a> = (&'a Index<'a>, &'a DescriptorProto, &'a FieldDescriptorProto);

/// Both sides of a field.
pub(super) struct Sides<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
}

/// The rules, in the order in which they are told.
const RULES: &[fn(&Sides<'_>, &str, &mut Changes<'_>)] = &[cardinality, types, oneof, options];

impl Sides<'_> {
    /// `path` is the field's in the message `message`.
    pub(super) fn compare(&self, message: &str, path: &str, changes: &mut Changes<'_>) {
        names(self, message, path, changes);
        for rule in RULES {
            rule(self, path, changes);
        }
    }
}

/// Readers of JSON know a field by its name and by its JSON name.
fn names(sides: &Sides<'_>, message: &str, path: &str, changes: &mut Changes<'_>) {
    let (was, (_, after, is)) = (sides.old.2, sides.new);
    let number = was.number();
    let remedy =
        |changes: &Changes<'_>, option: String| changes.places.field(message, number, was.name(), &option);
    if was.name != is.name {
        let named = remedy(changes, format!("name = \"{}\"", was.name()));
        let moved = after.field.iter().find(|field| field.name == was.name);
        match moved {
            // Its number belongs to another, and it lives on: this is no new name (buf: JSON only).
            Some(moved) => changes.breaks(
                Class::Wire,
                path,
                format!(
                    "was field {number} and is field {}, and {number} is `{}` now: old data is misread",
                    moved.number(),
                    is.name()
                ),
                remedy(changes, String::new()),
            ),
            None => changes.breaks(
                Class::Json,
                path,
                format!("(field {number}) is named `{}` now", is.name()),
                format!("{named}; if it is another field, give it another number"),
            ),
        }
    } else if was.json_name != is.json_name {
        changes.breaks(
            Class::Json,
            path,
            format!("was `{}` in JSON and is `{}`", was.json_name(), is.json_name()),
            remedy(changes, format!("json_name = \"{}\"", was.json_name())),
        );
    }
}

/// How many values, and how none is told from zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cardinality {
    Implicit,
    Explicit,
    Required,
    Repeated,
    Map,
}

impl Cardinality {
    fn of((_, message, field): Side<'_>) -> Self {
        match field.label() {
            Label::Repeated if entry(message, field).is_some() => Self::Map,
            Label::Repeated => Self::Repeated,
            Label::Required => Self::Required,
            Label::Optional if field.oneof_index.is_some() || field.r#type() == Type::Message => {
                Self::Explicit
            }
            Label::Optional => Self::Implicit,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Implicit => "a value without presence",
            Self::Explicit => "a value with presence",
            Self::Required => "a required value",
            Self::Repeated => "a list",
            Self::Map => "a map",
        }
    }
}

fn cardinality(sides: &Sides<'_>, path: &str, changes: &mut Changes<'_>) {
    use Cardinality::{Explicit, Implicit};
    let (was, is) = (Cardinality::of(sides.old), Cardinality::of(sides.new));
    let class = match (was, is) {
        _ if was == is => return,
        (Implicit | Explicit, Implicit | Explicit) => Class::Source,
        _ => Class::Wire,
    };
    // A change of type between a scalar and a message, or a move into a oneof, brings this one along.
    if class == Class::Source && (sides.old.2.r#type() != sides.new.2.r#type() || moved(sides).is_some()) {
        return;
    }
    changes.breaks(
        class,
        path,
        format!("was {} and is {}", was.words(), is.words()),
        format!("make it {} again", whole_type(sides.old)),
    );
}

/// The type of a field in Rust.
fn whole_type(side @ (_, message, field): Side<'_>) -> String {
    if let Some((key, value)) = entry(message, field) {
        return format!(
            "a map of {} to {}",
            remedy::rust_type(key),
            remedy::rust_type(value)
        );
    }
    let ty = remedy::rust_type(field);
    match Cardinality::of(side) {
        Cardinality::Explicit => format!("an `Option` of {ty}"),
        Cardinality::Repeated => format!("a `Vec` of {ty}"),
        Cardinality::Implicit | Cardinality::Required | Cardinality::Map => ty,
    }
}

fn types(sides: &Sides<'_>, path: &str, changes: &mut Changes<'_>) {
    let ((old, before, was), (new, after, is)) = (sides.old, sides.new);
    match (entry(before, was), entry(after, is)) {
        (Some((key, value)), Some((new_key, new_value))) => {
            one_type((old, key), (new, new_key), &format!("{path}.key"), changes);
            one_type((old, value), (new, new_value), &format!("{path}.value"), changes);
        }
        (None, None) => one_type((old, was), (new, is), path, changes),
        // That it is a map, or is none, has been said.
        _ => {}
    }
}

fn one_type(
    (old, was): (&Index<'_>, &FieldDescriptorProto),
    (new, is): (&Index<'_>, &FieldDescriptorProto),
    path: &str,
    changes: &mut Changes<'_>,
) {
    let class = match kind::changed(was.r#type(), is.r#type()) {
        None if was.type_name == is.type_name => return,
        None if was.r#type() == Type::Enum && is_subset(old, was.type_name(), new, is.type_name()) => {
            Class::Source
        }
        None => Class::Wire,
        Some(class) => class,
    };
    let consequence = match class {
        Class::Wire => "old data may be misread",
        Class::Json => "the bytes are read, JSON is not",
        Class::Source | Class::Docs => "only generated code sees it",
    };
    changes.breaks(
        class,
        path,
        format!(
            "was `{}` and is `{}`: {consequence}",
            type_name(was),
            type_name(is)
        ),
        format!(
            "make it {} again, or give the new field another number",
            remedy::rust_type(was)
        ),
    );
}

/// Whether an enumeration of the same simple name has all values of the old one.
fn is_subset(old: &Index<'_>, was: &str, new: &Index<'_>, is: &str) -> bool {
    let was = old.enums.get(was.trim_start_matches('.')).map(|home| home.item);
    let is = new.enums.get(is.trim_start_matches('.')).map(|home| home.item);
    was.zip(is).is_some_and(|(was, is)| {
        was.name == is.name
            && was.value.iter().all(|value| {
                is.value
                    .iter()
                    .any(|other| other.name == value.name && other.number == value.number)
            })
    })
}

/// The name of a type as `.proto` has it.
fn type_name(field: &FieldDescriptorProto) -> String {
    match field.type_name.as_deref() {
        Some(name) => name.trim_start_matches('.').to_owned(),
        None => field
            .r#type()
            .as_str_name()
            .trim_start_matches("TYPE_")
            .to_ascii_lowercase(),
    }
}

fn oneof(sides: &Sides<'_>, path: &str, changes: &mut Changes<'_>) {
    let Some((was, is)) = moved(sides) else { return };
    let said =
        |oneof: Option<&str>| oneof.map_or("in no oneof".to_owned(), |name| format!("in the oneof `{name}`"));
    changes.breaks(
        Class::Wire,
        path,
        format!(
            "was {} and is {}: setting one member clears the others",
            said(was),
            said(is)
        ),
        match was {
            Some(was) if !sides.new.1.oneof_decl.iter().any(|oneof| oneof.name() == was) => {
                format!("write `#[field(oneof, name = \"{was}\")]`, or put it back in such a oneof")
            }
            _ => format!("put it back: it belongs {}", said(was)),
        },
    );
}

/// The oneofs that a field is in before and after, if they differ.
#[allow(
    clippy::type_complexity,
    reason = "two optional names, named at the one place that reads them"
)]
fn moved<'a>(sides: &Sides<'a>) -> Option<(Option<&'a str>, Option<&'a str>)> {
    let (was, is) = (real_oneof(sides.old), real_oneof(sides.new));
    (was != is).then_some((was, is))
}

/// The name of the oneof that a field is in, those that stand for `optional` left out.
fn real_oneof((_, message, field): Side<'_>) -> Option<&str> {
    let at = usize::try_from(field.oneof_index.filter(|_| !field.proto3_optional())?).ok()?;
    message.oneof_decl.get(at).map(|oneof| oneof.name())
}

fn options<'a>(sides: &Sides<'a>, path: &str, changes: &mut Changes<'_>) {
    let (was, is) = (sides.old.2.options.as_ref(), sides.new.2.options.as_ref());
    let flag = |options: Option<&FieldOptions>| options.is_some_and(|options| options.deprecated());
    deprecation(path, flag(was), flag(is), changes);
    let kept = |side: Side<'a>| (side.0, kept!(side.2));
    custom::compare("FieldOptions", path, kept(sides.old), kept(sides.new), changes);
    if was.and_then(|options| options.packed) != is.and_then(|options| options.packed) {
        changes.notes(
            Class::Wire,
            path,
            "is packed otherwise than before; every reader accepts both",
        );
    }
    generated_types(was, is, path, changes);
}

/// Options that change the type of a field in generated code. Ours have none; foreign files may.
fn generated_types(
    was: Option<&FieldOptions>,
    is: Option<&FieldOptions>,
    path: &str,
    changes: &mut Changes<'_>,
) {
    let set = |options: Option<&FieldOptions>| {
        let options = options.cloned().unwrap_or_default();
        [
            ("jstype", options.jstype().as_str_name()),
            ("ctype", options.ctype().as_str_name()),
        ]
    };
    for ((name, was), (_, is)) in set(was).into_iter().zip(set(is)) {
        if was != is {
            changes.breaks(
                Class::Source,
                path,
                format!("had `{name} = {was}` and has `{name} = {is}`: the type in generated code changes"),
                "traitwire has no such option: set it where the code is generated",
            );
        }
    }
}
