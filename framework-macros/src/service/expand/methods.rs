//! One type of no size per method, with its record and the way to its payloads.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{full_name, ok_span, reply_type, request_type};
use crate::path::at;
use crate::service::method::{Idempotency, Method, Request};
use crate::service::model::Service;

/// Every method's type.
pub(super) fn expand(service: &Service) -> TokenStream {
    service
        .methods
        .iter()
        .map(|method| expand_one(service, method))
        .collect()
}

fn expand_one(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let (cfgs, marker) = (&method.cfgs, method.marker());
    let (request, reply) = (request_type(method), reply_type(service, method));
    let spec = spec(service, method);
    let span = request_span(method);
    let as_request = quote_spanned!(span=> <#request as #private::Request>);
    let span = at(ok_span(method));
    let as_reply = quote_spanned!(span=> <#reply as #private::Reply>);
    let parameters = quote!(__inbound: #private::Inbound, __inspect: &__I);
    let received = |ty: TokenStream| quote!(impl ::core::future::Future<Output = ::core::result::Result<#ty, #private::Status>> + ::core::marker::Send);
    let (received_request, received_reply) = (received(quote!(Self::Request)), received(quote!(Self::Reply)));
    let sent = quote!(::core::result::Result<#private::Outbound, #private::Status>);
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        struct #marker;

        #(#cfgs)*
        impl #marker {
            const SPEC: &'static #private::MethodSpec = &#spec;
        }

        #(#cfgs)*
        impl #private::Method for #marker {
            type Request = #request;
            type Reply = #reply;

            fn state() -> &'static #private::MethodState {
                static STATE: #private::MethodState = #private::MethodState::new(#marker::SPEC);
                &STATE
            }
            fn receive_request<__I: #private::Inspect>(#parameters) -> #received_request {
                #as_request::receive_request(__inbound, __inspect)
            }
            fn send_request<__I: #private::Inspect>(
                __request: Self::Request,
                __encoder: #private::Encoder,
                __inspect: &__I,
            ) -> #sent {
                #as_request::send_request(__request, __encoder, __inspect)
            }
            fn receive_reply<__I: #private::Inspect>(#parameters) -> #received_reply {
                #as_reply::receive_reply(__inbound, __inspect)
            }
            fn send_reply<__I: #private::Inspect>(
                __reply: Self::Reply,
                __encoder: #private::Encoder,
                __inspect: &__I,
            ) -> #sent {
                #as_reply::send_reply(__reply, __encoder, __inspect)
            }
        }
    }
}

/// Where the user wrote the request's type.
fn request_span(method: &Method) -> proc_macro2::Span {
    match &method.request {
        Request::Fields(message) => at(message.ident.span()),
        Request::Whole(ty) => at(ty.span()),
    }
}

fn spec(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let Method {
        name,
        docs,
        deprecated,
        ..
    } = method;
    let full_name = full_name(service);
    let idempotency = match method.idempotency {
        Idempotency::Unknown => quote!(Unknown),
        Idempotency::NoSideEffects => quote!(NoSideEffects),
        Idempotency::Idempotent => quote!(Idempotent),
    };
    let (request, reply) = (request_type(method), reply_type(service, method));
    let span = request_span(method);
    let request = quote_spanned!(span=> <#request as #private::Request>::REQUEST);
    let span = at(ok_span(method));
    let reply = quote_spanned!(span=> <#reply as #private::Reply>::REPLY);
    quote! {
        #private::MethodSpec {
            name: #name,
            service: #full_name,
            path: ::core::concat!("/", #full_name, "/", #name),
            docs: #docs,
            deprecated: #deprecated,
            idempotency: #private::Idempotency::#idempotency,
            request: #request,
            reply: #reply,
        }
    }
}
