//! Comments.

use super::change::{Changes, Class};
use super::index::Index;

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    for (name, was) in &old.docs {
        match new.docs.get(name) {
            Some(is) if is == was => {}
            Some(_) => changes.notes(Class::Docs, name, "has another comment"),
            None if exists(new, name) => changes.notes(Class::Docs, name, "has no comment any more"),
            None => {}
        }
    }
    for name in new
        .docs
        .keys()
        .filter(|name| !old.docs.contains_key(*name) && exists(old, name))
    {
        changes.notes(Class::Docs, name, "has a comment now");
    }
}

/// Whether an element is there: one that came or went has been told.
fn exists(index: &Index<'_>, name: &str) -> bool {
    let (scope, last) = name.rsplit_once('.').unwrap_or(("", name));
    index.messages.contains_key(name)
        || index.enums.contains_key(name)
        || index.services.contains_key(name)
        || index.messages.get(scope).is_some_and(|home| {
            home.item.field.iter().any(|field| field.name() == last)
                || home.item.oneof_decl.iter().any(|oneof| oneof.name() == last)
        })
        || index
            .enums
            .get(scope)
            .is_some_and(|home| home.item.value.iter().any(|value| value.name() == last))
        || index
            .services
            .get(scope)
            .is_some_and(|home| home.item.method.iter().any(|method| method.name() == last))
}
