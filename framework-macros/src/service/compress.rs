//! `#[compress(gzip, min_size = 512)]` on a method, or on a service for all of its methods.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Ident, LitInt};

use crate::attr::{Args, KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;
use crate::path::{CratePath, at};

use super::running::one;

const NAME: &str = "compress";

/// Its options.
const KNOWN: &[&str] = &["off", "gzip", "zstd", "deflate", "min_size", "level"];

/// The encodings, with the levels that each has.
const ENCODINGS: &[(&str, i32, i32)] = &[("gzip", 0, 9), ("zstd", -7, 22), ("deflate", 0, 9)];

/// What it says.
#[derive(Clone)]
pub(super) struct Compress {
    off: bool,
    /// In the order written, which is that of preference.
    encodings: Vec<Ident>,
    min_size: Option<u32>,
    level: Option<i32>,
}

/// Reads it, if it is there.
pub(super) fn read(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Compress> {
    one(attrs, NAME, d)?;
    let mut args = Args::of(attrs, NAME, KNOWN, d)?;
    args.no_positional("#[compress]", d);
    let off = args.flag("off", d);
    let encodings = encodings(&mut args, d);
    let min_size = args.take("min_size").and_then(|option| number::<u32>(option, d));
    let level = level(args.take("level"), &encodings, d);
    if let Some(off) = off
        && (!encodings.is_empty() || min_size.is_some() || level.is_some())
    {
        d.push(off, "`off` stands alone: nothing is compressed");
    }
    Some(Compress {
        off: off.is_some(),
        encodings,
        min_size: min_size.map(|(_, size)| size),
        level,
    })
}

fn encodings(args: &mut Args, d: &mut Diagnostics) -> Vec<Ident> {
    let names: Vec<_> = ENCODINGS.iter().map(|(name, ..)| *name).collect();
    let named = args.take_each(&names).into_iter();
    named
        .map(|option| {
            if !matches!(option.value, OptionValue::None) {
                d.push(option.key.span(), "an encoding is named and no more");
            }
            option.key
        })
        .collect()
}

fn level(option: Option<KeyValue>, encodings: &[Ident], d: &mut Diagnostics) -> Option<i32> {
    let option = option?;
    let [encoding] = encodings else {
        d.push(
            option.key.span(),
            "a level is that of one encoding: name it, `#[compress(gzip, level = 6)]`",
        );
        return None;
    };
    let (literal, level) = number::<i32>(option, d)?;
    let (name, least, most) = ENCODINGS.iter().find(|(name, ..)| encoding == name)?;
    if !(*least..=*most).contains(&level) {
        d.push_spanned(
            literal,
            format_args!("the levels of {name} go from {least} to {most}"),
        );
    }
    Some(level)
}

fn number<N>(option: KeyValue, d: &mut Diagnostics) -> Option<(LitInt, N)>
where
    N: std::str::FromStr,
    N::Err: std::fmt::Display,
{
    let literal = option.parse::<LitInt>("a number", d)?;
    match literal.base10_parse() {
        Ok(number) => Some((literal, number)),
        Err(error) => {
            d.error(error);
            None
        }
    }
}

/// The record.
pub(super) fn record(compress: Option<&Compress>, private: &TokenStream) -> TokenStream {
    let Some(compress) = compress else {
        return quote!(::core::option::Option::None);
    };
    let off = compress.off;
    let encodings = compress.encodings.iter().map(Ident::to_string);
    let (min_size, level) = (option(compress.min_size), option(compress.level));
    quote! {
        ::core::option::Option::Some(&#private::Compression {
            off: #off,
            encodings: &[#(#encodings),*],
            min_size: #min_size,
            level: #level,
        })
    }
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        None => quote!(::core::option::Option::None),
        Some(value) => quote!(::core::option::Option::Some(#value)),
    }
}

/// What stops the compilation where the feature of an encoding is off.
pub(super) fn enabled(compress: Option<&Compress>, krate: &CratePath) -> TokenStream {
    let encodings = compress.map_or(&[][..], |compress| &compress.encodings).iter();
    encodings
        .map(|encoding| {
            let private = krate.private_at(encoding.span());
            let function = Ident::new(&encoding.to_string(), at(encoding.span()));
            quote_spanned!(at(encoding.span())=> const _: () = #private::encodings::#function();)
        })
        .collect()
}
