//! `#[enumeration]`: an enum of unit variants is a protobuf enumeration.

mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Item, ItemEnum};

use crate::diagnostics::Diagnostics;
use crate::fallback;

/// `#[enumeration(args)] item`.
pub(crate) fn enumeration(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[enumeration]", "an enum") {
        Ok(Item::Enum(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[enumeration]` goes on an enum"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let model = model::parse(args, &item, &mut d);
    check::check(&model, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&model),
        Err(errors) => inert(item, &model, &errors),
    }
}

/// The enum without our attributes and without its numbers, which rustc might refuse as well.
fn inert(mut item: ItemEnum, model: &model::Enumeration, errors: &TokenStream) -> TokenStream {
    for variant in &mut item.variants {
        fallback::strip(&mut variant.attrs, model::OURS);
        if matches!(variant.fields, Fields::Unit) {
            variant.discriminant = None;
        }
    }
    let impls = item
        .generics
        .params
        .is_empty()
        .then(|| expand::inert(&item, &model.krate));
    quote!(#errors #item #impls)
}
