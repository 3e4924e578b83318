//! What a service becomes: the trait, its messages, its records, a server and a client.
//!
//! Generated code names user types through traits, spanned at the user's token and spelled the same everywhere: rustc
//! reports a type that does not do once.

mod client;
mod messages;
mod methods;
mod server;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::method::{Method, Reply, Request};
use super::model::Service;
use crate::path::at;
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

/// Types of the generated names, where the trait is faulty.
pub(super) fn inert(service: &Service) -> TokenStream {
    let vis = &service.vis;
    let cfgs = attr::cfgs(&service.attrs);
    let (server, client) = (service.named("Server"), service.named("Client"));
    quote! {
        #(#cfgs)*
        #[allow(dead_code, missing_docs)]
        #vis struct #server<T>(::core::marker::PhantomData<T>);
        #(#cfgs)*
        #[allow(dead_code, missing_docs)]
        #vis struct #client(());
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

/// `<Output as Fallible>`, at the user's return type.
fn fallible(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let output = &method.output;
    let span = at(syn::spanned::Spanned::span(output));
    quote_spanned!(span=> <#output as #private::Fallible>)
}

/// The type that a call answers.
fn reply_type(service: &Service, method: &Method) -> TokenStream {
    match &method.reply {
        Reply::Fields(message) => {
            let ident = &message.ident;
            quote!(#ident)
        }
        Reply::Bare => {
            let fallible = fallible(service, method);
            let span = at(ok_span(method));
            quote_spanned!(span=> #fallible::Ok)
        }
    }
}

/// Where the user wrote what is returned: the first argument of the return type, if it has any.
fn ok_span(method: &Method) -> proc_macro2::Span {
    generic_span(&method.output, 0)
}

/// Where the user wrote the error: the last argument of the return type, if it has any.
fn err_span(method: &Method) -> proc_macro2::Span {
    generic_span(&method.output, 1)
}

fn generic_span(output: &syn::Type, index: usize) -> proc_macro2::Span {
    use syn::spanned::Spanned as _;
    let argument = match output {
        syn::Type::Path(path) => match path.path.segments.last().map(|last| &last.arguments) {
            Some(syn::PathArguments::AngleBracketed(arguments)) => arguments.args.iter().nth(index),
            _ => None,
        },
        _ => None,
    };
    argument.map_or_else(|| output.span(), |argument| argument.span())
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
