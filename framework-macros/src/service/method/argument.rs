//! Arguments: what each is to the call.

use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Attribute, FnArg, Ident, Pat, PatType, Signature, Type};

use super::types::not_owned;
use super::{Argument, Role};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions};
use crate::{name, validate};

/// Lifetimes that the method declares have been refused where they are declared.
pub(super) fn without_own_lifetimes(signature: &Signature) -> Signature {
    struct Eraser(Vec<Ident>);
    impl VisitMut for Eraser {
        fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
            reference
                .lifetime
                .take_if(|lifetime| self.0.contains(&lifetime.ident));
            syn::visit_mut::visit_type_reference_mut(self, reference);
        }
        fn visit_receiver_mut(&mut self, receiver: &mut syn::Receiver) {
            if let Some((_, lifetime)) = &mut receiver.reference {
                lifetime.take_if(|lifetime| self.0.contains(&lifetime.ident));
            }
        }
    }
    let mut signature = signature.clone();
    let lifetimes = signature.generics.lifetimes();
    let mut eraser = Eraser(lifetimes.map(|one| one.lifetime.ident.clone()).collect());
    eraser.visit_signature_mut(&mut signature);
    signature
}

pub(super) fn parse_arguments(signature: &Signature, d: &mut Diagnostics) -> Option<Vec<Argument>> {
    let mut inputs = signature.inputs.iter();
    match inputs.next() {
        Some(FnArg::Receiver(receiver))
            if receiver
                .reference
                .as_ref()
                .is_some_and(|(_, lifetime)| lifetime.is_none())
                && receiver.mutability.is_none()
                && receiver.colon_token.is_none() => {}
        Some(FnArg::Receiver(receiver)) => {
            d.push_spanned(
                receiver,
                "a service method takes `&self`: calls run side by side on one implementation",
            );
        }
        Some(other) => d.push_spanned(other, "a service method takes `&self` first"),
        None => d.push(signature.ident.span(), "a service method takes `&self`"),
    }
    let typed: Vec<&PatType> = inputs
        .filter_map(|input| match input {
            FnArg::Typed(typed) => Some(typed),
            FnArg::Receiver(_) => None,
        })
        .collect();
    let read: Vec<_> = typed
        .iter()
        .map(|typed| FieldOptions::read(&typed.attrs, d))
        .collect();
    let next = field::next_free(
        read.iter()
            .filter_map(|options| Some(options.as_ref()?.number?.value)),
    );
    let wants_numbers = read.iter().any(Option::is_some);
    let mut complete = true;
    let mut arguments: Vec<Argument> = Vec::new();
    for (typed, options) in typed.into_iter().zip(read) {
        match argument(typed, options, wants_numbers, next, d) {
            Some(argument) => arguments.push(argument),
            None => complete = false,
        }
    }
    only_one(
        &arguments,
        |role| matches!(role, Role::Context(_)),
        "a method has one context: leave this one out, or number it with `#[field(…)]` if it is to be sent",
        d,
    );
    only_one(
        &arguments,
        |role| matches!(role, Role::Whole),
        "an argument without a number is the whole request, and there is one already: number each with `#[field(…)]`",
        d,
    );
    complete.then_some(arguments)
}

fn only_one(arguments: &[Argument], is: impl Fn(&Role) -> bool, message: &str, d: &mut Diagnostics) {
    for extra in arguments.iter().filter(|argument| is(&argument.role)).skip(1) {
        d.push(extra.ident.span(), message);
    }
}

