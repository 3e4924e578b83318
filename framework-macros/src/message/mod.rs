//! `#[message]`: a struct is a protobuf message.

pub(crate) mod check;
pub(crate) mod expand;
pub(crate) mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Item, ItemStruct};

use crate::diagnostics::Diagnostics;
use crate::{fallback, field};

/// `#[message(args)] item`.
pub(crate) fn message(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[message]", "a struct") {
        Ok(Item::Struct(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[message]` goes on a struct"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let model = model::parse(args, &item, &mut d);
    if let Some(model::Item::Message(message)) = &model {
        check::check(message, &mut d);
    }
    match (d.finish(), model) {
        (Ok(()), Some(model::Item::Message(message))) => expand::expand(&message),
        (Ok(()), Some(model::Item::Transparent(transparent))) => expand::transparent(&transparent),
        (Ok(()), None) => unreachable!("a message that cannot be read has errors"),
        (Err(errors), _) => inert(item, errors),
    }
}

/// The struct without our attributes, and impls that mean nothing.
fn inert(mut item: ItemStruct, errors: TokenStream) -> TokenStream {
    for field in &mut item.fields {
        fallback::strip(&mut field.attrs, field::OURS);
    }
    if item.generics.lifetimes().next().is_some() {
        // Nothing that borrows can implement anything of ours.
        return quote!(#errors #item);
    }
    let message = model::Message {
        options: model::Options {
            package: fallback::package(),
            ..Default::default()
        },
        attrs: item.attrs.clone(),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        unit: matches!(item.fields, Fields::Unit),
        fields: Vec::new(),
    };
    let impls = expand::inert(&message);
    quote!(#errors #item #impls)
}
