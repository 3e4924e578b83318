//! What holds between the values of an enumeration.

use std::collections::HashMap;

use super::model::Enumeration;
use crate::attr;
use crate::diagnostics::Diagnostics;
use crate::name;
use crate::reserved;

/// Pushes every violation.
pub(crate) fn check(enumeration: &Enumeration, d: &mut Diagnostics) {
    first_is_zero(enumeration, d);
    numbers_are_unique(enumeration, d);
    names_are_unique(enumeration, d);
    for value in &enumeration.values {
        let number = Some((value.number, value.number_span));
        reserved::refuse(&enumeration.reserved, number, (&value.name, value.name_span), d);
        for alias in &value.aliases {
            reserved::refuse(&enumeration.reserved, None, (&alias.value(), alias.span()), d);
        }
    }
}

fn first_is_zero(enumeration: &Enumeration, d: &mut Diagnostics) {
    let ident = &enumeration.item.ident;
    match enumeration.item.variants.first().zip(enumeration.values.first()) {
        None if enumeration.item.variants.is_empty() => d.push(
            ident.span(),
            "an enumeration needs a value of number 0, the one that is read where nothing was sent: add `Unspecified = 0`",
        ),
        Some((variant, value)) if variant.ident == value.ident => {
            if value.number != 0 {
                d.push(
                    value.number_span,
                    "the first value of an enumeration is 0, the one that is read where nothing was sent: add \
                     `Unspecified = 0` above",
                );
            }
            if let Some(cfg) = attr::cfgs(&value.attrs).first() {
                d.push_spanned(cfg, "the first value is always there: it cannot stand under `cfg`");
            }
        }
        // The first one is faulty, which has been said.
        _ => {}
    }
}

fn numbers_are_unique(enumeration: &Enumeration, d: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for value in &enumeration.values {
        if let Some(other) = seen.get(&value.number) {
            d.push(
                value.number_span,
                format_args!(
                    "the number {} is already that of `{other}`: a second name is written `#[value(alias = \"{}\")]` on `{other}`",
                    value.number, value.name,
                ),
            );
        } else if attr::cfgs(&value.attrs).is_empty() {
            seen.insert(value.number, name::plain(&value.ident));
        }
    }
}

fn names_are_unique(enumeration: &Enumeration, d: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for value in &enumeration.values {
        let aliases = value.aliases.iter().map(|alias| (alias.value(), alias.span()));
        for (name, span) in std::iter::once((value.name.clone(), value.name_span)).chain(aliases) {
            if let Some(other) = seen.get(&name) {
                d.push(
                    span,
                    format_args!("the name `{name}` is already that of `{other}`"),
                );
            } else if attr::cfgs(&value.attrs).is_empty() {
                seen.insert(name, name::plain(&value.ident));
            }
        }
    }
}
