//! What a oneof is, in owned nouns with spans.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, ItemEnum, Type};

use crate::attr::Args;
use crate::diagnostics::Diagnostics;
use crate::fallback;
use crate::field::{self, FieldOptions, Number};
use crate::message::model::{missing_number, refuse_generics};
use crate::name;
use crate::path::CratePath;

/// A oneof.
pub(crate) struct Oneof {
    pub krate: CratePath,
    /// What is written again: the enum without our attributes.
    pub item: ItemEnum,
    pub members: Vec<Member>,
}

/// A variant.
pub(crate) struct Member {
    pub attrs: Vec<Attribute>,
    pub ident: Ident,
    pub ty: Type,
    pub number: Number,
    pub options: FieldOptions,
}

impl Member {
    /// The name in Rust's convention for fields.
    pub(crate) fn snake_name(&self) -> String {
        name::snake(&name::plain(&self.ident))
    }

    /// The name in `.proto`.
    pub(crate) fn proto_name(&self) -> String {
        self.options.proto_name(&self.snake_name())
    }
}

/// Reads `#[oneof(args)] item`.
pub(crate) fn parse(args: TokenStream, item: &ItemEnum, d: &mut Diagnostics) -> Oneof {
    let mut args = Args::parse(args, "#[oneof]", &["crate"], d);
    args.no_positional("#[oneof]", d);
    refuse_generics(&item.generics, d);
    let read: Vec<_> = item
        .variants
        .iter()
        .map(|variant| (variant, FieldOptions::read(&variant.attrs, d)))
        .collect();
    let numbers = read
        .iter()
        .filter_map(|(_, options)| Some(options.as_ref()?.number?.value));
    let next = field::next_free(numbers);
    let members = read
        .into_iter()
        .filter_map(|(variant, options)| parse_member(variant, options, next, d))
        .collect();
    let mut stripped = item.clone();
    for variant in &mut stripped.variants {
        fallback::strip(&mut variant.attrs, field::OURS);
    }
    Oneof {
        krate: args.crate_path(d),
        item: stripped,
        members,
    }
}

fn parse_member(
    variant: &syn::Variant,
    options: Option<FieldOptions>,
    next: u32,
    d: &mut Diagnostics,
) -> Option<Member> {
    let ty = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let inner = &fields.unnamed[0];
            for attr in inner.attrs.iter().filter(|attr| attr.path().is_ident("field")) {
                d.push_spanned(attr.path(), "`#[field]` stands on the variant of a oneof");
            }
            Some(inner.ty.clone())
        }
        Fields::Unit => {
            d.push(
                variant.ident.span(),
                "a member of a oneof holds one value; for one that says nothing else write `()`",
            );
            None
        }
        fields => {
            d.push(
                fields.span(),
                "a member of a oneof holds one value; several make a `#[message]` of their own",
            );
            None
        }
    };
    if let Some((_, discriminant)) = &variant.discriminant {
        d.push_spanned(
            discriminant,
            "the number of a oneof's member is written `#[field(1)]`",
        );
    }
    if let Some(span) = options
        .as_ref()
        .and_then(|options| options.rules.as_ref()?.own.required)
    {
        d.push(
            span,
            "a member of a oneof is there or another one is: write `#[validate(required)]` on the message's field that \
             holds the oneof",
        );
    }
    let number = options.as_ref().and_then(|options| options.number);
    let (Some(options), Some(number)) = (options, number) else {
        if field::lacks_number(&variant.attrs) {
            missing_number(&variant.ident, next, d);
        }
        return None;
    };
    Some(Member {
        attrs: variant.attrs.clone(),
        ident: variant.ident.clone(),
        ty: ty?,
        number,
        options,
    })
}
