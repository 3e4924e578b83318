//! What became of an enumeration's values.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto};

use super::change::{Changes, Class};
use super::custom::{self, kept};
use super::index::Index;
use super::message::deprecation;
use super::remedy::reserve_value;
use super::reserved::{self, Reserved};
use crate::schema::names::join;

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    for (name, before) in &old.enums {
        let Some(after) = new.enums.get(name) else {
            continue;
        };
        let (was, is) = (before.item, after.item);
        values(name, was, is, changes);
        options(name, (old, was), (new, is), changes);
        let both = (&Reserved::of_enum(was), &Reserved::of_enum(is));
        reserved::compare(name, both, |what| reserve_value(name, what), changes);
    }
}

/// A number has one name, or more by `allow_alias`.
fn by_number(enumeration: &EnumDescriptorProto) -> BTreeMap<i32, BTreeSet<&str>> {
    let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for value in &enumeration.value {
        all.entry(value.number()).or_default().insert(value.name());
    }
    all
}

fn values(path: &str, old: &EnumDescriptorProto, new: &EnumDescriptorProto, changes: &mut Changes<'_>) {
    let (before, after) = (by_number(old), by_number(new));
    for (number, names) in &before {
        match after.get(number) {
            None => names
                .iter()
                .for_each(|name| removed(path, *number, name, new, changes)),
            Some(now) => {
                for name in names.difference(now) {
                    renamed(path, *number, name, (names, now), new, changes);
                }
            }
        }
    }
    for value in new
        .value
        .iter()
        .filter(|value| !old.value.iter().any(|was| was.name == value.name))
    {
        // What took the place of another value has been told with that one.
        let number = value.number();
        let message = match before.get(&number) {
            None => format!("is a new value, {number}: old peers see a number without a name"),
            Some(names) if names.is_subset(&after[&number]) => {
                format!("is another name of {number}: readers of JSON that are older do not know it")
            }
            Some(_) => continue,
        };
        changes.notes(Class::Source, &join(path, value.name()), message);
    }
}

fn removed(path: &str, number: i32, name: &str, new: &EnumDescriptorProto, changes: &mut Changes<'_>) {
    let path = join(path, name);
    let reserved = Reserved::of_enum(new);
    if let Some(now) = new.value.iter().find(|value| value.name() == name) {
        let class = if reserved.number(number) {
            Class::Json
        } else {
            Class::Wire
        };
        return changes.breaks(
            class,
            &path,
            format!(
                "was {number} and is {}: old data has another meaning",
                now.number()
            ),
            format!("write `= {number}` after the variant"),
        );
    }
    match reserved::removal(number, name, &reserved) {
        None => changes.declares(
            Class::Source,
            &path,
            format!("({number}) was removed and is reserved"),
        ),
        Some((class, free, what)) => changes.breaks(
            class,
            &path,
            format!("({number}) was removed, and {free} can be used again with another meaning"),
            format!("{}, or keep the value", reserve_value(new.name(), &what)),
        ),
    }
}

fn renamed(
    path: &str,
    number: i32,
    name: &str,
    (old, now): (&BTreeSet<&str>, &BTreeSet<&str>),
    new: &EnumDescriptorProto,
    changes: &mut Changes<'_>,
) {
    let path = join(path, name);
    let kept: Vec<_> = old.intersection(now).copied().collect();
    let moved = new.value.iter().find(|value| value.name() == name);
    let all = |names: Vec<&str>| names.join("`, `");
    match (kept.as_slice(), moved) {
        // The number belongs to others now, and its old owner lives on: this is no new name (buf: JSON only).
        ([], Some(moved)) => changes.breaks(
            Class::Wire,
            &path,
            format!(
                "was {number} and is {}, and {number} is `{}` now: old data has another meaning",
                moved.number(),
                all(now.iter().copied().collect())
            ),
            format!("write `= {number}` after the variant"),
        ),
        ([], None) => changes.breaks(
            Class::Json,
            &path,
            format!(
                "({number}) is named `{}` now, and JSON holds names",
                all(now.iter().copied().collect())
            ),
            format!(
                "write `#[value(name = \"{name}\")]` on the variant, or `alias = \"{name}\"` to read both"
            ),
        ),
        (_, moved) => {
            let now = match moved {
                Some(moved) => format!("is one of {}", moved.number()),
                None => "is gone".to_owned(),
            };
            changes.breaks(
                Class::Json,
                &path,
                format!("was a name of {number} beside `{}` and {now}", all(kept.clone())),
                format!("write `#[value(alias = \"{name}\")]` on the variant of {number}"),
            );
        }
    }
}

type Side<'a> = (&'a Index<'a>, &'a EnumDescriptorProto);

fn options(path: &str, (from, old): Side<'_>, (to, new): Side<'_>, changes: &mut Changes<'_>) {
    let flag = |item: &EnumDescriptorProto| item.options.as_ref().is_some_and(|options| options.deprecated());
    deprecation(path, flag(old), flag(new), changes);
    custom::compare("EnumOptions", path, (from, kept!(old)), (to, kept!(new)), changes);
    let flag =
        |value: &EnumValueDescriptorProto| value.options.as_ref().is_some_and(|options| options.deprecated());
    for was in &old.value {
        if let Some(is) = new.value.iter().find(|value| value.name == was.name) {
            let path = join(path, was.name());
            deprecation(&path, flag(was), flag(is), changes);
            let sides = ((from, kept!(was)), (to, kept!(is)));
            custom::compare("EnumValueOptions", &path, sides.0, sides.1, changes);
        }
    }
}
