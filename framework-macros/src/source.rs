//! Where an item is written.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;

use crate::name;
use crate::path::at;

/// The `Source` record of the item called `ident`.
pub(crate) fn spec(ident: &Ident, private: &TokenStream) -> TokenStream {
    let item = name::plain(ident);
    let span = at(ident.span());
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
