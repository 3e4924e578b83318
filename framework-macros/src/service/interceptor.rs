//! Interceptors as attributes: `#[mw::rate_limit(per_second = 500)]` is the type `mw::RateLimit`.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Meta, Path, Token};

use super::OURS;
use crate::diagnostics::Diagnostics;
use crate::name;

/// An interceptor and the values of its fields.
pub(super) struct Interceptor {
    /// The type.
    pub(super) ty: Path,
    pub(super) fields: Vec<(Ident, Expr)>,
}

/// Attributes that are the language's own.
const RUSTS: &[&str] = &[
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "cold",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "rustfmt",
    "track_caller",
    "warn",
];

/// Tools whose attributes rustc passes over.
const TOOLS: &[&str] = &["rustfmt", "clippy", "diagnostic", "miri", "rust_analyzer"];

/// Whether an attribute is Rust's, and stays where it is.
pub(super) fn is_rusts(attr: &Attribute) -> bool {
    let path = attr.path();
    match path.get_ident() {
        Some(ident) => RUSTS.iter().any(|name| ident == name),
        None => path
            .segments
            .first()
            .is_some_and(|first| TOOLS.iter().any(|tool| first.ident == tool)),
    }
}

/// Reads the interceptors among `attrs`, in the order written.
pub(super) fn read(attrs: &[Attribute], d: &mut Diagnostics) -> Vec<Interceptor> {
    let is_ours = |attr: &Attribute| {
        attr.path()
            .get_ident()
            .is_some_and(|ident| OURS.iter().any(|name| ident == name))
    };
    let mut interceptors = Vec::new();
    for attr in attrs.iter().filter(|attr| !is_rusts(attr) && !is_ours(attr)) {
        interceptors.extend(d.ok(read_one(attr)));
    }
    interceptors
}

fn read_one(attr: &Attribute) -> syn::Result<Interceptor> {
    let fields = match &attr.meta {
        Meta::Path(_) => Vec::new(),
        Meta::List(list) => {
            let arguments =
                Punctuated::<Argument, Token![,]>::parse_terminated.parse2(list.tokens.clone())?;
            arguments
                .into_iter()
                .map(|Argument(name, value)| (name, value))
                .collect()
        }
        Meta::NameValue(_) => {
            return Err(syn::Error::new_spanned(
                attr,
                "an interceptor's arguments stand in parentheses: `#[name(field = value)]`",
            ));
        }
    };
    for (i, (name, _)) in fields.iter().enumerate() {
        if fields[..i].iter().any(|(other, _)| other == name) {
            return Err(syn::Error::new(name.span(), format!("`{name}` is given twice")));
        }
    }
    let mut ty = attr.path().clone();
    if let Some(last) = ty.segments.last_mut() {
        let camel = name::upper_camel(&name::plain(&last.ident));
        last.ident = Ident::new(&camel, last.ident.span());
    }
    Ok(Interceptor { ty, fields })
}

/// `field = value`, or `field`, which is `field = true`.
struct Argument(Ident, Expr);

impl syn::parse::Parse for Argument {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse().map_err(|error: syn::Error| {
            let message = "an interceptor's argument has the name of a field: `#[name(field = value)]`";
            syn::Error::new(error.span(), message)
        })?;
        let value = if input.parse::<Option<Token![=]>>()?.is_some() {
            input.parse()?
        } else {
            let span = name.span();
            syn::parse_quote_spanned!(span=> true)
        };
        Ok(Self(name, value))
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    #[test]
    fn paths_become_types() {
        let item: syn::ItemTrait = syn::parse_quote! {
            /// Documented.
            #[logging]
            #[mw::rate_limit(per_second = 500, strict)]
            #[clippy::msrv = "1"]
            #[idempotent]
            trait T {}
        };
        let mut d = Diagnostics::new();
        let read = read(&item.attrs, &mut d);
        d.finish().expect("no errors");
        let types: Vec<_> = read
            .iter()
            .map(|one| one.ty.to_token_stream().to_string())
            .collect();
        assert_eq!(types, ["Logging", "mw :: RateLimit"]);
        assert_eq!(read[1].fields.len(), 2);
        assert_eq!(read[1].fields[1].1.to_token_stream().to_string(), "true");
    }
}
