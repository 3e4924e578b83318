//! `#[oneof]`: an enum whose variants are fields, of which at most one is there.

mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::diagnostics::Diagnostics;
use crate::fallback;

/// `#[oneof(args)] item`.
pub(crate) fn oneof(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[oneof]", "an enum") {
        Ok(Item::Enum(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[oneof]` goes on an enum"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let model = model::parse(args, &item, &mut d);
    check::check(&model, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&model),
        Err(errors) => {
            let item = &model.item;
            let inert = item
                .generics
                .lifetimes()
                .next()
                .is_none()
                .then(|| expand::inert(&model));
            quote!(#errors #item #inert)
        }
    }
}
