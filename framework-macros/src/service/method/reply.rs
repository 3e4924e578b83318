//! What comes back: the return type, and `#[returns(…)]`.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, ReturnType, Signature, Type};

use super::made::{synthesised, synthesised_field};
use super::types::{elements, fallible, not_owned, result_types};
use super::{Names, Reply, Surroundings};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions, Number};
use crate::path::shown_at;

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
    let named = read_returns(attrs, returns, d)?;
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
        names.response.clone(),
        &names.method,
        "returns",
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

/// `#[returns(users = 1, total = 2)]`
fn read_returns(
    attrs: &[Attribute],
    returns: &Attribute,
    d: &mut Diagnostics,
) -> Option<Vec<(Ident, FieldOptions, Number)>> {
    let mut all = attrs.iter().filter(|attr| attr.path().is_ident("returns"));
    if let Some(extra) = all.nth(1) {
        d.push_spanned(extra.path(), "`#[returns]` stands once: name all values in it");
        return None;
    }
    let pairs =
        returns.parse_args_with(syn::punctuated::Punctuated::<Named, syn::Token![,]>::parse_terminated);
    let pairs = d.ok(pairs.map_err(|error| {
        let message = format!("write `#[returns(name = 1)]`: {error}");
        syn::Error::new(error.span(), message)
    }))?;
    if pairs.is_empty() {
        d.push_spanned(
            returns,
            "write the name and the number of what is returned: `#[returns(name = 1)]`",
        );
        return None;
    }
    let mut named = Vec::new();
    for Named { ident, number } in pairs {
        let number = field::parse_number(number, d)?;
        let mut options = FieldOptions::numbered(number.value, number.span);
        options.span = ident.span();
        named.push((ident, options, number));
    }
    Some(named)
}

struct Named {
    ident: Ident,
    number: TokenStream,
}

impl syn::parse::Parse for Named {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let mut number = TokenStream::new();
        while !input.is_empty() && !input.peek(syn::Token![,]) {
            number.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(Self { ident, number })
    }
}
