//! `#[service]`: a trait is a gRPC service.

mod check;
mod expand;
mod interceptor;
mod method;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, Item, ItemTrait, TraitItem};

use crate::diagnostics::Diagnostics;
use crate::{attr, fallback, field};

/// The attributes of ours on a method or a service. Everything else that is not Rust's is an interceptor.
const OURS: &[&str] = &[
    "field",
    "returns",
    "idempotent",
    "no_side_effects",
    "rpc",
    "timeout",
    "compress",
    "spawn",
    "validate",
];

/// `#[service(args)] item`.
pub(crate) fn service(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[service]", "a trait") {
        Ok(Item::Trait(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[service]` goes on a trait"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let service = model::parse(args, &item, &mut d);
    check::check(&service, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&service),
        Err(errors) => inert(item, &service, &errors),
    }
}

/// The trait without our attributes, and types of the generated names that mean nothing: those who use them must
/// not complain as well.
fn inert(mut item: ItemTrait, service: &model::Service, errors: &TokenStream) -> TokenStream {
    item.attrs = service.attrs.clone();
    for item in &mut item.items {
        let TraitItem::Fn(method) = item else { continue };
        method
            .attrs
            .retain(|attr| interceptor::is_rusts(attr) && !attr.path().is_ident("cfg_attr"));
        for argument in &mut method.sig.inputs {
            match argument {
                FnArg::Typed(argument) => fallback::strip(&mut argument.attrs, field::OURS),
                FnArg::Receiver(receiver) => fallback::strip(&mut receiver.attrs, field::OURS),
            }
        }
    }
    let cfgs = attr::cfgs(&service.attrs);
    let types = expand::inert(service);
    quote! {
        #errors
        #[allow(async_fn_in_trait, dead_code)]
        #item
        #(#cfgs)*
        const _: () = {};
        #types
    }
}
