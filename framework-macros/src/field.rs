//! `#[field(3, sint32, name = "x")]`: on a message's field, a oneof's variant, a method's argument.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitBool, LitInt, LitStr, Path, Token};

use crate::attr::{self, Args, OptionValue};
use crate::diagnostics::Diagnostics;
use crate::validate::{self, Ruled, Rules};
use crate::{doc, name};

/// The options of `#[field]`.
const KNOWN: &[&str] = &[
    "sint32",
    "sint64",
    "fixed32",
    "fixed64",
    "sfixed32",
    "sfixed64",
    "map",
    "packed",
    "name",
    "json_name",
    "oneof",
    "with",
    "wrapper",
    "unknown",
];

/// The attributes of ours that may stand on a field, and that are taken off it.
pub(crate) const OURS: &[&str] = &["field", "validate"];

/// The largest field number.
pub(crate) const MAX_NUMBER: u32 = 536_870_911;

/// Every field number, as `reserved` counts.
pub(crate) const NUMBERS: RangeInclusive<i32> = 1..=MAX_NUMBER as i32;

/// A field number that has been found in range.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub value: u32,
    pub span: Span,
}

/// How a value is written, beyond what its Rust type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    #[default]
    Default,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Wrapper,
}

/// What `#[field(…)]` says.
#[derive(Clone)]
pub(crate) struct FieldOptions {
    /// Where the attribute stands.
    pub span: Span,
    pub number: Option<Number>,
    /// Of the value; of a map, of its values.
    pub encoding: Encoding,
    /// Of a map's keys.
    pub key_encoding: Encoding,
    /// Where `map(…)` stands, if it does.
    pub map: Option<Span>,
    /// `packed = …`
    pub packed: Option<LitBool>,
    pub name: Option<LitStr>,
    pub json_name: Option<LitStr>,
    /// Where `oneof` stands, if it does.
    pub oneof: Option<Span>,
    /// Where `wrapper` stands, if it does.
    pub wrapper: Option<Span>,
    /// The module of `with = module`.
    pub with: Option<Path>,
    /// Where `unknown` stands, if it does.
    pub unknown: Option<Span>,
    /// What `#[validate(…)]` beside it says.
    pub rules: Option<Box<Rules>>,
}

