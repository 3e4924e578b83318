//! Where an item is written.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use crate::name;

/// The `Source` record of the item called `ident`.
pub(crate) fn spec(ident: &Ident, private: &TokenStream) -> TokenStream {
    named(&name::plain(ident), ident.span(), private)
}

/// The `Source` record of what stands at `span` and is called `item`.
pub(crate) fn named(item: &str, span: Span, private: &TokenStream) -> TokenStream {
    // The user's own span: of one that is only located there, rustc would say where the attribute stands.
    let line = quote_spanned!(span=> ::core::line!());
    let column = quote_spanned!(span=> ::core::column!());
    quote! {
        #private::Source {
            module: ::core::module_path!(),
            line: #line,
            column: #column,
            item: #item,
        }
    }
}
