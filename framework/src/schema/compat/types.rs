//! Messages, enumerations and services that came, went or moved to another file.

use std::collections::BTreeMap;

use super::change::{Changes, Class};
use super::index::{Home, Index};
use super::orphan;
use super::remedy;

/// How one kind of declaration is spoken of.
struct Kind<T> {
    word: &'static str,
    /// The attribute that declares it in Rust.
    attribute: &'static str,
    /// What its removal breaks.
    removal: Class,
    /// The same, in words.
    lost: &'static str,
    /// Whether two of them are the same but for their names.
    alike: fn(&T, &T) -> bool,
}

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    let service = Kind {
        word: "service",
        attribute: "service",
        // Nobody can call what is not there (buf: only generated code breaks).
        removal: Class::Wire,
        lost: "old callers get UNIMPLEMENTED",
        alike: |a: &prost_types::ServiceDescriptorProto, b| !a.method.is_empty() && a.method == b.method,
    };
    let message = Kind {
        word: "message",
        attribute: "message",
        removal: Class::Source,
        lost: "code that uses it no longer compiles",
        alike: |a: &prost_types::DescriptorProto, b| !a.field.is_empty() && a.field == b.field,
    };
    let enumeration = Kind {
        word: "enumeration",
        attribute: "enumeration",
        removal: Class::Source,
        lost: "code that uses it no longer compiles",
        alike: |a: &prost_types::EnumDescriptorProto, b| {
            a.value
                .iter()
                .map(|v| v.number)
                .eq(b.value.iter().map(|v| v.number))
        },
    };
    kind(&service, (old, &old.services), (new, &new.services), changes);
    kind(&message, (old, &old.messages), (new, &new.messages), changes);
    kind(&enumeration, (old, &old.enums), (new, &new.enums), changes);
}

type Homes<'a, T> = BTreeMap<String, Home<'a, T>>;

fn kind<T>(
    kind: &Kind<T>,
    (old, before): (&Index<'_>, &Homes<'_, T>),
    (new, after): (&Index<'_>, &Homes<'_, T>),
    changes: &mut Changes<'_>,
) {
    let word = kind.word;
    for (name, home) in before {
        match after.get(name) {
            Some(now) if now.file == home.file => {}
            Some(now) if new.files.contains_key(home.file) => changes.breaks(
                Class::Source,
                name,
                format!("moved from the file `{}` to `{}`", home.file, now.file),
                format!(
                    "name its file by `package!(\"{}\", file = \"{}\")`",
                    new.files.get(now.file).map_or("…", |file| file.package()),
                    home.file
                ),
            ),
            // The whole file is gone, which has been said.
            Some(_) => {}
            // So is the message around it.
            None if is_gone(&home.scope, old, new) => {}
            None if orphan::is(name, old, new) => changes.declares(
                Class::Source,
                name,
                format!("was removed: the fields that held this {word} are reserved"),
            ),
            None => removed(kind, name, (home, old, new), (before, after), changes),
        }
    }
    for (name, home) in after {
        if !before.contains_key(name) && !is_gone(&home.scope, new, old) {
            changes.notes(Class::Source, name, format!("is a new {word}"));
        }
    }
}

/// Whether a scope is a message of the one and not of the other.
fn is_gone(scope: &str, of: &Index<'_>, other: &Index<'_>) -> bool {
    of.messages.contains_key(scope) && !other.messages.contains_key(scope)
}

fn removed<T>(
    kind: &Kind<T>,
    name: &str,
    (home, old, new): (&Home<'_, T>, &Index<'_>, &Index<'_>),
    (before, after): (&Homes<'_, T>, &Homes<'_, T>),
    changes: &mut Changes<'_>,
) {
    let Kind {
        word,
        attribute,
        lost,
        ..
    } = kind;
    let packages: Vec<_> = new.files.values().map(|file| file.package()).collect();
    let simple = remedy::simple(name);
    let candidates = || after.iter().filter(|(new, _)| !before.contains_key(*new));
    let same_name = candidates().find(|(new, _)| remedy::simple(new) == simple);
    let same_shape =
        candidates().find(|(_, new)| new.scope == home.scope && (kind.alike)(home.item, new.item));
    let (message, remedy) = match (same_name, same_shape) {
        (Some((new, _)), _) => (
            format!("was removed; it looks moved to `{new}`"),
            match old.messages.contains_key(&home.scope) {
                true => format!("write `#[{attribute}(within = {})]`", remedy::simple(&home.scope)),
                false if old.messages.contains_key(remedy::around(new)) => {
                    "take `within` out of its attribute".to_owned()
                }
                false if !packages.contains(&home.scope.as_str()) => {
                    format!("declare `package!(\"{}\")` again", home.scope)
                }
                false => format!("write `#[{attribute}(package = \"{}\")]`", home.scope),
            },
        ),
        (_, Some((new, _))) => (
            format!("was removed; it looks renamed to `{new}`"),
            format!("write `#[{attribute}(name = \"{simple}\")]`"),
        ),
        _ => (
            format!("was removed: {lost}"),
            format!("keep the {word}, marked `#[deprecated]`, until nobody uses it"),
        ),
    };
    changes.breaks(kind.removal, name, message, remedy);
}
