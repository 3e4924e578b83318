//! The client: a channel that implements the trait.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{arguments, as_error, elements, fallible};
use crate::name;
use crate::path::at;
use crate::service::method::{Method, Reply, Request, Role};
use crate::service::model::Service;

/// The type that stands beside the trait.
pub(super) fn types(service: &Service) -> TokenStream {
    let private = service.krate.private();
    let (vis, ident) = (&service.vis, &service.ident);
    let (client, server) = (service.named("Client"), service.named("Server"));
    let (trait_name, bound) = (name::plain(ident), service.bound());
    let docs =
        format!("Calls a [`{trait_name}`] elsewhere; it implements the trait itself. Cloning it is cheap.");
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        #vis struct #client {
            __client: #private::Client,
        }

        impl #client {
            /// Connects to a server, `http://host:50051`.
            ///
            /// # Errors
            /// When the address is none, or nobody answers there.
            #vis async fn connect(
                address: impl ::core::convert::AsRef<str>,
            ) -> ::core::result::Result<Self, #private::Error> {
                ::core::result::Result::Ok(Self { __client: #private::Client::connect(address.as_ref()).await? })
            }

            /// Calls through `channel`: a `tonic::transport::Channel`, or anything else that carries gRPC.
            #vis fn new<__C>(channel: __C) -> Self
            where
                __C: #private::GrpcService<#private::TonicBody>
                    + ::core::clone::Clone
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static,
                __C::Future: ::core::marker::Send,
                __C::ResponseBody: #private::http_body::Body<Data = #private::prost::bytes::Bytes>
                    + ::core::marker::Send
                    + 'static,
                <__C::ResponseBody as #private::http_body::Body>::Error: ::core::convert::Into<#private::BoxError>,
            {
                Self { __client: #private::Client::new(channel) }
            }

            /// A client that sends this pair of metadata with every call. A key that ends in `-bin` is binary and
            /// goes with a call's own context.
            #[must_use]
            #vis fn with_metadata(
                &self,
                key: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self { __client: self.__client.with_metadata(key.as_ref(), value.as_ref()) }
            }

            /// A client whose calls are to be over within `timeout`, unless they say otherwise themselves.
            #[must_use]
            #vis fn with_timeout(&self, timeout: ::core::time::Duration) -> Self {
                Self { __client: self.__client.with_timeout(timeout) }
            }

            /// A client whose requests are compressed, those of 1 KiB and more. The server has to understand the
            /// encoding: it cannot be asked.
            #[must_use]
            #vis fn with_compression(&self, encoding: #private::Encoding) -> Self {
                Self { __client: self.__client.with_compression(encoding) }
            }
        }

        #private::server! {
            #[allow(deprecated)]
            impl #client {
                /// Calls a server in this process: through its codec and its interceptors, without a socket.
                #vis fn local<__T: #bound>(server: #server<__T>) -> Self {
                    Self { __client: #private::Client::local(server) }
                }
            }
        }
    }
}

/// The trait, implemented by calling.
pub(super) fn impls(service: &Service) -> TokenStream {
    let (ident, client) = (&service.ident, service.named("Client"));
    let methods = service.methods.iter().map(|method| call(service, method));
    quote! {
        impl #ident for #client {
            #(#methods)*
        }
    }
}

fn call(service: &Service, method: &Method) -> TokenStream {
    let private = service.krate.private();
    let Method {
        cfgs, ident, output, ..
    } = method;
    let parameters = arguments(method);
    let context = context(method, &private);
    let Outgoing {
        prepare,
        call,
        request,
    } = request(method, &context, &private);
    let from_result = fallible(service, method, "from_result");
    let from_status = as_error(service, method, "from_status");
    let unwrapped = unwrap(service, method);
    quote! {
        #(#cfgs)*
        async fn #ident(&self, #parameters) -> #output {
            #prepare
            let __reply = self.__client.#call(#request).await;
            #from_result(match __reply {
                ::core::result::Result::Ok(__reply) => ::core::result::Result::Ok(#unwrapped),
                ::core::result::Result::Err(__status) => {
                    ::core::result::Result::Err(#from_status(__status))
                }
            })
        }
    }
}

