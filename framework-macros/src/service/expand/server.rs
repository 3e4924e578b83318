//! The server: an implementation and its interceptors, as a tower service.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::{as_error, elements, fallible, full_name};
use crate::name;
use crate::path::at;
use crate::service::compress;
use crate::service::interceptor::Interceptor;
use crate::service::method::{Argument, Method, Reply, Request, Role};
use crate::service::model::Service;
use crate::service::running::Place;

/// The types that stand beside the trait.
pub(super) fn types(service: &Service) -> TokenStream {
    let private = service.krate.private();
    let (vis, ident) = (&service.vis, &service.ident);
    let (server, interceptors) = (service.named("Server"), service.interceptors_type());
    let (name, bound) = (name::plain(ident), service.bound());
    let docs = format!(
        "Serves an implementation of [`{name}`]: mounts in `traitwire::Server`, and in any tower server that takes \
         gRPC services, such as tonic's."
    );
    let fields = slots(service).map(|slot| {
        let Slot {
            cfgs,
            field,
            interceptor,
        } = slot;
        let ty = &interceptor.ty;
        quote!(#(#cfgs)* #field: #ty)
    });
    quote! {
        #[doc(hidden)]
        #vis struct #interceptors {
            #(#fields,)*
        }

        #[doc = #docs]
        #vis struct #server<__T> {
            __shared: ::std::sync::Arc<#private::Shared<__T, #interceptors>>,
        }

        #[allow(deprecated)]
        impl<__T: #bound> #server<__T> {
            /// Serves `service`.
            #vis fn new(service: __T) -> Self {
                Self::from_arc(::std::sync::Arc::new(service))
            }

            /// Serves a `service` that others hold too.
            #vis fn from_arc(service: ::std::sync::Arc<__T>) -> Self {
                Self { __shared: #private::Shared::new(service) }
            }

            /// Starts the declared interceptors with what they need: for servers other than `traitwire::Server`, which
            /// does it itself. `traitwire::service` has an example of tonic and one of axum, and says what is not there.
            ///
            /// # Errors
            /// The first interceptor that lacks something, and what.
            #vis fn start(self, resources: &#private::Resources) -> ::core::result::Result<Self, #private::Error> {
                self.__shared.started(resources).map(|__shared| Self { __shared })
            }
        }

        impl<__T> ::core::clone::Clone for #server<__T> {
            fn clone(&self) -> Self {
                Self { __shared: ::core::clone::Clone::clone(&self.__shared) }
            }
        }

        impl<__T> ::core::fmt::Debug for #server<__T> {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.write_str(::core::stringify!(#server))
            }
        }
    }
}

/// Where one interceptor lives.
struct Slot<'a> {
    /// Of the method it stands on.
    cfgs: &'a [syn::Attribute],
    field: syn::Ident,
    interceptor: &'a Interceptor,
}

fn slots(service: &Service) -> impl Iterator<Item = Slot<'_>> {
    let own = service_slots(service);
    own.chain(
        service
            .methods
            .iter()
            .enumerate()
            .flat_map(|(i, method)| method_slots(i, method)),
    )
}

fn service_slots(service: &Service) -> impl Iterator<Item = Slot<'_>> {
    service
        .interceptors
        .iter()
        .enumerate()
        .map(|(i, interceptor)| Slot {
            cfgs: &[],
            field: format_ident!("__service_{i}"),
            interceptor,
        })
}

fn method_slots(method_index: usize, method: &Method) -> impl Iterator<Item = Slot<'_>> {
    method
        .interceptors
        .iter()
        .enumerate()
        .map(move |(i, interceptor)| Slot {
            cfgs: &method.cfgs,
            field: format_ident!("__method_{method_index}_{i}"),
            interceptor,
        })
}

/// The impls that make the server work; of a faulty service, without the way to the implementation.
pub(super) fn impls(service: &Service) -> TokenStream {
    let interceptors = interceptors_impl(service);
    let handles = service
        .methods
        .iter()
        .enumerate()
        .filter(|_| !service.faulty)
        .map(|(i, method)| handle_impl(service, i, method));
    let serve = service_impls(service);
    quote! {
        #interceptors
        #(#handles)*
        #serve
    }
}

