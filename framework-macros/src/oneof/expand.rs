//! What a oneof becomes: the enum, and the trait of a oneof.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::json;
use super::model::{Member, Oneof};
use crate::attr;
use crate::generics;
use crate::path::at;
use crate::source;
use crate::validate::{self, Recorded, Ruled};

/// Everything that a oneof becomes.
pub(crate) fn expand(oneof: &Oneof) -> TokenStream {
    let item = &oneof.item;
    let private = oneof.krate.private();
    let on_impl = generics::on_impl(&attr::cfgs(&item.attrs));
    let generics = generics::of_values(&item.generics, &private);
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &item.ident;
    let spec = spec(oneof, &private);
    let put = put(oneof, &private);
    let merge_field = merge_field(oneof, &private);
    let json = json::functions(oneof, &private);
    let validate = validate(oneof, &private);
    let evaluation = evaluation(oneof, &private);
    quote! {
        #item
        #on_impl
        impl #params #private::Oneof for #ident #args #bounds {
            #spec
            #put
            #merge_field
            #json
            #validate
        }
        #evaluation
    }
}

/// The impl of a faulty oneof, without a meaning.
pub(crate) fn inert(oneof: &Oneof) -> TokenStream {
    let private = oneof.krate.private();
    let ident = &oneof.item.ident;
    let on_impl = generics::on_impl(&attr::cfgs(&oneof.item.attrs));
    let generics = generics::of_values(&oneof.item.generics, &private);
    let (params, args, bounds) = generics.split_for_impl();
    let source = source::spec(ident, &private);
    let json = json::inert(&private);
    quote! {
        #on_impl
        impl #params #private::Oneof for #ident #args #bounds {
            const SPEC: &'static #private::OneofSpec = &#private::OneofSpec { source: #source, fields: &[] };
            fn put<__S: #private::Sink>(&self, _: &mut __S) {}
            fn merge_field(
                _: &mut ::core::option::Option<Self>,
                _: u32,
                _: #private::WireType,
                _: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<bool, #private::DecodeError> {
                ::core::result::Result::Ok(false)
            }
            #json
        }
    }
}

/// `<Type as Value<…>>`: the one spelling by which a member's type is asked for anything.
pub(super) fn contract(member: &Member, private: &TokenStream) -> TokenStream {
    let ty = &member.ty;
    let span = at(ty.span());
    let encoding = member.options.encoding.tokens(private);
    quote_spanned!(span=> <#ty as #private::Value<#encoding>>)
}

fn spec(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let source = source::spec(&oneof.item.ident, private);
    let fields = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let contract = contract(member, private);
        let ty = quote! {
            #private::FieldType { kind: #contract::KIND, shape: #private::Shape::Singular }
        };
        let spec = member.options.spec(
            member.number.value,
            &member.snake_name(),
            &member.attrs,
            &ty,
            ruled(member, private),
            private,
        );
        quote!(#(#cfgs)* #spec)
    });
    let checks = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let ruled = ruled(member, private);
        let (checks, _) = validate::record(member.options.rules.as_deref(), &Ruled { private, ruled });
        quote!(#(#cfgs)* const { #checks };)
    });
    quote! {
        const SPEC: &'static #private::OneofSpec = {
            #(#checks)*
            &#private::OneofSpec {
                source: #source,
                fields: &[#(#fields),*],
            }
        };
    }
}

/// The `Ruled` of a member.
fn ruled(member: &Member, private: &TokenStream) -> TokenStream {
    let contract = contract(member, private);
    quote! {
        #private::Ruled::one(&#contract::KIND, #contract::NAME, #contract::PACKAGE, #contract::CLOSED)
    }
}

/// Evaluates the record where it stands, if there are rules in it.
fn evaluation(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let has_rules = oneof.members.iter().any(|member| member.options.rules.is_some());
    if !has_rules || !oneof.item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (ident, cfgs) = (&oneof.item.ident, attr::cfgs(&oneof.item.attrs));
    quote! {
        #(#cfgs)*
        #[allow(deprecated)]
        const _: &#private::OneofSpec = <#ident as #private::Oneof>::SPEC;
    }
}

/// The member that is there, zero or not.
fn validate(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let arms = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let (ident, ty, name) = (&member.ident, &member.ty, member.proto_name());
        let encoding = member.options.encoding.tokens(private);
        let span = at(ty.span());
        let checked = quote_spanned! {span=>
            #private::validate::Checked::<#ty, #encoding, 0u8, true>(__value)
        };
        let number = member.number.value;
        let recorded = Recorded {
            private,
            rules: quote!(<Self as #private::Oneof>::SPEC.rules(#number)),
        };
        let check = validate::member(member.options.rules.as_deref(), &recorded, &name, &checked);
        quote! {
            #(#cfgs)*
            Self::#ident(__value) => { #check }
        }
    });
    quote! {
        #private::validated! {
            #[allow(unused_imports, unused_variables, deprecated)]
            fn validate(
                &self,
                __path: &#private::validate::Path<'_>,
                __out: &mut #private::validate::Violations,
            ) {
                use #private::validate::Unchecked as _;
                match self { #(#arms)* }
            }
        }
    }
}

/// A member is written whether it is zero or not.
fn put(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let arms = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let contract = contract(member, private);
        let ident = &member.ident;
        let number = member.number.value;
        quote! {
            #(#cfgs)*
            Self::#ident(__value) => {
                #contract::put(__value, __sink);
                #private::put_tag(#number, #contract::WIRE, __sink);
            }
        }
    });
    quote! {
        fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
            match self { #(#arms)* }
        }
    }
}

fn merge_field(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let arms = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let contract = contract(member, private);
        let ident = &member.ident;
        let number = member.number.value;
        let name = member.proto_name();
        quote! {
            #(#cfgs)*
            #number => {
                let mut __value = match ::core::option::Option::take(__slot) {
                    ::core::option::Option::Some(Self::#ident(__value)) => __value,
                    _ => {
                        __reader.charge(#contract::HEAP)?;
                        #contract::zero()
                    }
                };
                #private::expect(__wire, #contract::WIRE)
                    .and_then(|()| #contract::merge(&mut __value, __reader))
                    .map_err(|__error| __error.within(#name))?;
                *__slot = ::core::option::Option::Some(Self::#ident(__value));
            }
        }
    });
    quote! {
        fn merge_field(
            __slot: &mut ::core::option::Option<Self>,
            __number: u32,
            __wire: #private::WireType,
            __reader: &mut #private::Reader<'_>,
        ) -> ::core::result::Result<bool, #private::DecodeError> {
            match __number {
                #(#arms)*
                _ => return ::core::result::Result::Ok(false),
            }
            ::core::result::Result::Ok(true)
        }
    }
}
