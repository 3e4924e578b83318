//! What is emitted when an item is faulty: the item itself, so that one mistake is one error.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Item, LitStr};

use crate::attr;
use crate::package::PackageRef;

/// The item below an attribute; `Err` holds all there is to emit.
pub(crate) fn item(tokens: TokenStream, attribute: &str, expected: &str) -> Result<Item, TokenStream> {
    syn::parse2(tokens.clone()).map_err(|_| {
        let message = format!("`{attribute}` goes on {expected}");
        let error = syn::Error::new_spanned(&tokens, message).to_compile_error();
        quote!(#error #tokens)
    })
}

/// An item of another kind than the attribute goes on, with the error.
pub(crate) fn wrong_item(item: &Item, message: &str) -> TokenStream {
    let error = syn::Error::new_spanned(head(item), message).to_compile_error();
    quote!(#error #item)
}

/// The word that says what kind of item it is, to point at.
fn head(item: &Item) -> TokenStream {
    match item {
        Item::Enum(item) => item.enum_token.to_token_stream(),
        Item::Struct(item) => item.struct_token.to_token_stream(),
        Item::Fn(item) => item.sig.fn_token.to_token_stream(),
        Item::Trait(item) => item.trait_token.to_token_stream(),
        Item::Union(item) => item.union_token.to_token_stream(),
        Item::Mod(item) => item.mod_token.to_token_stream(),
        Item::Impl(item) => item.impl_token.to_token_stream(),
        Item::Type(item) => item.type_token.to_token_stream(),
        other => other.to_token_stream(),
    }
}

/// Takes our attributes off, those in a `cfg_attr` too.
pub(crate) fn strip(attrs: &mut Vec<Attribute>, names: &[&str]) {
    attrs.retain(|attr| !names.iter().any(|name| attr.path().is_ident(name)) && !attr::hides(attr, names));
}

/// A package for what is faulty, which must not ask for the declared one: there may be none.
pub(crate) fn package() -> PackageRef {
    PackageRef::Named(LitStr::new("", Span::call_site()))
}
