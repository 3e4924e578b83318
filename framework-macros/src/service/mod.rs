//! `#[service]`: a trait is a gRPC service.

mod check;
mod compress;
mod expand;
mod interceptor;
mod method;
mod model;
mod running;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::diagnostics::Diagnostics;
use crate::fallback;

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
    let mut service = model::parse(args, &item, &mut d);
    check::check(&mut service, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&service),
        Err(errors) => {
            let inert = expand::inert::expand(service, &item);
            quote!(#errors #inert)
        }
    }
}
