//! Type parameters of generated impls.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, parse_quote};

/// The parameters, each of them a protobuf value besides what the user says.
pub(crate) fn of_values(generics: &Generics, private: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    for param in generics.type_params_mut() {
        param.default = None;
        param.bounds.push(parse_quote!(#private::Value));
    }
    generics
}

/// What stands above every generated impl.
pub(crate) fn on_impl(cfgs: &[syn::Attribute]) -> TokenStream {
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        #[allow(deprecated, clippy::field_reassign_with_default, missing_docs)]
    }
}
