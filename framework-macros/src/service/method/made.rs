//! The messages that arguments and returns make.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Type};

use super::{Argument, Names, Request, Role, Surroundings};
use crate::attr::cfgs;
use crate::field::{FieldOptions, Number};
use crate::message::model as message;
use crate::{doc, name};

pub(super) fn request(
    arguments: &[Argument],
    names: &Names,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
) -> Option<Request> {
    if let Some(whole) = arguments
        .iter()
        .find(|argument| matches!(argument.role, Role::Whole))
    {
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
        names.request.clone(),
        &names.method,
        "is called with",
        fields,
        attrs,
        around,
    ))))
}

/// The type that a message owns in place of a borrowed argument.
pub(super) fn owned(borrowed: &Type, private: &TokenStream) -> Type {
    let span = borrowed.span();
    syn::parse_quote_spanned!(span=> <#borrowed as #private::Lend>::Owned)
}

pub(super) fn synthesised(
    ident: Ident,
    of: &str,
    what: &str,
    fields: Vec<message::Field>,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
) -> message::Message {
    let mut kept: Vec<Attribute> = cfgs(attrs);
    kept.push(for_rust_only(&format!("What `{of}` {what}.")));
    message::Message {
        options: message::Options {
            krate: around.krate.clone(),
            package: around.package.clone(),
            ..Default::default()
        },
        attrs: kept,
        vis: around.vis.clone(),
        ident,
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
