//! The messages that arguments and returns make.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Type};

use super::{Argument, Names, Request, Role, Surroundings};
use crate::attr::cfgs;
use crate::diagnostics::Diagnostics;
use crate::field::{FieldOptions, Number};
use crate::message::model as message;
use crate::reserved::Reserved;
use crate::{doc, name};

pub(super) fn request(
    arguments: &[Argument],
    names: &Names,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
    d: &mut Diagnostics,
) -> Option<Request> {
    if let Some(whole) = arguments
        .iter()
        .find(|argument| matches!(argument.role, Role::Whole))
    {
        if let Some(span) = names.request_given {
            d.push(
                span,
                "`request` names the message that numbered arguments make, and this argument is a message itself",
            );
        }
        if !names.reserved.is_empty() {
            d.push(
                names.ident.span(),
                "`#[rpc(reserved(…))]` is for a request made of numbered arguments: this one is a message, which \
                 reserves by `#[message(reserved(…))]`",
            );
        }
        return Some(Request::Whole(Box::new(whole.ty.clone())));
    }
    let private = around.krate.private();
    let fields = arguments
        .iter()
        .filter_map(|argument| {
            let Role::Field {
                borrowed,
                options,
                number,
            } = &argument.role
            else {
                return None;
            };
            let ty = match borrowed {
                None => argument.ty.clone(),
                Some(borrowed) => owned(borrowed, &private),
            };
            Some(synthesised_field(
                argument.ident.clone(),
                ty,
                &argument.attrs,
                options.clone(),
                *number,
            ))
        })
        .collect();
    Some(Request::Fields(Box::new(synthesised(
        Made::request(names),
        fields,
        attrs,
        around,
    ))))
}

/// A message that a method makes.
pub(super) struct Made<'a> {
    ident: &'a Ident,
    by: &'a Names,
    docs: String,
    reserved: Vec<Reserved>,
}

impl<'a> Made<'a> {
    pub(super) fn request(names: &'a Names) -> Self {
        Self {
            ident: &names.request,
            by: names,
            docs: format!("What `{}` is called with.", names.method),
            reserved: names.reserved.clone(),
        }
    }

    pub(super) fn reply(names: &'a Names, reserved: Vec<Reserved>) -> Self {
        Self {
            ident: &names.response,
            by: names,
            docs: format!("What `{}` returns.", names.method),
            reserved,
        }
    }
}

/// The type that a message owns in place of a borrowed argument.
pub(super) fn owned(borrowed: &Type, private: &TokenStream) -> Type {
    let span = borrowed.span();
    syn::parse_quote_spanned!(span=> <#borrowed as #private::Lend>::Owned)
}

pub(super) fn synthesised(
    made: Made<'_>,
    fields: Vec<message::Field>,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
) -> message::Message {
    let mut kept: Vec<Attribute> = cfgs(attrs);
    kept.push(for_rust_only(&made.docs));
    let method = &made.by.ident;
    let path = format!("{}::{}", name::plain(around.ident), name::plain(method));
    message::Message {
        options: message::Options {
            krate: around.krate.clone(),
            package: around.package.clone(),
            reserved: made.reserved,
            made_by: Some((path, method.span())),
            ..Default::default()
        },
        attrs: kept,
        vis: around.vis.clone(),
        ident: made.ident.clone(),
        generics: syn::Generics::default(),
        unit: false,
        fields,
    }
}

pub(super) fn synthesised_field(
    ident: Ident,
    ty: Type,
    attrs: &[Attribute],
    options: FieldOptions,
    number: Number,
) -> message::Field {
    let mut attrs = attrs.to_vec();
    if doc::text(&attrs).is_empty() {
        let docs = format!("`{}` of the call.", name::plain(&ident));
        attrs.push(for_rust_only(&docs));
    }
    message::Field {
        attrs,
        vis: syn::parse_quote!(pub),
        ident,
        ty,
        member: message::Member::Field { number, options },
    }
}

/// Documentation for Rust's readers: what the user did not write does not go into the contract.
fn for_rust_only(docs: &str) -> Attribute {
    syn::parse_quote!(#[doc = ::core::concat!(#docs)])
}
