//! Collects errors, so that all mistakes of an item are reported at once.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The errors found in one item. Must be asked by [`Diagnostics::finish`]: forgetting them is a panic.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    errors: Option<Vec<syn::Error>>,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self {
            errors: Some(Vec::new()),
        }
    }

    /// An error at `span`.
    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.error(syn::Error::new(span, message));
    }

    /// An error under all of `tokens`.
    pub(crate) fn push_spanned(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.error(syn::Error::new_spanned(tokens, message));
    }

    /// An error that syn found.
    pub(crate) fn error(&mut self, error: syn::Error) {
        self.errors.as_mut().expect("not finished yet").push(error);
    }

    /// The value, unless it is an error, which is kept.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.error(error)).ok()
    }

    /// How many have been pushed so far.
    pub(crate) fn count(&self) -> usize {
        self.errors.as_ref().map_or(0, Vec::len)
    }

    /// Whether nothing has been pushed so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.as_ref().is_none_or(Vec::is_empty)
    }

    /// `Err` with a `compile_error!` for each error, at its span.
    pub(crate) fn finish(mut self) -> Result<(), TokenStream> {
        match self.errors.take().unwrap_or_default() {
            errors if errors.is_empty() => Ok(()),
            errors => Err(errors.iter().map(syn::Error::to_compile_error).collect()),
        }
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        if cfg!(debug_assertions) && self.errors.is_some() && !std::thread::panicking() {
            panic!("errors of a macro were dropped unread");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_are_reported() {
        let mut d = Diagnostics::new();
        d.push(Span::call_site(), "one");
        d.push(Span::call_site(), "two");
        let tokens = d.finish().expect_err("two errors").to_string();
        assert_eq!(tokens.matches("compile_error").count(), 2);
    }

    #[test]
    #[should_panic(expected = "dropped unread")]
    fn forgetting_is_loud() {
        let _forgotten = Diagnostics::new();
    }
}