impl Encoding {
    const NAMED: [(&'static str, Self); 6] = [
        ("sint32", Self::Sint32),
        ("sint64", Self::Sint64),
        ("fixed32", Self::Fixed32),
        ("fixed64", Self::Fixed64),
        ("sfixed32", Self::Sfixed32),
        ("sfixed64", Self::Sfixed64),
    ];

    /// The const argument of `Value` and `Field`.
    pub(crate) fn tokens(self, private: &TokenStream) -> TokenStream {
        let named = |name: &str| {
            let name = Ident::new(name, Span::call_site());
            quote!({ #private::encoding::#name })
        };
        match self {
            Self::Default => quote!(0u8),
            Self::Sint32 => named("SINT32"),
            Self::Sint64 => named("SINT64"),
            Self::Fixed32 => named("FIXED32"),
            Self::Fixed64 => named("FIXED64"),
            Self::Sfixed32 => named("SFIXED32"),
            Self::Sfixed64 => named("SFIXED64"),
            Self::Wrapper => named("WRAPPER"),
        }
    }
}

impl FieldOptions {
    /// Reads `#[field(…)]` among `attrs`; `None` where there is none. What is wrong in it is pushed; a number that
    /// is missing is the caller's to report, who knows the next free one.
    pub(crate) fn of_message(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Self> {
        attr::refuse_cfg_attr(attrs, OURS, d);
        let rules = Rules::read(attrs, d).map(Box::new);
        let span = attrs
            .iter()
            .find(|attr| attr.path().is_ident("field"))?
            .path()
            .span();
        let mut args = Args::of(attrs, "field", KNOWN, d)?;
        let (map, key_encoding, value_encoding) = read_map(&mut args, d);
        let encoding = read_encoding(&mut args, map, d);
        let wrapper = encoding.filter(|(encoding, _)| *encoding == Encoding::Wrapper);
        Some(Self {
            span,
            number: read_number(&mut args, d),
            encoding: encoding.map_or(value_encoding, |(encoding, _)| encoding),
            key_encoding,
            map,
            packed: args
                .take("packed")
                .and_then(|option| option.parse("`true` or `false`", d)),
            name: read_name(&mut args, d),
            json_name: args.string("json_name", d),
            oneof: args.flag("oneof", d),
            wrapper: wrapper.map(|(_, span)| span),
            with: args
                .take("with")
                .and_then(|option| option.parse_with(Path::parse_mod_style, "the path of a module", d)),
            unknown: args.flag("unknown", d),
            rules,
        })
    }

    /// The same on a method's argument or a oneof's variant, where not everything of it can be had.
    pub(crate) fn read(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Self> {
        let options = Self::of_message(attrs, d)?;
        if let Some(with) = &options.with {
            d.push_spanned(
                with,
                "`with` goes on a field of a `#[message]`: make one, or write `#[message(transparent)]` around the type",
            );
        }
        if let Some(span) = options.unknown {
            d.push(span, "`unknown` goes on a field of a `#[message]`");
        }
        Some(options)
    }

    /// Numbered `value`, with nothing else said: for fields that no attribute describes (`#[returns(users = 1)]`).
    pub(crate) fn numbered(value: u32, span: Span) -> Self {
        Self {
            span,
            number: Some(Number { value, span }),
            encoding: Encoding::Default,
            key_encoding: Encoding::Default,
            map: None,
            packed: None,
            name: None,
            json_name: None,
            oneof: None,
            wrapper: None,
            with: None,
            unknown: None,
            rules: None,
        }
    }

    /// Whether a list is written packed.
    pub(crate) fn is_packed(&self) -> bool {
        self.packed.as_ref().is_none_or(LitBool::value)
    }

    /// The name in `.proto`, where Rust's is `rust`.
    pub(crate) fn proto_name(&self, rust: &str) -> String {
        self.name.as_ref().map_or_else(|| rust.to_owned(), LitStr::value)
    }

    /// The name in JSON, where Rust's is `rust`.
    pub(crate) fn json_name(&self, rust: &str) -> String {
        match &self.json_name {
            Some(json) => json.value(),
            None => name::json(&self.proto_name(rust)),
        }
    }

    /// Both names, as `json::Names`.
    pub(crate) fn names(&self, rust: &str, private: &TokenStream) -> TokenStream {
        let (json, proto) = (self.json_name(rust), self.proto_name(rust));
        quote!(#private::json::Names { json: #json, proto: #proto })
    }

    /// The record of a field of this type, `ty` being the `FieldType` expression and `ruled` the `Ruled`.
    pub(crate) fn spec(
        &self,
        number: u32,
        rust: &str,
        attrs: &[Attribute],
        ty: &TokenStream,
        ruled: TokenStream,
        private: &TokenStream,
    ) -> TokenStream {
        let name = self.proto_name(rust);
        let json_name = match &self.json_name {
            Some(json) => quote!(::core::option::Option::Some(#json)),
            None => quote!(::core::option::Option::None),
        };
        let docs = doc::text(attrs);
        let deprecated = attr::is_deprecated(attrs);
        let (_, rules) = validate::record(self.rules.as_deref(), &Ruled { private, ruled });
        quote! {
            #private::FieldSpec {
                name: #name,
                json_name: #json_name,
                number: #number,
                ty: #ty,
                docs: #docs,
                deprecated: #deprecated,
                rules: #rules,
            }
        }
    }
}

/// The names by which JSON may call a field, as a pattern: `taken` are those that fields have in JSON, which come first.
pub(crate) fn json_pattern(options: &FieldOptions, rust: &str, taken: &HashSet<String>) -> TokenStream {
    let (json, proto) = (options.json_name(rust), options.proto_name(rust));
    if taken.contains(&proto) {
        quote!(#json)
    } else {
        quote!(#json | #proto)
    }
}

/// Reads a field number, saying what is wrong with one that is none: for numbers outside `#[field]` too.
pub(crate) fn parse_number(tokens: TokenStream, d: &mut Diagnostics) -> Option<Number> {
    let span = tokens.span();
    let Ok(literal) = syn::parse2::<LitInt>(tokens.clone()) else {
        let message = match syn::parse2::<syn::Expr>(tokens.clone()) {
            Ok(syn::Expr::Unary(_)) => format!("a field number goes from 1 to {MAX_NUMBER}"),
            _ => "a field number is an integer literal, `#[field(1)]`".to_owned(),
        };
        d.push_spanned(tokens, message);
        return None;
    };
    match literal.base10_parse::<u32>() {
        Ok(19_000..=19_999) => {
            d.push(
                span,
                "the field numbers 19000 to 19999 belong to the implementations of protobuf",
            );
            None
        }
        Ok(value @ 1..=MAX_NUMBER) => Some(Number { value, span }),
        _ => {
            d.push(span, format_args!("a field number goes from 1 to {MAX_NUMBER}"));
            None
        }
    }
}

/// Whether nothing among `attrs` says a number, not even a wrong one, or one that we cannot see.
pub(crate) fn lacks_number(attrs: &[Attribute]) -> bool {
    let mut ignored = Diagnostics::new();
    let positional = Args::of(attrs, "field", KNOWN, &mut ignored).map(|mut args| args.positional());
    drop(ignored.finish());
    positional.unwrap_or_default().is_empty()
        && !attrs.iter().any(|attr| attr::hides(attr, OURS) || is_tried(attr))
}

/// Whether `attr` is an attempt at a number: `#[field = 1]`, `#[field(ID)]` with a constant.
fn is_tried(attr: &Attribute) -> bool {
    let is_constant = |list: &syn::MetaList| {
        syn::parse2::<Ident>(list.tokens.clone())
            .is_ok_and(|word| !word.to_string().contains(|c: char| c.is_lowercase()))
    };
    attr.path().is_ident("field")
        && match &attr.meta {
            syn::Meta::NameValue(_) => true,
            syn::Meta::List(list) => is_constant(list),
            syn::Meta::Path(_) => false,
        }
}

/// The number to propose to a field that has none.
pub(crate) fn next_free(taken: impl IntoIterator<Item = u32>) -> u32 {
    match taken.into_iter().max().unwrap_or(0) + 1 {
        19_000..=19_999 => 20_000,
        next => next.min(MAX_NUMBER),
    }
}

fn read_number(args: &mut Args, d: &mut Diagnostics) -> Option<Number> {
    let mut positional = args.positional().into_iter();
    let number = positional.next().and_then(|tokens| parse_number(tokens, d));
    for extra in positional {
        d.push_spanned(extra, "a field has one number");
    }
    number
}

fn read_encoding(args: &mut Args, map: Option<Span>, d: &mut Diagnostics) -> Option<(Encoding, Span)> {
    let mut chosen = None;
    let wrapper = ("wrapper", Encoding::Wrapper);
    for (key, encoding) in Encoding::NAMED.into_iter().chain([wrapper]) {
        let Some(span) = args.flag(key, d) else { continue };
        if chosen.is_some() {
            d.push(span, "a field has one encoding");
        } else if map.is_some() {
            d.push(span, "the encodings of a map stand in `map(key, value)`");
        }
        chosen = Some((encoding, span));
    }
    chosen
}

const TWO_ENCODINGS: &str = "write `map(key, value)` with two encodings, `_` for the usual one";

/// `map(key, value)`, each an encoding or `_`.
fn read_map(args: &mut Args, d: &mut Diagnostics) -> (Option<Span>, Encoding, Encoding) {
    let Some(option) = args.take("map") else {
        return (None, Encoding::Default, Encoding::Default);
    };
    let span = option.key.span();
    let encoding = |input: syn::parse::ParseStream<'_>| -> syn::Result<Encoding> {
        if input.parse::<Option<Token![_]>>()?.is_some() {
            return Ok(Encoding::Default);
        }
        let word: Ident = input.parse()?;
        let known = Encoding::NAMED.iter().find(|(name, _)| word == name);
        known.map(|(_, encoding)| *encoding).ok_or_else(|| {
            syn::Error::new(
                word.span(),
                "an encoding is `sint32`, `sint64`, `fixed32`, `fixed64`, `sfixed32`, `sfixed64`, or `_`",
            )
        })
    };
    let pair = |input: syn::parse::ParseStream<'_>| {
        let key = encoding(input)?;
        if input.is_empty() {
            return Err(syn::Error::new(span, TWO_ENCODINGS));
        }
        input.parse::<Token![,]>()?;
        let value = encoding(input)?;
        input.parse::<Option<Token![,]>>()?;
        Ok((key, value))
    };
    let read = match option.value {
        OptionValue::List(tokens) => d.ok(pair.parse2(tokens)),
        _ => {
            d.push(span, TWO_ENCODINGS);
            None
        }
    };
    let (key, value) = read.unwrap_or_default();
    (Some(span), key, value)
}

/// `name = "…"`, which must be a protobuf identifier.
pub(crate) fn read_name(args: &mut Args, d: &mut Diagnostics) -> Option<LitStr> {
    let name = args.string("name", d)?;
    if name::is_identifier(&name.value()) {
        return Some(name);
    }
    d.push_spanned(
        name.to_token_stream(),
        "a protobuf name is made of ASCII letters, digits and `_`",
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(item: syn::ItemStruct) -> (FieldOptions, Result<(), TokenStream>) {
        let mut d = Diagnostics::new();
        let options = FieldOptions::read(&item.attrs, &mut d).expect("an attribute");
        (options, d.finish())
    }

    #[test]
    fn reads_everything() {
        let (options, errors) = read(syn::parse_quote! {
            #[field(3, map(sint32, _), packed = false, name = "n", json_name = "j")]
            struct S;
        });
        errors.expect("no errors");
        assert_eq!(options.number.expect("a number").value, 3);
        assert_eq!(options.key_encoding, Encoding::Sint32);
        assert_eq!(options.encoding, Encoding::Default);
        assert!(!options.is_packed());
        assert_eq!(
            (options.proto_name("x"), options.json_name("x")),
            ("n".into(), "j".into())
        );
    }

    #[test]
    fn numbers_have_a_range() {
        for bad in [
            "0",
            "-1",
            "536870912",
            "19000",
            "19999",
            "x",
            "1.5",
            "99999999999",
        ] {
            let mut d = Diagnostics::new();
            assert!(
                parse_number(bad.parse().expect("tokens"), &mut d).is_none(),
                "{bad}"
            );
            d.finish().expect_err(bad);
        }
        for good in ["1", "536870911", "18999", "20000", "0x10"] {
            let mut d = Diagnostics::new();
            assert!(
                parse_number(good.parse().expect("tokens"), &mut d).is_some(),
                "{good}"
            );
            d.finish().expect(good);
        }
        assert_eq!(next_free([]), 1);
        assert_eq!(next_free([3, 18_999]), 20_000);
    }
}
