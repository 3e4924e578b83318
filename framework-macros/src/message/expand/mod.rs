//! What a message becomes: the struct, and the traits of a message, of a value and of prost.

mod codec;
mod json;
mod prost;
mod record;
mod transparent;
mod validate;
mod value;
mod with;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Generics};

pub(crate) use self::transparent::transparent;
use super::model::{Field, Member, Message};
use crate::path::at;
use crate::{attr, generics, source};

/// Everything that a message becomes.
pub(crate) fn expand(message: &Message) -> TokenStream {
    let item = item(message);
    let impls = impls(message);
    quote!(#item #impls)
}

/// All but the struct.
pub(crate) fn impls(message: &Message) -> TokenStream {
    let out = Output::new(message);
    let message_impl = out.message_impl();
    let value_impl = out.value_impl(&out.heap());
    let prost_impls = out.prost_impls();
    let evaluation = out.evaluation();
    quote! {
        #message_impl
        #value_impl
        #prost_impls
        #evaluation
    }
}

/// The impls of a message whose definition is faulty: there, so that nobody else complains, and without a meaning.
/// The struct is not written.
pub(crate) fn inert(message: &Message) -> TokenStream {
    let out = Output::new(message);
    let message_impl = out.inert_message_impl();
    let value_impl = out.value_impl(&TokenStream::new());
    let prost_impls = out.prost_impls();
    quote! {
        #message_impl
        #value_impl
        #prost_impls
    }
}

/// The struct as the user wrote it, without our attributes.
pub(crate) fn item(message: &Message) -> TokenStream {
    let Message {
        attrs,
        vis,
        ident,
        generics,
        ..
    } = message;
    let where_clause = &generics.where_clause;
    if message.unit {
        return quote!(#(#attrs)* #vis struct #ident #generics #where_clause;);
    }
    let fields = message.fields.iter().map(|field| {
        let Field {
            attrs,
            vis,
            ident,
            ty,
            ..
        } = field;
        quote!(#(#attrs)* #vis #ident: #ty)
    });
    quote! {
        #(#attrs)*
        #vis struct #ident #generics #where_clause {
            #(#fields,)*
        }
    }
}

/// What every emitted item of a message needs.
struct Output<'a> {
    message: &'a Message,
    /// `::traitwire::__private`
    private: TokenStream,
    /// The message's parameters, bounded.
    generics: Generics,
    /// The message's `cfg`s.
    cfgs: Vec<Attribute>,
}

impl<'a> Output<'a> {
    fn new(message: &'a Message) -> Self {
        let private = message.options.krate.private();
        Self {
            message,
            generics: generics::of_values(&message.generics, &private),
            cfgs: attr::cfgs(&message.attrs),
            private,
        }
    }

    /// `impl trait for message { body }`
    fn implement(&self, what: TokenStream, body: TokenStream) -> TokenStream {
        let on_impl = generics::on_impl(&self.cfgs);
        let ident = &self.message.ident;
        let (params, args, bounds) = self.generics.split_for_impl();
        // Of a generic message, the argument that is no value is to be named.
        let is_generic = self.message.type_params().next().is_some();
        let not_recommended = (!is_generic).then(|| quote!(#[diagnostic::do_not_recommend]));
        quote! {
            #on_impl
            #not_recommended
            impl #params #what for #ident #args #bounds { #body }
        }
    }

    pub(super) fn message_impl(&self) -> TokenStream {
        let private = &self.private;
        let spec = self.spec();
        let zero = self.zero();
        let put = self.put();
        let hint = self.hint();
        let merge_field = self.merge_field();
        let merge = with::merge(self);
        let json = self.json();
        let validate = self.validate();
        self.implement(
            quote!(#private::Message),
            quote!(#spec #zero #put #hint #merge_field #merge #json #validate),
        )
    }

    pub(super) fn inert_message_impl(&self) -> TokenStream {
        let private = &self.private;
        let name = self.message.proto_name();
        let source = source::spec(&self.message.ident, private);
        let json = self.inert_json();
        let body = quote! {
            const SPEC: &'static #private::MessageSpec = &#private::MessageSpec {
                name: #name,
                package: #private::package_of::<Self>(),
                within: ::core::option::Option::None,
                source: #source,
                docs: "",
                deprecated: false,
                members: &[],
                reserved: &[],
                foreign: ::core::option::Option::None,
                    transcoder: ::core::option::Option::None,
            };
            fn zero() -> Self {
                ::core::unreachable!("this message does not compile")
            }
            fn put<__S: #private::Sink>(&self, _: &mut __S) {}
            fn merge_field(
                &mut self,
                _: u32,
                _: #private::WireType,
                _: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                ::core::result::Result::Ok(())
            }
            #json
        };
        self.implement(quote!(#private::Message), body)
    }

    /// `<Type as Field<…>>`: the one spelling by which a field's type is asked for anything, so that a type which
    /// is no field is one error.
    fn contract(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let ty = &field.ty;
        let span = at(ty.span());
        match &field.member {
            Member::Field { options, .. } => {
                let encoding = options.encoding.tokens(private);
                let key_encoding = options.key_encoding.tokens(private);
                let packed = options.is_packed();
                quote_spanned!(span=> <#ty as #private::Field<#encoding, #key_encoding, #packed>>)
            }
            Member::Oneof { .. } => quote_spanned!(span=> <#ty as #private::OneofField>),
            Member::Unknown { .. } => quote_spanned!(span=> <#ty as #private::KeepsUnknown>),
        }
    }
}
