//! What became of a message's fields.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::change::{Changes, Class};
use super::custom::{self, kept};
use super::field;
use super::index::Index;
use super::reserved::{self, Reserved};
use crate::schema::names::join;

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    for (name, before) in &old.messages {
        let Some(after) = new.messages.get(name) else {
            continue;
        };
        let pair = Pair {
            name,
            old: before.item,
            new: after.item,
        };
        pair.fields(old, new, changes);
        pair.oneofs(old, new, changes);
        pair.options(old, new, changes);
        let both = (&Reserved::of_message(pair.old), &Reserved::of_message(pair.new));
        let places = changes.places;
        reserved::compare(name, both, |what| places.reserve(name, what), changes);
    }
}

struct Pair<'a> {
    name: &'a str,
    old: &'a DescriptorProto,
    new: &'a DescriptorProto,
}

impl Pair<'_> {
    fn fields(&self, old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
        let (before, after) = (by_number(self.old), by_number(self.new));
        for (number, was) in &before {
            match after.get(number) {
                Some(is) => {
                    let path = join(self.name, was.name());
                    let sides = field::Sides {
                        old: (old, self.old, was),
                        new: (new, self.new, is),
                    };
                    sides.compare(self.name, &path, changes);
                }
                None => self.removed(was, &before, changes),
            }
        }
        // One that has only another number has been told.
        let moved = |is: &FieldDescriptorProto| before.values().any(|was| was.name == is.name);
        for (number, is) in &after {
            if before.contains_key(number) || moved(is) {
                continue;
            }
            changes.notes(
                Class::Source,
                &join(self.name, is.name()),
                format!("is new, field {number}: old peers skip it, and never send it"),
            );
        }
    }

    fn removed(
        &self,
        was: &FieldDescriptorProto,
        before: &BTreeMap<i32, &FieldDescriptorProto>,
        changes: &mut Changes<'_>,
    ) {
        let path = join(self.name, was.name());
        let number = was.number();
        let reserved = Reserved::of_message(self.new);
        let renumbered = self
            .new
            .field
            .iter()
            .find(|is| is.name == was.name && !before.contains_key(&is.number()));
        if let Some(is) = renumbered {
            let class = if reserved.number(number) {
                Class::Json
            } else {
                Class::Wire
            };
            return changes.breaks(
                class,
                &path,
                format!(
                    "was field {number} and is field {}: old data is no longer read",
                    is.number()
                ),
                changes.places.field(self.name, number, was.name(), ""),
            );
        }
        match reserved::removal(number, was.name(), &reserved) {
            None => changes.declares(
                Class::Source,
                &path,
                format!("(field {number}) was removed and is reserved"),
            ),
            Some((class, free, what)) => changes.breaks(
                class,
                &path,
                format!("(field {number}) was removed, and {free} can be used again with another meaning"),
                format!(
                    "{}, or {}",
                    changes.places.reserve(self.name, &what),
                    changes.places.keep_field(self.name, number, was.name())
                ),
            ),
        }
    }

    /// A oneof whose members all went, or which has other options; one whose members are elsewhere is told field by
    /// field.
    fn oneofs(&self, old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
        let kept: BTreeSet<_> = self.new.field.iter().map(|field| field.number()).collect();
        let reserved = Reserved::of_message(self.new);
        for (oneof, at) in self.old.oneof_decl.iter().zip(0..) {
            let members: Vec<_> = self
                .old
                .field
                .iter()
                .filter(|field| field.oneof_index == Some(at))
                .collect();
            let path = join(self.name, oneof.name());
            if let Some(now) = self.new.oneof_decl.iter().find(|now| now.name == oneof.name) {
                let sides = ((old, kept!(oneof)), (new, kept!(now)));
                custom::compare("OneofOptions", &path, sides.0, sides.1, changes);
                continue;
            }
            if members
                .iter()
                .any(|field| field.proto3_optional() || kept.contains(&field.number()))
            {
                continue;
            }
            let message = "(a oneof) was removed with all its members";
            if members
                .iter()
                .all(|field| reserved.both(field.number(), field.name()))
            {
                changes.declares(Class::Source, &path, message);
            } else {
                changes.breaks(
                    Class::Source,
                    &path,
                    message,
                    "keep the oneof, or reserve what it held",
                );
            }
        }
    }

    fn options(&self, old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
        let flag = |message: &DescriptorProto| {
            message
                .options
                .as_ref()
                .is_some_and(|options| options.deprecated())
        };
        deprecation(self.name, flag(self.old), flag(self.new), changes);
        let sides = ((old, kept!(self.old)), (new, kept!(self.new)));
        custom::compare("MessageOptions", self.name, sides.0, sides.1, changes);
    }
}

fn by_number(message: &DescriptorProto) -> BTreeMap<i32, &FieldDescriptorProto> {
    message
        .field
        .iter()
        .map(|field| (field.number(), field))
        .collect()
}

/// A mark that compilers show and no peer sees.
pub(super) fn deprecation(path: &str, old: bool, new: bool, changes: &mut Changes<'_>) {
    match (old, new) {
        (false, true) => changes.notes(Class::Source, path, "is deprecated now"),
        (true, false) => changes.notes(Class::Source, path, "is no longer deprecated"),
        _ => {}
    }
}

/// The type of the key and of the value of a map.
pub(super) fn entry<'a>(
    message: &'a DescriptorProto,
    field: &FieldDescriptorProto,
) -> Option<(&'a FieldDescriptorProto, &'a FieldDescriptorProto)> {
    let name = field.type_name().rsplit('.').next()?;
    let entry = message
        .nested_type
        .iter()
        .find(|inner| super::index::is_map_entry(inner) && inner.name() == name)?;
    match entry.field.as_slice() {
        [key, value] => Some((key, value)),
        _ => None,
    }
}
