//! Where generated code finds the framework.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// The path of the framework crate: `::traitwire`, or what `crate = path` says.
#[derive(Debug, Clone)]
pub(crate) struct CratePath(TokenStream);

impl Default for CratePath {
    fn default() -> Self {
        Self(quote!(::traitwire))
    }
}

impl CratePath {
    pub(crate) fn new(path: &syn::Path) -> Self {
        Self(path.to_token_stream())
    }

    /// The module that generated code names, and nothing else.
    pub(crate) fn private(&self) -> TokenStream {
        let path = &self.0;
        quote!(#path::__private)
    }

    /// The same, shown at `span`: where an error is to stand under the whole of a path.
    pub(crate) fn private_at(&self, span: Span) -> TokenStream {
        let tokens = self.private().into_iter();
        tokens
            .map(|mut token| {
                token.set_span(at(span));
                token
            })
            .collect()
    }
}

/// Tokens that show as what stands at `span`, and resolve as before: errors about a path stand under all of it.
pub(crate) fn shown_at(span: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            let mut shown = Group::new(group.delimiter(), shown_at(span, group.stream()));
            shown.set_span(group.span());
            token = TokenTree::Group(shown);
        }
        token.set_span(token.span().located_at(span));
        token
    });
    tokens.collect()
}

/// A span that shows the user's token and resolves names as generated code does.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}
