//! `#[derive(RpcError)]`: an enum is the error of a service.

mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use crate::diagnostics::Diagnostics;

/// `#[derive(RpcError)] item`.
pub(crate) fn rpc_error(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut d = Diagnostics::new();
    let model = match &item.data {
        Data::Enum(data) => Some(model::parse(&item, data, &mut d)),
        Data::Struct(_) | Data::Union(_) => {
            d.push(
                item.ident.span(),
                "an RPC error is an enum: one of its variants is what the transport itself says",
            );
            None
        }
    };
    if let Some(model) = &model {
        check::check(model, &mut d);
    }
    let krate = model
        .as_ref()
        .map(|model| model.krate.clone())
        .unwrap_or_default();
    match (d.finish(), model.and_then(model::Model::complete)) {
        (Ok(()), Some(error)) => expand::expand(&error),
        (errors, _) => {
            let errors = errors.err();
            let inert = expand::inert(&item, &krate);
            quote!(#errors #inert)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(item: TokenStream) -> usize {
        rpc_error(item).to_string().matches("compile_error").count()
    }

    #[test]
    fn mistakes_are_counted_and_the_trait_stays() {
        let transparent = quote!(
            #[status(transparent)]
            Rpc(Status)
        );
        assert_eq!(
            errors(quote!(enum E { #[status(NOT_FOUND)] A { id: u32 }, #transparent })),
            0
        );
        assert_eq!(
            errors(quote!(enum E { #[status(NOTFOUND)] A, B, #transparent })),
            2
        );
        assert_eq!(
            errors(quote!(enum E { #[status(NOT_FOUND, ABORTED)] A, #transparent })),
            1
        );
        assert_eq!(
            errors(quote!(
                enum E {
                    #[status(NOT_FOUND)]
                    A,
                }
            )),
            1
        );
        assert_eq!(
            errors(quote!(
                enum E {
                    #[status(transparent)]
                    A(u8, u8),
                }
            )),
            1
        );
        assert_eq!(
            errors(quote!(enum E<T> { #[status(OK)] A(#[status(skp)] T), #transparent })),
            3
        );
        let faulty = rpc_error(quote!(
            enum E {
                A,
            }
        ))
        .to_string();
        assert_eq!(faulty.matches("impl ").count(), 1, "{faulty}");
    }
}
