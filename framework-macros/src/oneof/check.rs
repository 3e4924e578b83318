//! What holds between the members of a oneof.

use std::collections::HashMap;

use super::model::Oneof;
use crate::attr;
use crate::diagnostics::Diagnostics;
use crate::name;

/// Pushes every violation.
pub(crate) fn check(oneof: &Oneof, d: &mut Diagnostics) {
    if oneof.item.variants.is_empty() {
        d.push(oneof.item.ident.span(), "a oneof has at least one member");
    }
    members_are_unique(oneof, d);
    members_are_singular(oneof, d);
}

fn members_are_unique(oneof: &Oneof, d: &mut Diagnostics) {
    let (mut numbers, mut names) = (HashMap::new(), HashMap::new());
    for member in &oneof.members {
        let rust = name::plain(&member.ident);
        let name = member.proto_name();
        let name_span = member
            .options
            .name
            .as_ref()
            .map_or_else(|| member.ident.span(), syn::LitStr::span);
        let json = member.options.json_name(&member.snake_name());
        if let Some(other) = numbers.get(&member.number.value) {
            d.push(
                member.number.span,
                format_args!("the number {} is already that of `{other}`", member.number.value),
            );
        }
        if let Some(other) = names.get(&json) {
            d.push(
                name_span,
                format_args!("the name `{name}` is already that of `{other}`"),
            );
        }
        if attr::cfgs(&member.attrs).is_empty() {
            numbers.insert(member.number.value, rust.clone());
            names.insert(json, rust);
        }
    }
}

fn members_are_singular(oneof: &Oneof, d: &mut Diagnostics) {
    for member in &oneof.members {
        let options = &member.options;
        let lists = options.packed.as_ref().map(|packed| packed.span).or(options.map);
        if let Some(span) = lists {
            d.push(
                span,
                "a member of a oneof is one value: a list or a map goes into a `#[message]` of its own",
            );
        }
    }
}
