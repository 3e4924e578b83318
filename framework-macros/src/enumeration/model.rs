//! What an enumeration is, in owned nouns with spans.

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Fields, Ident, ItemEnum, LitStr, Path, Token, Type};

use crate::attr::{self, Args, OptionValue};
use crate::diagnostics::Diagnostics;
use crate::fallback;
use crate::field;
use crate::name;
use crate::package::PackageRef;
use crate::path::CratePath;
use crate::reserved::{self, Reserved};

/// The options of `#[enumeration]`.
const KNOWN: &[&str] = &["name", "package", "within", "reserved", "json", "crate"];

/// The attributes of ours that may stand on a variant, and that are taken off it.
pub(crate) const OURS: &[&str] = &["value", "field"];

/// An enumeration.
pub(crate) struct Enumeration {
    pub krate: CratePath,
    pub name: Option<LitStr>,
    pub package: PackageRef,
    pub within: Option<Type>,
    pub reserved: Vec<Reserved>,
    /// The module of the JSON form that a well-known enumeration has. It is for traitwire's own, and not documented.
    pub json: Option<Path>,
    /// What is written again: the enum without our attributes.
    pub item: ItemEnum,
    pub values: Vec<Value>,
}

/// A variant.
pub(crate) struct Value {
    pub attrs: Vec<Attribute>,
    pub ident: Ident,
    pub number: i32,
    /// Where the number stands, or the variant without one.
    pub number_span: Span,
    /// The name in `.proto`.
    pub name: String,
    /// Where the name comes from.
    pub name_span: Span,
    /// Further names of the same number.
    pub aliases: Vec<LitStr>,
}

impl Enumeration {
    /// The name in `.proto`.
    pub(crate) fn proto_name(&self) -> String {
        match &self.name {
            Some(name) => name.value(),
            None => name::plain(&self.item.ident),
        }
    }
}

/// Reads `#[enumeration(args)] item`.
pub(crate) fn parse(args: TokenStream, item: &ItemEnum, d: &mut Diagnostics) -> Enumeration {
    let mut args = Args::parse(args, "#[enumeration]", KNOWN, d);
    args.no_positional("#[enumeration]", d);
    for param in &item.generics.params {
        d.push_spanned(param, "an enumeration is a list of numbers: it has no parameters");
    }
    let name = field::read_name(&mut args, d);
    let prefix = match &name {
        Some(name) => name::screaming_snake(&name.value()),
        None => name::screaming_snake(&name::plain(&item.ident)),
    };
    let mut next = Some(0);
    let mut values = Vec::new();
    for variant in &item.variants {
        let value = parse_value(variant, &prefix, next, d);
        next = value
            .as_ref()
            .map_or(next, |value| Some(value.number))
            .and_then(|number| number.checked_add(1));
        values.extend(value);
    }
    let mut stripped = item.clone();
    for variant in &mut stripped.variants {
        fallback::strip(&mut variant.attrs, OURS);
        // Written out, so that a variant under `cfg` does not shift those below it.
        if let Some(value) = values.iter().find(|value| value.ident == variant.ident) {
            let number = Literal::i32_unsuffixed(value.number);
            variant.discriminant = Some((Default::default(), Expr::Verbatim(number.into_token_stream())));
        }
    }
    Enumeration {
        krate: args.crate_path(d),
        name,
        package: PackageRef::read(args.take("package"), d),
        within: args
            .take("within")
            .and_then(|option| option.parse("a message type", d)),
        reserved: reserved::read(args.take("reserved"), i32::MIN..=i32::MAX, d),
        json: args
            .take("json")
            .and_then(|option| option.parse_with(Path::parse_mod_style, "the path of a module", d)),
        item: stripped,
        values,
    }
}

fn parse_value(
    variant: &syn::Variant,
    prefix: &str,
    next: Option<i32>,
    d: &mut Diagnostics,
) -> Option<Value> {
    attr::refuse_cfg_attr(&variant.attrs, OURS, d);
    if !matches!(variant.fields, Fields::Unit) {
        d.push(
            variant.fields.span(),
            "a value of an enumeration is a number and holds nothing; variants that hold something make a `#[oneof]`",
        );
    }
    for attr in variant.attrs.iter().filter(|attr| attr.path().is_ident("field")) {
        d.push_spanned(
            attr.path(),
            "the number of an enumeration's value is its discriminant: `Admin = 1`",
        );
    }
    let mut args = Args::of(&variant.attrs, "value", &["name", "alias"], d).unwrap_or_default();
    args.no_positional("#[value]", d);
    let name = field::read_name(&mut args, d);
    let aliases = parse_aliases(&mut args, d);
    let (number, number_span) = match &variant.discriminant {
        Some((_, expr)) => (reserved::number(expr), expr.span()),
        None => (next, variant.ident.span()),
    };
    let Some(number) = number else {
        d.push(
            number_span,
            "a number of 32 bits, written out: the contract must not depend on a constant",
        );
        return None;
    };
    Some(Value {
        attrs: variant.attrs.clone(),
        ident: variant.ident.clone(),
        number,
        number_span,
        name_span: name.as_ref().map_or_else(|| variant.ident.span(), LitStr::span),
        name: match name {
            Some(name) => name.value(),
            None => format!("{prefix}_{}", name::screaming_snake(&name::plain(&variant.ident))),
        },
        aliases,
    })
}

/// `alias = "OTHER"` or `alias("OTHER", "ANOTHER")`.
fn parse_aliases(args: &mut Args, d: &mut Diagnostics) -> Vec<LitStr> {
    let Some(option) = args.take("alias") else {
        return Vec::new();
    };
    let aliases: Vec<LitStr> = match option.value {
        OptionValue::List(tokens) => {
            let names = Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(tokens);
            d.ok(names).into_iter().flatten().collect()
        }
        _ => option.parse("a string", d).into_iter().collect(),
    };
    for alias in &aliases {
        if !name::is_identifier(&alias.value()) {
            d.push_spanned(alias, "a protobuf name is made of ASCII letters, digits and `_`");
        }
    }
    aliases
}