/// The context that the caller passes, if the method takes one.
fn context(method: &Method, private: &TokenStream) -> TokenStream {
    let context = method.arguments.iter().find_map(|argument| match &argument.role {
        Role::Context(ty) => {
            let (ident, span) = (&argument.ident, at(ty.span()));
            Some(quote_spanned!(span=> ::core::option::Option::Some(<#ty as #private::IsContext>::as_context(#ident))))
        }
        _ => None,
    });
    context.unwrap_or_else(|| quote!(::core::option::Option::None))
}

/// What goes out: the argument that is the request, a message made of arguments, or borrowed arguments as they are.
fn request(method: &Method, context: &TokenStream, private: &TokenStream) -> Outgoing {
    let marker = method.marker();
    let message = match &method.request {
        Request::Whole(_) => {
            let whole = method
                .arguments
                .iter()
                .find(|argument| matches!(argument.role, Role::Whole));
            let ident = whole.map(|argument| &argument.ident);
            return Outgoing {
                prepare: TokenStream::new(),
                call: quote!(call::<#marker>),
                request: quote!(#context, #ident),
            };
        }
        Request::Fields(message) => message,
    };
    let is_borrowed = |role: &Role| {
        matches!(
            role,
            Role::Field {
                borrowed: Some(_),
                ..
            }
        )
    };
    if method
        .arguments
        .iter()
        .any(|argument| is_borrowed(&argument.role))
    {
        return borrowed(method, context, private);
    }
    let (ident, fields) = (&message.ident, message.fields.iter().map(|field| &field.ident));
    Outgoing {
        prepare: TokenStream::new(),
        call: quote!(call::<#marker>),
        request: quote!(#context, #ident { #(#fields,)* }),
    }
}

/// How a call is made.
struct Outgoing {
    prepare: TokenStream,
    /// The client's function.
    call: TokenStream,
    /// Its arguments.
    request: TokenStream,
}

/// A struct of the arguments, borrowed, that encodes as the request does.
fn borrowed(method: &Method, context: &TokenStream, private: &TokenStream) -> Outgoing {
    let marker = method.marker();
    let mut fields = Vec::new();
    let mut names = Vec::new();
    let mut puts = Vec::new();
    for argument in &method.arguments {
        let Role::Field {
            borrowed,
            options,
            number,
        } = &argument.role
        else {
            continue;
        };
        let (ident, ty) = (&argument.ident, &argument.ty);
        let (encoding, key) = (
            options.encoding.tokens(private),
            options.key_encoding.tokens(private),
        );
        let (packed, value) = (options.is_packed(), number.value);
        let arguments = quote!(#encoding, #key, #packed);
        names.push(ident);
        puts.push((value, match borrowed {
            None => {
                fields.push(quote!(#ident: #ty));
                let span = at(ty.span());
                quote_spanned!(span=> <#ty as #private::Field<#arguments>>::put(&self.#ident, #value, __sink);)
            }
            Some(lent) => {
                fields.push(quote!(#ident: &'__a #lent));
                let span = at(lent.span());
                quote_spanned!(span=> #private::Lent::<#lent, #arguments>(self.#ident).put(#value, __sink);)
            }
        }));
    }
    // Back to front, so that the fields come out in the order of their numbers.
    puts.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    let puts = puts.into_iter().map(|(_, put)| put);
    Outgoing {
        prepare: quote! {
            struct __Arguments<'__a> { #(#fields,)* }
            impl #private::Encode for __Arguments<'_> {
                fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                    #[allow(unused_imports)]
                    use #private::Unlent as _;
                    #(#puts)*
                }
            }
        },
        call: quote!(call_with::<#marker, _>),
        request: quote!(#context, &__Arguments { #(#names,)* }),
    }
}

/// What the trait returns, from the reply.
fn unwrap(service: &Service, method: &Method) -> TokenStream {
    let Reply::Fields(message) = &method.reply else {
        return quote!(__reply);
    };
    let fields: Vec<_> = message.fields.iter().map(|field| &field.ident).collect();
    match &fields[..] {
        [field] => quote!(__reply.#field),
        fields => match elements(service, method, "join") {
            Some(join) => {
                let units = (fields.len()..8).map(|_| quote!(()));
                quote!(#join((#(__reply.#fields,)* #(#units,)*)))
            }
            None => quote!((#(__reply.#fields,)*)),
        },
    }
}