fn argument(
    typed: &PatType,
    options: Option<FieldOptions>,
    wants_numbers: bool,
    next: u32,
    d: &mut Diagnostics,
) -> Option<Argument> {
    let Pat::Ident(pattern) = &*typed.pat else {
        d.push_spanned(
            &typed.pat,
            "an argument of a service method has a name, which becomes a field's: take it apart in the implementation",
        );
        return None;
    };
    if let Some(mutable) = &pattern.mutability {
        d.push(
            mutable.span(),
            "an argument of a trait's method cannot be `mut`: write it in the implementation",
        );
    }
    for attr in typed
        .attrs
        .iter()
        .filter(|attr| !attr.path().is_ident("field") && !attr.path().is_ident("validate"))
    {
        let allowed = ["doc", "deprecated", "allow", "expect"]
            .iter()
            .any(|name| attr.path().is_ident(name));
        if !allowed {
            let remedy = if attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr") {
                "a call is the same under every `cfg`: write the method twice, each under its `cfg`"
            } else {
                "only `#[field(…)]`, documentation, `#[deprecated]` and lints stand on an argument; an interceptor stands on the method"
            };
            d.push_spanned(attr.path(), remedy);
        }
    }
    let (ident, ty) = (pattern.ident.clone(), (*typed.ty).clone());
    let borrowed = borrowed(&ty, d)?;
    if options.is_none()
        && !wants_numbers
        && let Some(rules) = typed
            .attrs
            .iter()
            .find(|attr| attr.path().is_ident(validate::NAME))
    {
        d.push_spanned(
            rules.path(),
            "the argument is the whole request: rules stand on the fields of its message",
        );
    }
    let role = match (options, borrowed) {
        (Some(options), borrowed) => {
            if let Some(span) = options.oneof {
                d.push(span, "a oneof cannot be an argument: put it into a message");
                return None;
            }
            let Some(number) = options.number else {
                let silent = d.is_empty();
                if silent {
                    d.push(
                        options.span,
                        format_args!(
                            "argument `{}` has no number: write `#[field({next})]`",
                            name::plain(&ident)
                        ),
                    );
                }
                return None;
            };
            Role::Field {
                borrowed,
                options,
                number,
            }
        }
        (None, Some(context)) => Role::Context(context),
        (None, None) if wants_numbers => {
            d.push(
                ident.span(),
                format_args!(
                    "argument `{}` has no number, while others have: write `#[field({next})]`",
                    name::plain(&ident)
                ),
            );
            return None;
        }
        (None, None) => Role::Whole,
    };
    let is_fields = |attr: &&Attribute| attr.path().is_ident("doc") || attr.path().is_ident("deprecated");
    let attrs = typed.attrs.iter().filter(is_fields).cloned().collect();
    Some(Argument {
        attrs,
        ident,
        ty,
        role,
    })
}

/// What a reference refers to; `None` when it cannot be an argument.
fn borrowed(ty: &Type, d: &mut Diagnostics) -> Option<Option<Type>> {
    match ty {
        Type::Reference(reference) => {
            if let Some(mutable) = &reference.mutability {
                d.push(
                    mutable.span(),
                    "an argument cannot be `&mut`: nothing is sent back through it",
                );
                return None;
            }
            if let Some(lifetime) = &reference.lifetime {
                d.push(
                    lifetime.span(),
                    "an argument is borrowed for the call: write it without a lifetime",
                );
                return None;
            }
            refuse_inner_borrow(&reference.elem, d)?;
            Some(Some((*reference.elem).clone()))
        }
        Type::Paren(inner) => borrowed(&inner.elem, d),
        Type::Group(inner) => borrowed(&inner.elem, d),
        Type::ImplTrait(_) => {
            d.push_spanned(
                ty,
                "an argument has one type on the wire: name it, as in `String` for `impl Into<String>`",
            );
            None
        }
        _ => refuse_inner_borrow(ty, d).map(|()| None),
    }
}

/// The message owns what it holds: an argument may borrow as a whole only.
fn refuse_inner_borrow(ty: &Type, d: &mut Diagnostics) -> Option<()> {
    let Some(span) = not_owned(ty) else {
        return Some(());
    };
    d.push(
        span,
        "an argument may be borrowed as a whole only, `&str` or `&User`: what is inside it is owned",
    );
    None
}