fn interceptors_impl(service: &Service) -> TokenStream {
    let private = service.krate.private();
    let ty = service.interceptors_type();
    let made = slots(service).map(|slot| {
        let Slot {
            cfgs,
            field,
            interceptor,
        } = slot;
        let (ty, names) = (&interceptor.ty, interceptor.fields.iter().map(|(name, _)| name));
        let values = interceptor.fields.iter().map(|(_, value)| value);
        let span = at(ty.span());
        let default = quote_spanned!(span=> <#ty as ::core::default::Default>::default());
        if interceptor.fields.is_empty() {
            quote!(#(#cfgs)* #field: #default)
        } else {
            quote!(#(#cfgs)* #field: { let mut __it = #default; #(__it.#names = #values;)* __it })
        }
    });
    let started = slots(service).map(|slot| {
        let Slot { cfgs, field, .. } = slot;
        quote!(#(#cfgs)* #private::Slot(&mut self.#field).begin(__resources)?;)
    });
    let enabled = slots(service).map(|slot| {
        let (cfgs, ty) = (slot.cfgs, &slot.interceptor.ty);
        let span = at(ty.span());
        quote_spanned!(span=> #(#cfgs)* const _: () = #private::enabled::<#ty>();)
    });
    let encodings = service.methods.iter().map(|method| {
        let enabled = compress::enabled(method.compress.as_ref(), &service.krate);
        let cfgs = &method.cfgs;
        (!enabled.is_empty()).then(|| quote!(#(#cfgs)* const _: () = { #enabled };))
    });
    quote! {
        #(#enabled)*
        #(#encodings)*
        #[allow(clippy::field_reassign_with_default)]
        impl #private::Interceptors for #ty {
            fn fresh() -> Self {
                Self { #(#made,)* }
            }
            fn start(&mut self, __resources: &#private::Resources) -> ::core::result::Result<(), #private::Error> {
                #[allow(unused_imports)]
                use #private::Unsound as _;
                let _ = __resources;
                #(#started)*
                ::core::result::Result::Ok(())
            }
        }
    }
}

fn handle_impl(service: &Service, index: usize, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let (bound, cfgs, marker) = (service.bound(), &method.cfgs, method.marker());
    let interceptors = service.interceptors_type();
    let slots: Vec<_> = service_slots(service)
        .chain(method_slots(index, method))
        .map(|slot| slot.field)
        .collect();
    let chain = slots.iter().rev().fold(
        quote!(()),
        |inner, field| quote!((#private::Slot(&__interceptors.#field).link(), #inner)),
    );
    let call = call(service, method);
    let place = method.running.place.map(|place| {
        let place = match place {
            Place::Task => quote!(Task),
            Place::Blocking => quote!(Blocking),
        };
        quote!(const PLACE: #private::Place = #private::Place::#place;)
    });
    quote! {
        #(#cfgs)*
        impl<__T: #bound> #private::Handle<__T> for #marker {
            type Interceptors = #interceptors;
            #place

            fn chain(__interceptors: &#interceptors) -> impl #private::Chain {
                #[allow(unused_imports)]
                use #private::Unsound as _;
                let _ = __interceptors;
                #chain
            }
            async fn call(
                __service: &__T,
                __ctx: &#private::Context,
                __request: <Self as #private::Method>::Request,
            ) -> ::core::result::Result<<Self as #private::Method>::Reply, #private::Status> {
                #call
            }
        }
    }
}

fn call(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let (trait_ident, method_ident) = (&service.ident, &method.ident);
    let arguments = method.arguments.iter().map(|argument| pass(argument, &private));
    let into_result = fallible(service, method, "into_result");
    let into_status = as_error(service, method, "into_status");
    let reply = match &method.reply {
        Reply::Bare => quote!(__ok),
        Reply::Fields(message) => {
            let ident = &message.ident;
            let fields: Vec<_> = message.fields.iter().map(|field| &field.ident).collect();
            match &fields[..] {
                [field] => quote!(#ident { #field: __ok }),
                fields => {
                    let parts: Vec<_> = (0..fields.len()).map(|i| format_ident!("__part_{i}")).collect();
                    let (split, rest) = match elements(service, method, "split") {
                        Some(split) => (quote!(#split(__ok)), quote!(..)),
                        None => (quote!(__ok), TokenStream::new()),
                    };
                    quote!({ let (#(#parts,)* #rest) = #split; #ident { #(#fields: #parts,)* } })
                }
            }
        }
    };
    let unused = matches!(&method.request, Request::Fields(message) if message.fields.is_empty());
    let unused = unused.then(|| quote!(let _ = __request;));
    quote! {
        #unused
        let __output = <__T as #trait_ident>::#method_ident(__service, #(#arguments),*).await;
        match #into_result(__output) {
            ::core::result::Result::Ok(__ok) => ::core::result::Result::Ok(#reply),
            ::core::result::Result::Err(__error) => ::core::result::Result::Err(#into_status(__error)),
        }
    }
}

/// What the handler is given for an argument.
fn pass(argument: &Argument, private: &TokenStream) -> TokenStream {
    let ident = &argument.ident;
    match &argument.role {
        Role::Context(ty) => {
            let span = at(ty.span());
            quote_spanned!(span=> <#ty as #private::IsContext>::of(__ctx))
        }
        Role::Whole => quote!(__request),
        Role::Field { borrowed: None, .. } => quote!(__request.#ident),
        Role::Field {
            borrowed: Some(ty), ..
        } => {
            let span = at(ty.span());
            quote_spanned!(span=> <#ty as #private::Lend>::lend(&__request.#ident))
        }
    }
}

fn service_impls(service: &Service) -> TokenStream {
    let private = service.krate.private();
    let (bound, server) = (service.bound(), service.named("Server"));
    let full_name = full_name(service);
    let reachable = service.methods.iter().filter(|_| !service.faulty);
    let arms = reachable.map(|method| {
        let (cfgs, name, marker) = (&method.cfgs, &method.name, method.marker());
        quote! {
            #(#cfgs)*
            ::core::option::Option::Some(#name) => {
                #private::serve::<__T, #marker, __W>(&self.__shared, __server, __origin, __request)
            }
        }
    });
    quote! {
        impl<__T: #bound> #private::Service for #server<__T> {
            const SPEC: &'static #private::ServiceSpec = __SERVICE;

            fn start_unless_started(
                self,
                __resources: &#private::Resources,
            ) -> ::core::result::Result<Self, #private::Error> {
                if self.__shared.is_started() {
                    return ::core::result::Result::Ok(self);
                }
                self.start(__resources)
            }
            fn serve<__W: #private::Stack>(
                &self,
                __server: &::std::sync::Arc<__W>,
                __origin: &#private::Origin,
                __request: #private::http::Request<#private::Body>,
            ) -> #private::ResponseFuture {
                match #private::method_name(__request.uri().path(), #full_name) {
                    #(#arms)*
                    _ => #private::unknown_method(__request),
                }
            }
        }

        impl<__T: #bound, __B> #private::tower_service::Service<#private::http::Request<__B>> for #server<__T>
        where
            __B: #private::http_body::Body<Data = #private::prost::bytes::Bytes> + ::core::marker::Send + 'static,
            __B::Error: ::core::convert::Into<#private::BoxError>,
        {
            type Response = #private::http::Response<#private::Body>;
            type Error = ::core::convert::Infallible;
            type Future = #private::Infallible;

            fn poll_ready(
                &mut self,
                _: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<::core::result::Result<(), ::core::convert::Infallible>> {
                ::core::task::Poll::Ready(::core::result::Result::Ok(()))
            }
            fn call(&mut self, __request: #private::http::Request<__B>) -> #private::Infallible {
                #private::answer(self, __request)
            }
        }

        impl<__T: #bound> #private::NamedService for #server<__T> {
            const NAME: &'static str = #full_name;
        }
    }
}
