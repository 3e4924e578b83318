//! What a faulty service becomes: all its names, so that code which uses them has nothing to add.
//!
//! The trait is written as the user has it, for the user's implementations to match. Methods that are sound keep their
//! messages and records, so that mistakes in their types are reported at once with the others.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    FnArg, GenericArgument, ItemTrait, Pat, PathArguments, ReturnType, Signature, TraitItem, TraitItemFn,
    Type, TypeParamBound,
};

use super::{client, messages, methods, records, server};
use crate::message::model::Message;
use crate::service::interceptor;
use crate::service::method::{self, Method};
use crate::service::model::Service;
use crate::{attr, message};

/// Everything that a faulty service becomes.
pub(crate) fn expand(mut service: Service, item: &ItemTrait) -> TokenStream {
    service.faulty = true;
    service.methods.retain(|method| !method.faulty);
    let private = service.krate.private();
    let cfgs = attr::cfgs(&service.attrs);
    let messages = all_messages(&service, item);
    let item = &normal(&service, item);
    let (server, client) = (server::types(&service), client::types(&service));
    let methods = methods::expand(&service);
    let records = records(&service);
    let server_impls = server::impls(&service);
    let client_impl = client_impl(&service, item);
    quote! {
        #[allow(dead_code, unused_variables)]
        #item
        #messages
        #(#cfgs)*
        #private::server! { #server }
        #(#cfgs)*
        #private::client! { #client }
        #(#cfgs)*
        #[allow(deprecated, missing_docs, dead_code)]
        const _: () = {
            #methods
            #records
            #private::server! { #server_impls }
            #private::client! { #client_impl }
        };
    }
}

