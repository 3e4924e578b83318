//! The messages that numbered arguments and `#[returns]` make.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::attr;
use crate::message;
use crate::message::model::Message;
use crate::path::at;
use crate::service::method::Method;
use crate::service::model::Service;

/// Every message that the service's methods make.
pub(super) fn expand(service: &Service) -> TokenStream {
    service
        .methods
        .iter()
        .flat_map(Method::messages)
        .map(|message| {
            let item = item(message);
            let impls = message::expand::impls(message);
            let conveniences = conveniences(message);
            quote!(#item #impls #conveniences)
        })
        .collect()
}

/// The struct, shown at the method's name: where two have one name, rustc says so there.
pub(super) fn item(message: &Message) -> TokenStream {
    let span = at(message.ident.span());
    let tokens = message::expand::item(message).into_iter();
    // Documentation and fields keep what the user sees; the words `pub struct Name` are the user's method.
    tokens
        .map(|mut token| {
            if let TokenTree::Ident(word) = &mut token {
                word.set_span(if *word == message.ident {
                    message.ident.span()
                } else {
                    word.span().located_at(span)
                });
            }
            token
        })
        .collect()
}

/// `Clone`, `Debug`, `Default` and `PartialEq` where the fields have them: a derive would demand it.
///
/// The bounds are higher-ranked because one that is plainly false would be an error.
pub(super) fn conveniences(message: &Message) -> TokenStream {
    let ident = &message.ident;
    let name = ident.to_string();
    let cfgs = attr::cfgs(&message.attrs);
    let fields: Vec<_> = message.fields.iter().map(|field| &field.ident).collect();
    let types: Vec<_> = message.fields.iter().map(|field| &field.ty).collect();
    let on_impl = quote!(#(#cfgs)* #[automatically_derived] #[allow(deprecated)]);
    quote! {
        #on_impl
        impl ::core::clone::Clone for #ident where #(for<'__a> #types: ::core::clone::Clone,)* {
            fn clone(&self) -> Self {
                Self { #(#fields: ::core::clone::Clone::clone(&self.#fields),)* }
            }
        }
        #on_impl
        impl ::core::fmt::Debug for #ident where #(for<'__a> #types: ::core::fmt::Debug,)* {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.debug_struct(#name)#(.field(::core::stringify!(#fields), &self.#fields))*.finish()
            }
        }
        #on_impl
        impl ::core::default::Default for #ident where #(for<'__a> #types: ::core::default::Default,)* {
            fn default() -> Self {
                Self { #(#fields: ::core::default::Default::default(),)* }
            }
        }
        #on_impl
        impl ::core::cmp::PartialEq for #ident where #(for<'__a> #types: ::core::cmp::PartialEq,)* {
            fn eq(&self, __other: &Self) -> bool {
                let _ = __other;
                true #(&& self.#fields == __other.#fields)*
            }
        }
    }
}
