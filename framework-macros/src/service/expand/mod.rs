//! What a service becomes: the trait, its messages, its records, a server and a client.
//!
//! Generated code names user types through traits, spanned at the user's token and spelled the same everywhere: rustc
//! reports a type that does not do once.

mod client;
pub(super) mod inert;
mod messages;
mod methods;
mod server;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use super::method::{self, Method, Reply, Request};
use super::model::Service;
use crate::{attr, doc, source};

/// Everything that a service becomes.
///
/// The names that users type stand beside the trait; all else hides in a block of its own.
pub(super) fn expand(service: &Service) -> TokenStream {
    let cfgs = attr::cfgs(&service.attrs);
    let private = service.krate.private();
    let item = item(service);
    let messages = messages::expand(service);
    let server = server::types(service);
    let client = client::types(service);
    let methods = methods::expand(service);
    let records = records(service);
    let server_impls = server::impls(service);
    let client_impls = client::impls(service);
    quote! {
        #item
        #messages
        #(#cfgs)*
        #private::server! { #server }
        #(#cfgs)*
        #private::client! { #client }
        #(#cfgs)*
        #[allow(deprecated, missing_docs, clippy::unused_unit)]
        const _: () = {
            #methods
            #records
            #private::server! { #server_impls }
            #private::client! { #client_impls }
        };
    }
}

/// The trait: `async fn` made `Send`, our attributes taken off.
fn item(service: &Service) -> TokenStream {
    let Service {
        attrs, vis, ident, ..
    } = service;
    let methods = service.methods.iter().map(|method| {
        let Method { attrs, ident, output, .. } = method;
        let arguments = arguments(method);
        quote! {
            #(#attrs)*
            fn #ident(&self, #arguments) -> impl ::core::future::Future<Output = #output> + ::core::marker::Send;
        }
    });
    quote! {
        #(#attrs)*
        #vis trait #ident: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#methods)*
        }
    }
}

/// `name: Type, …` as the trait has them.
fn arguments(method: &Method) -> TokenStream {
    let arguments = method.arguments.iter().map(|argument| {
        let (ident, ty) = (&argument.ident, &argument.ty);
        quote!(#ident: #ty)
    });
    quote!(#(#arguments),*)
}

/// `user.UserService`, as a literal.
fn full_name(service: &Service) -> TokenStream {
    let prefix = service.package.prefix(service.ident.span());
    let name = service.proto_name();
    quote!(::core::concat!(#prefix, #name))
}

/// The type that a call sends.
fn request_type(method: &Method) -> TokenStream {
    match &method.request {
        Request::Fields(message) => {
            let ident = &message.ident;
            quote!(#ident)
        }
        Request::Whole(ty) => quote!(#ty),
    }
}

/// `<Output as AnyResult>::what`.
fn fallible(service: &Service, method: &Method, what: &str) -> TokenStream {
    method::fallible(&method.output, what, &service.krate.private())
}

/// `<Err as AnyError>::what`.
fn as_error(service: &Service, method: &Method, what: &str) -> TokenStream {
    let private = service.krate.private();
    let (marker, what) = (method.marker(), Ident::new(what, Span::call_site()));
    let error = fallible(service, method, "Err");
    quote!(<#error as #private::AnyError<{ #marker::ERROR }>>::#what)
}

/// The type that a call answers.
fn reply_type(service: &Service, method: &Method) -> TokenStream {
    match &method.reply {
        Reply::Fields(message) => {
            let ident = &message.ident;
            quote!(#ident)
        }
        Reply::Bare => fallible(service, method, "Ok"),
    }
}

/// `<Request as AnyRequest>::what`.
fn as_request(service: &Service, method: &Method, what: &str) -> TokenStream {
    let private = service.krate.private();
    let (marker, request) = (method.marker(), request_type(method));
    let what = Ident::new(what, Span::call_site());
    quote!(<#request as #private::AnyRequest<{ #marker::REQUEST }>>::#what)
}

/// `<Reply as AnyReply>::what`.
fn as_reply(service: &Service, method: &Method, what: &str) -> TokenStream {
    let private = service.krate.private();
    let (marker, reply) = (method.marker(), reply_type(service, method));
    let what = Ident::new(what, Span::call_site());
    quote!(<#reply as #private::AnyReply<{ #marker::REPLY }>>::#what)
}

/// `<Ok as AnyElements<N>>::what`, where what is returned has several names and is not written as a tuple.
fn elements(service: &Service, method: &Method, what: &str) -> Option<TokenStream> {
    let Reply::Fields(message) = &method.reply else {
        return None;
    };
    let private = service.krate.private();
    method::elements(&method.output, message.fields.len(), what, &private)
}

/// The service's record, where the registry finds it.
fn records(service: &Service) -> TokenStream {
    let private = service.krate.private();
    let name = service.proto_name();
    let full_name = full_name(service);
    let package = service.package.spec(&service.krate, service.ident.span());
    let source = source::spec(&service.ident, &private);
    let docs = doc::text(&service.attrs);
    let deprecated = attr::is_deprecated(&service.attrs);
    let methods = service.methods.iter().map(|method| {
        let (cfgs, marker) = (&method.cfgs, method.marker());
        quote!(#(#cfgs)* #marker::SPEC)
    });
    quote! {
        const __SERVICE: &#private::ServiceSpec = &#private::ServiceSpec {
            name: #name,
            full_name: #full_name,
            package: #package,
            source: #source,
            docs: #docs,
            deprecated: #deprecated,
            methods: &[#(#methods),*],
        };
        #private::inventory::submit! { #private::Root(__SERVICE) }
    }
}
