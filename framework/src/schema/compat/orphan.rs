//! Types that went because the fields that held them were removed and reserved: what was meant there is meant here.

use std::collections::BTreeSet;

use super::index::Index;
use super::reserved::Reserved;

/// Whether nothing but removed and reserved fields, or other orphans, used a type that is gone.
pub(super) fn is(name: &str, old: &Index<'_>, new: &Index<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut left = vec![name.to_owned()];
    let mut used = false;
    while let Some(name) = left.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        if called(&name, old) {
            return false;
        }
        for (user, home) in old.messages.iter().filter(|(user, _)| !within(user, &name)) {
            for field in home
                .item
                .field
                .iter()
                .filter(|field| holds(home.item, field, &name))
            {
                used = true;
                match new.messages.get(user) {
                    Some(now) if Reserved::of_message(now.item).both(field.number(), field.name()) => {}
                    Some(_) => return false,
                    None => left.push(user.clone()),
                }
            }
        }
    }
    used
}

/// Whether a method sends or answers with it.
fn called(name: &str, index: &Index<'_>) -> bool {
    let methods = index.services.values().flat_map(|home| &home.item.method);
    methods
        .flat_map(|method| [method.input_type(), method.output_type()])
        .any(|used| within(bare(used), name))
}

/// Whether a field's type, or the value of its map, is `name` or nested in it.
fn holds(
    message: &prost_types::DescriptorProto,
    field: &prost_types::FieldDescriptorProto,
    name: &str,
) -> bool {
    let value = super::message::entry(message, field).map_or(field, |(_, value)| value);
    within(bare(value.type_name()), name)
}

fn within(name: &str, outer: &str) -> bool {
    name.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn bare(name: &str) -> &str {
    name.trim_start_matches('.')
}
