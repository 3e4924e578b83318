//! What comes back: the return type, and `#[returns(…)]`.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, ReturnType, Signature, Type};

use super::made::{Made, synthesised, synthesised_field};
use super::types::{elements, fallible, not_owned, result_types};
use super::{Names, Reply, Surroundings};
use crate::attr::{KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions, Number};
use crate::path::shown_at;
use crate::reserved::{self, Reserved};

pub(super) fn output(signature: &Signature, d: &mut Diagnostics) -> Option<Type> {
    match &signature.output {
        ReturnType::Type(_, ty) => match &**ty {
            // Of a `fn` this has been said: it is not `async`.
            Type::ImplTrait(_) if signature.asyncness.is_none() => None,
            Type::ImplTrait(_) => {
                d.push_spanned(
                    ty,
                    "a service method returns `Result<…, E>`: name the message, or `Streaming` of it",
                );
                None
            }
            ty => match not_owned(ty) {
                Some(span) => {
                    d.push(
                        span,
                        "a reply is owned, as it may come over the network: `String` for `&str`",
                    );
                    None
                }
                None => Some(ty.clone()),
            },
        },
        ReturnType::Default => {
            d.push(
                signature.ident.span(),
                "a service method returns `Result<…, E>`: a remote call can always fail",
            );
            None
        }
    }
}

pub(super) fn reply_of(
    output: Option<Type>,
    names: &Names,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
    d: &mut Diagnostics,
) -> Option<Reply> {
    let Some(returns) = attrs.iter().find(|attr| attr.path().is_ident("returns")) else {
        return Some(Reply::Bare);
    };
    let (named, reserved) = read_returns(attrs, returns, d)?;
    let output = output?;
    let ok = result_types(&output).map(|(ok, _)| ok);
    if let Some(Type::Tuple(tuple)) = ok
        && tuple.elems.len() != named.len()
        // `()` is a value of one name.
        && !(tuple.elems.is_empty() && named.len() == 1)
    {
        d.push_spanned(
            tuple,
            format_args!(
                "`#[returns]` names {} value{}, and {} returned",
                named.len(),
                plural(named.len()),
                count(tuple.elems.len())
            ),
        );
        return None;
    }
    let private = around.krate.private();
    let span = ok.map_or_else(|| output.span(), Spanned::span);
    let n = named.len();
    let fields = named
        .into_iter()
        .enumerate()
        .map(|(i, (ident, options, number))| {
            let ty = match (ok, elements(&output, n, &format!("E{i}"), &private)) {
                (Some(ok), _) if n == 1 => ok.clone(),
                (None, _) if n == 1 => {
                    let ok = shown_at(output.span(), fallible(&output, "Ok", &private));
                    syn::parse_quote!(#ok)
                }
                (Some(Type::Tuple(tuple)), _) => tuple.elems[i].clone(),
                (_, element) => {
                    let element = element.map(|element| shown_at(span, element));
                    syn::parse_quote!(#element)
                }
            };
            synthesised_field(ident, ty, &[], options, number)
        });
    Some(Reply::Fields(Box::new(synthesised(
        Made::reply(names, reserved),
        fields.collect(),
        attrs,
        around,
    ))))
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn count(n: usize) -> String {
    match n {
        0 => "nothing is".to_owned(),
        1 => "one is".to_owned(),
        n => format!("{n} are"),
    }
}

/// What `#[returns]` says of one value.
type Value = (Ident, FieldOptions, Number);

/// `#[returns(users = 1, total = 2, reserved(3, "old"))]`
fn read_returns(
    attrs: &[Attribute],
    returns: &Attribute,
    d: &mut Diagnostics,
) -> Option<(Vec<Value>, Vec<Reserved>)> {
    let mut all = attrs.iter().filter(|attr| attr.path().is_ident("returns"));
    if let Some(extra) = all.nth(1) {
        d.push_spanned(extra.path(), "`#[returns]` stands once: name all values in it");
        return None;
    }
    let parts =
        returns.parse_args_with(syn::punctuated::Punctuated::<Part, syn::Token![,]>::parse_terminated);
    let parts = d.ok(parts.map_err(|error| {
        let message = format!("write `#[returns(name = 1)]`: {error}");
        syn::Error::new(error.span(), message)
    }))?;
    let (mut pairs, mut kept) = (Vec::new(), None);
    for part in parts {
        match part {
            Part::Named(ident, number) => pairs.push((ident, number)),
            Part::Reserved(option) if kept.is_none() => kept = Some(option),
            Part::Reserved(option) => d.push(option.key.span(), "`reserved` is given twice"),
        }
    }
    if pairs.is_empty() {
        d.push_spanned(
            returns,
            "write the name and the number of what is returned: `#[returns(name = 1)]`",
        );
        return None;
    }
    let mut named = Vec::new();
    for (ident, number) in pairs {
        let number = field::parse_number(number, d)?;
        let mut options = FieldOptions::numbered(number.value, number.span);
        options.span = ident.span();
        named.push((ident, options, number));
    }
    Some((named, reserved::read(kept, field::NUMBERS, d)))
}

enum Part {
    /// `users = 1`
    Named(Ident, TokenStream),
    /// `reserved(3, "old")`
    Reserved(KeyValue),
}

impl syn::parse::Parse for Part {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let ident: Ident = input.parse()?;
        if ident == "reserved" && input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            return Ok(Self::Reserved(KeyValue {
                key: ident,
                value: OptionValue::List(content.parse()?),
            }));
        }
        input.parse::<syn::Token![=]>()?;
        let mut number = TokenStream::new();
        while !input.is_empty() && !input.peek(syn::Token![,]) {
            number.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(Self::Named(ident, number))
    }
}