/// The trait as the user has it, but for what rustc would complain of as well.
fn normal(service: &Service, item: &ItemTrait) -> ItemTrait {
    let mut item = item.clone();
    item.attrs = service.attrs.clone();
    item.auto_token = None;
    item.colon_token = Some(Default::default());
    for bound in [
        quote!(::core::marker::Sized),
        quote!(::core::marker::Send),
        quote!(::core::marker::Sync),
        quote!('static),
    ] {
        item.supertraits.push(syn::parse_quote!(#bound));
    }
    let mut seen = HashSet::new();
    item.items.retain(|item| match item {
        TraitItem::Fn(method) => {
            !attr::cfgs(&method.attrs).is_empty() || seen.insert(method.sig.ident.to_string())
        }
        _ => true,
    });
    for item in &mut item.items {
        let TraitItem::Fn(method) = item else { continue };
        method
            .attrs
            .retain(|attr| interceptor::is_rusts(attr) && !attr.path().is_ident("cfg_attr"));
        if method.sig.asyncness.is_some() && method.default.is_some() {
            method.default = Some(syn::parse_quote!({ ::core::future::pending() }));
        }
        method.sig = signature(&method.sig);
    }
    item
}

/// A signature without our attributes, `async fn` made `Send`.
fn signature(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    signature.constness = None;
    signature.variadic = None;
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                receiver.attrs.clear();
                if receiver.reference.is_none() {
                    receiver.mutability = None;
                }
            }
            FnArg::Typed(typed) => {
                typed.attrs.retain(|attr| attr.path().is_ident("cfg"));
                let pattern = match &*typed.pat {
                    Pat::Ident(pattern) => {
                        let ident = &pattern.ident;
                        quote!(#ident)
                    }
                    _ => quote!(_),
                };
                *typed.pat = Pat::Verbatim(pattern);
            }
        }
    }
    // What comes in by a type parameter need not be `Send`.
    let is_generic = signature.generics.type_params().next().is_some()
        || signature
            .inputs
            .iter()
            .any(|input| matches!(input, FnArg::Typed(typed) if method::is_opaque(&typed.ty)));
    let send = (!is_generic).then(|| quote!(+ ::core::marker::Send));
    if signature.asyncness.take().is_some() {
        let output: Type = match &signature.output {
            ReturnType::Default => syn::parse_quote!(()),
            ReturnType::Type(_, ty) => (**ty).clone(),
        };
        signature.output = syn::parse_quote! {
            -> impl ::core::future::Future<Output = #output> #send
        };
    }
    signature
}

/// Messages of sound methods as ever; those of faulty ones as far as they can be read.
fn all_messages(service: &Service, item: &ItemTrait) -> TokenStream {
    let mut written: HashSet<String> = service
        .methods
        .iter()
        .flat_map(Method::messages)
        .map(|message| message.ident.to_string())
        .collect();
    let sound: HashSet<String> = service
        .methods
        .iter()
        .map(|method| method.ident.to_string())
        .collect();
    let mut out = messages::expand(service);
    for item in &item.items {
        let TraitItem::Fn(method) = item else { continue };
        if sound.contains(&method.sig.ident.to_string()) {
            continue;
        }
        for message in method::guess_messages(method, &service.surroundings()) {
            if written.insert(message.ident.to_string()) {
                out.extend(guessed(&message));
            }
        }
    }
    out
}

fn guessed(message: &Message) -> TokenStream {
    let item = messages::item(message);
    let impls = message::expand::inert(message);
    let conveniences = messages::conveniences(message);
    quote!(#item #impls #conveniences)
}

/// The trait on the client, for those who hand it to what wants the trait; left out where nobody can write it.
fn client_impl(service: &Service, item: &ItemTrait) -> TokenStream {
    let items: Option<Vec<_>> = item.items.iter().map(client_item).collect();
    let Some(items) = items else {
        return TokenStream::new();
    };
    let (ident, client) = (&service.ident, service.named("Client"));
    let (params, args, bounds) = item.generics.split_for_impl();
    let bounds = bounds.map(|bounds| &bounds.predicates);
    let supertraits = (!item.supertraits.is_empty()).then(|| {
        let supertraits = &item.supertraits;
        // Higher-ranked, because a bound that is plainly false would be an error.
        quote!(for<'__a> #client: #supertraits,)
    });
    let unsafety = &item.unsafety;
    quote! {
        #[allow(unused_variables, clippy::all)]
        #unsafety impl #params #ident #args for #client where #supertraits #bounds {
            #(#items)*
        }
    }
}

fn client_item(item: &TraitItem) -> Option<TokenStream> {
    match item {
        TraitItem::Fn(method) if hides_reply(&method.sig.output) => None,
        TraitItem::Fn(method) => Some(client_method(method)),
        TraitItem::Const(constant) if constant.default.is_none() => {
            let (cfgs, ident, ty) = (attr::cfgs(&constant.attrs), &constant.ident, &constant.ty);
            Some(quote!(#(#cfgs)* const #ident: #ty = ::core::unreachable!();))
        }
        TraitItem::Const(_) => Some(TokenStream::new()),
        TraitItem::Type(ty) if ty.bounds.is_empty() && ty.generics.params.is_empty() => {
            let (cfgs, ident) = (attr::cfgs(&ty.attrs), &ty.ident);
            Some(quote!(#(#cfgs)* type #ident = ();))
        }
        _ => None,
    }
}

/// Whether there is an `impl Trait` within the `impl Future`: which type stands behind it, nobody knows.
fn hides_reply(output: &ReturnType) -> bool {
    let ReturnType::Type(_, ty) = output else {
        return false;
    };
    let Type::ImplTrait(future) = &**ty else {
        return false;
    };
    future.bounds.iter().any(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return false;
        };
        let arguments = bound.path.segments.last().map(|segment| &segment.arguments);
        let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
            return false;
        };
        arguments.args.iter().any(|argument| match argument {
            GenericArgument::AssocType(output) => method::is_opaque(&output.ty),
            _ => false,
        })
    })
}

fn client_method(method: &TraitItemFn) -> TokenStream {
    let cfgs = attr::cfgs(&method.attrs);
    let signature = signature(&method.sig);
    let body = match &signature.output {
        ReturnType::Type(_, ty) if matches!(**ty, Type::ImplTrait(_)) => quote!(::core::future::pending()),
        _ => quote!(::core::unreachable!("this service does not compile")),
    };
    quote!(#(#cfgs)* #signature { #body })
}
