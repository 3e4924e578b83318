//! One type of no size per method, with its record and the way to its payloads.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::{as_reply, as_request, fallible, full_name, reply_type, request_type};
use crate::path::{at, shown_at};
use crate::service::compress;
use crate::service::method::{self, Idempotency, Method, Reply, Request};
use crate::service::model::Service;
use crate::{name, source, validate};

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
    let (sound, demands) = (sound(service, method), demands(service, method));
    let [receive_request, send_request] =
        ["receive_request", "send_request"].map(|what| as_request(service, method, what));
    let [receive_reply, send_reply] =
        ["receive_reply", "send_reply"].map(|what| as_reply(service, method, what));
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
            #sound
        }

        #demands

        #(#cfgs)*
        impl #private::Method for #marker {
            type Request = #request;
            type Reply = #reply;

            fn state() -> &'static #private::MethodState {
                static STATE: #private::MethodState = #private::MethodState::new(#marker::SPEC);
                &STATE
            }
            fn receive_request<__I: #private::Inspect>(#parameters) -> #received_request {
                #receive_request(__inbound, __inspect)
            }
            fn send_request<__I: #private::Inspect>(
                __request: Self::Request,
                __encoder: #private::Encoder,
                __inspect: &__I,
            ) -> #sent {
                #send_request(__request, __encoder, __inspect)
            }
            fn receive_reply<__I: #private::Inspect>(#parameters) -> #received_reply {
                #receive_reply(__inbound, __inspect)
            }
            fn send_reply<__I: #private::Inspect>(
                __reply: Self::Reply,
                __encoder: #private::Encoder,
                __inspect: &__I,
            ) -> #sent {
                #send_reply(__reply, __encoder, __inspect)
            }
        }
    }
}

fn spec(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let Method {
        name,
        response,
        docs,
        deprecated,
        ..
    } = method;
    let full_name = full_name(service);
    let path = format!("{}::{}", name::plain(&service.ident), name::plain(&method.ident));
    let source = source::named(&path, method.ident.span(), &private);
    let idempotency = match method.idempotency {
        Idempotency::Unknown => quote!(Unknown),
        Idempotency::NoSideEffects => quote!(NoSideEffects),
        Idempotency::Idempotent => quote!(Idempotent),
    };
    let request = match &method.request {
        Request::Fields(message) => demand(service, &message.ident, "Request", "REQUEST"),
        Request::Whole(ty) => demand(service, ty, "Request", "REQUEST"),
    };
    let reply = match (&method.reply, method::result_types(&method.output)) {
        (Reply::Bare, Some((ok, _))) => demand(service, ok, "Reply", "REPLY"),
        _ => {
            let reply = shown_at(method.output.span(), reply_type(service, method));
            demand(service, &reply, "Reply", "REPLY")
        }
    };
    let validates = match method.skips_rules {
        Some(span) => {
            let enabled = validate::enabled(span, &private);
            quote!({ #enabled false })
        }
        None => quote!(true),
    };
    let compress = compress::record(method.compress.as_ref(), &private);
    let timeout = match method.running.timeout.map(|timeout| timeout.as_millis() as u64) {
        Some(millis) => quote! {
            ::core::option::Option::Some(::core::time::Duration::from_millis(#millis))
        },
        None => quote!(::core::option::Option::None),
    };
    quote! {
        #private::MethodSpec {
            name: #name,
            service: #full_name,
            path: ::core::concat!("/", #full_name, "/", #name),
            source: #source,
            empty_reply: #response,
            docs: #docs,
            deprecated: #deprecated,
            idempotency: #private::Idempotency::#idempotency,
            validates: #validates,
            compress: #compress,
            timeout: #timeout,
            request: #request,
            reply: #reply,
        }
    }
}

/// Whether the user's types do, for generated code that is to compile if they do not.
fn sound(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let (request, reply) = (request_type(method), reply_type(service, method));
    let error = fallible(service, method, "Err");
    let asked = [("REQUEST", request), ("REPLY", reply), ("ERROR", error)];
    let constants = asked.map(|(what, ty)| {
        let what = Ident::new(what, Span::call_site());
        quote! {
            const #what: bool = {
                #[allow(unused_imports)]
                use #private::IsNot as _;
                <#private::Is<#ty>>::#what
            };
        }
    });
    quote!(#(#constants)*)
}

/// What the record does not demand of the return type, each once, at the user's token.
fn demands(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let (cfgs, output) = (&method.cfgs, &method.output);
    let result = demand(service, output, "Fallible", "DEMAND");
    let error = match method::result_types(output) {
        Some((_, error)) => demand(service, error, "RpcError", "into_status"),
        None => {
            let error = shown_at(output.span(), fallible(service, method, "Err"));
            demand(service, &error, "RpcError", "into_status")
        }
    };
    let elements = match &method.reply {
        Reply::Fields(message) if message.fields.len() > 1 => {
            let n = message.fields.len();
            method::tuple(output, &private).map(|tuple| {
                let span = at(tuple.span());
                let private = service.krate.private_at(span);
                quote_spanned!(span=> <#tuple as #private::Elements<#n>>::DEMAND)
            })
        }
        _ => None,
    };
    let demands = [Some(result), Some(error), elements].into_iter().flatten();
    demands
        .map(|demand| quote!(#(#cfgs)* const _: () = { let _ = #demand; };))
        .collect()
}

/// `<Type as Trait>::what`, all but the type shown where the type stands: a type that does not do is one error there.
fn demand(service: &Service, ty: &impl ToTokens, role: &str, what: &str) -> TokenStream {
    let span = at(ty.span());
    let private = service.krate.private_at(span);
    let (role, what) = (Ident::new(role, span), Ident::new(what, span));
    quote_spanned!(span=> <#ty as #private::#role>::#what)
}
