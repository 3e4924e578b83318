//! `#[message]`: a struct is a protobuf message.

pub(crate) mod check;
pub(crate) mod expand;
pub(crate) mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Item, ItemStruct};

use crate::diagnostics::Diagnostics;
use crate::path::CratePath;
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
        (Err(errors), model) => inert(item, model, &errors),
    }
}

/// The struct without our attributes, and impls that mean nothing.
fn inert(mut item: ItemStruct, model: Option<model::Item>, errors: &TokenStream) -> TokenStream {
    for field in &mut item.fields {
        fallback::strip(&mut field.attrs, field::OURS);
    }
    if item.generics.lifetimes().next().is_some() {
        // Nothing that borrows can implement anything of ours.
        return quote!(#errors #item);
    }
    let message = model::Message {
        options: model::Options {
            krate: match model {
                Some(model::Item::Message(message)) => message.options.krate,
                Some(model::Item::Transparent(transparent)) => transparent.krate,
                None => CratePath::default(),
            },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_struct_and_its_traits() {
        let output = message(
            quote!(),
            quote! {
                /// Docs.
                #[derive(Clone)]
                pub struct User { #[field(1)] #[serde(skip)] pub r#type: String }
            },
        );
        let file: syn::File = syn::parse2(output).expect("items");
        let Some(Item::Struct(item)) = file.items.first() else {
            panic!("the struct comes first");
        };
        assert_eq!(item.attrs.len(), 2);
        let field = item.fields.iter().next().expect("a field");
        assert!(field.attrs.iter().all(|attr| attr.path().is_ident("serde")));
        let traits = file.items.iter().filter_map(|item| match item {
            Item::Impl(item) => Some(item.trait_.as_ref()?.1.segments.last()?.ident.to_string()),
            _ => None,
        });
        assert_eq!(
            traits.collect::<Vec<_>>(),
            ["Message", "Value", "Message", "Name"]
        );
    }

    #[test]
    fn a_faulty_message_has_all_its_errors_and_all_its_traits() {
        let output = message(
            quote!(pakage = "x"),
            quote!(
                struct User {
                    id: String,
                    #[field(0)]
                    name: String,
                }
            ),
        );
        let file: syn::File = syn::parse2(output).expect("items");
        let count = |wanted: fn(&Item) -> bool| file.items.iter().filter(|item| wanted(item)).count();
        assert_eq!(count(|item| matches!(item, Item::Macro(_))), 3);
        assert_eq!(count(|item| matches!(item, Item::Struct(_))), 1);
        assert_eq!(count(|item| matches!(item, Item::Impl(_))), 4);
    }
}
