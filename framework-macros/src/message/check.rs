//! What holds between the parts of a message.

use std::collections::HashMap;

use syn::spanned::Spanned;

use super::model::{Member, Message};
use crate::attr;
use crate::diagnostics::Diagnostics;
use crate::reserved;

/// Pushes every violation.
pub(crate) fn check(message: &Message, d: &mut Diagnostics) {
    numbers_are_unique(message, d);
    names_are_unique(message, d);
    reserved_stays_unused(message, d);
    oneofs_have_no_options(message, d);
    unknown_stands_once_and_alone(message, d);
    with_has_no_wrapper(message, d);
    rules_have_a_field(message, d);
    if let Some(within) = &message.options.within
        && message.type_params().next().is_some()
    {
        d.push_spanned(
            within,
            "a generic message cannot be nested: its name comes from its arguments",
        );
    }
}

fn numbers_are_unique(message: &Message, d: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for field in &message.fields {
        let Some(number) = field.number() else { continue };
        if let Some(other) = seen.get(&number.value) {
            d.push(
                number.span,
                format_args!("the number {} is already that of field `{other}`", number.value),
            );
        } else if attr::cfgs(&field.attrs).is_empty() {
            // Fields under `cfg` may exclude each other; rustc warns of the unreachable arm where they do not.
            seen.insert(number.value, field.rust_name());
        }
    }
}

fn names_are_unique(message: &Message, d: &mut Diagnostics) {
    let mut names = HashMap::new();
    let mut json_names = HashMap::new();
    for field in message.members() {
        let (proto, json) = (field.proto_name(), field.options().json_name(&field.rust_name()));
        if let Some(other) = names.get(&proto) {
            d.push(
                field.name_span(),
                format_args!("the name `{proto}` is already that of field `{other}`"),
            );
            continue;
        }
        let exclusive = !attr::cfgs(&field.attrs).is_empty();
        if !exclusive {
            names.insert(proto, field.rust_name());
        }
        // A oneof has no name in JSON.
        if matches!(field.member, Member::Oneof { .. }) {
            continue;
        }
        if let Some(other) = json_names.get(&json) {
            let span = field.options().json_name.as_ref();
            let span = span.map_or_else(|| field.name_span(), syn::LitStr::span);
            d.push(
                span,
                format_args!("the JSON name `{json}` is already that of field `{other}`"),
            );
        } else if !exclusive {
            json_names.insert(json, field.rust_name());
        }
    }
}

fn reserved_stays_unused(message: &Message, d: &mut Diagnostics) {
    for field in message.members() {
        let number = field.number().map(|number| (number.value as i32, number.span));
        reserved::refuse(
            &message.options.reserved,
            number,
            (&field.proto_name(), field.name_span()),
            d,
        );
    }
}

fn oneofs_have_no_options(message: &Message, d: &mut Diagnostics) {
    for field in &message.fields {
        let Member::Oneof { options } = &field.member else {
            continue;
        };
        let others = [
            options.number.map(|number| number.span),
            options.map,
            options.packed.as_ref().map(|packed| packed.span),
            options.json_name.as_ref().map(syn::LitStr::span),
            options.with.as_ref().map(Spanned::span),
            options.unknown,
            (options.encoding != Default::default()).then_some(options.span),
        ];
        if let Some(span) = others.into_iter().flatten().next() {
            d.push(
                span,
                "a oneof is not a field: numbers and encodings stand on the variants of its enum",
            );
        }
    }
}

fn unknown_stands_once_and_alone(message: &Message, d: &mut Diagnostics) {
    let mut first: Option<String> = None;
    for field in &message.fields {
        let Member::Unknown { options } = &field.member else {
            continue;
        };
        let others = [
            options.number.map(|number| number.span),
            options.map,
            options.packed.as_ref().map(|packed| packed.span),
            options.name.as_ref().map(syn::LitStr::span),
            options.json_name.as_ref().map(syn::LitStr::span),
            options.with.as_ref().map(Spanned::span),
            (options.encoding != Default::default()).then_some(options.span),
        ];
        if let Some(span) = others.into_iter().flatten().next() {
            d.push(
                span,
                "what keeps unknown fields is no field itself: `#[field(unknown)]` has no number and no options",
            );
        }
        match &first {
            Some(first) => d.push(
                field.ident.span(),
                format_args!("unknown fields are kept in `{first}` already"),
            ),
            None if attr::cfgs(&field.attrs).is_empty() => first = Some(field.rust_name()),
            None => {}
        }
    }
}

fn with_has_no_wrapper(message: &Message, d: &mut Diagnostics) {
    for field in &message.fields {
        if let (Some(_), Some(span)) = (field.with(), field.options().wrapper) {
            d.push(
                span,
                "`wrapper` and `with` do not go together: let the module's `encode` return a wrapper message",
            );
        }
    }
}

/// A oneof is there or not, and what is unknown has no rules.
fn rules_have_a_field(message: &Message, d: &mut Diagnostics) {
    for field in &message.fields {
        let Some(rules) = field.rules() else { continue };
        match &field.member {
            Member::Field { .. } => {}
            Member::Oneof { .. } => {
                if let Some(span) = rules.beyond_required() {
                    d.push(
                        span,
                        "a oneof is `required` or not: other rules stand on the variants of its enum",
                    );
                }
            }
            Member::Unknown { .. } => d.push(rules.span, "what is unknown has no rules"),
        }
    }
}
