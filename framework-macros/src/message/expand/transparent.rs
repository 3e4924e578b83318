//! What a transparent message becomes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::message::model::Transparent;
use crate::path::at;
use crate::{attr, generics};

/// Everything that a transparent message becomes: all that the type inside it is.
pub(crate) fn transparent(transparent: &Transparent) -> TokenStream {
    let Transparent {
        krate,
        item,
        member,
        ty,
    } = transparent;
    let private = krate.private();
    let cfgs = attr::cfgs(&item.attrs);
    let on_impl = generics::on_impl(&cfgs);
    let ident = &item.ident;
    let (_, args, _) = item.generics.split_for_impl();
    let mut generics = item.generics.clone();
    generics.params.push(syn::parse_quote!(const __E: u8));
    generics.type_params_mut().for_each(|param| param.default = None);
    let (params, _, bounds) = generics.split_for_impl();
    let bounds = bounds
        .map(|bounds| bounds.predicates.iter().collect::<Vec<_>>())
        .unwrap_or_default();
    let span = at(ty.span());
    let inner = quote_spanned!(span=> <#ty as #private::Value<__E>>);
    // The one demand. The impls only assume, by bounds that are higher-ranked: one that is plainly false would be an
    // error of its own.
    let demand = item.generics.params.is_empty().then(|| {
        quote_spanned!(span=> #(#cfgs)* #[allow(deprecated)] const _: #private::Kind = <#ty as #private::Value<0u8>>::KIND;)
    });
    quote! {
        #item
        #demand
        #on_impl
        impl #params #private::Value<__E> for #ident #args
        where
            for<'__a> #ty: #private::Value<__E>,
            #(#bounds,)*
        {
            const KIND: #private::Kind = #inner::KIND;
            const NAME: &'static str = #inner::NAME;
            const PACKAGE: ::core::option::Option<&'static #private::PackageSpec> = #inner::PACKAGE;
            fn zero() -> Self {
                Self { #member: #inner::zero() }
            }
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #inner::put(&self.#member, __sink)
            }
            #[inline]
            fn put_unless_zero<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #inner::put_unless_zero(&self.#member, __number, __sink)
            }
            #[inline]
            fn merge(
                &mut self,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                #inner::merge(&mut self.#member, __reader)
            }
            #private::json! {
                const HAS_NULL: bool = #inner::HAS_NULL;
                fn is_zero(&self) -> bool {
                    #inner::is_zero(&self.#member)
                }
                fn put_json(
                    &self,
                    __out: &mut #private::json::Writer<'_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    #inner::put_json(&self.#member, __out)
                }
                fn merge_json(
                    &mut self,
                    __reader: &mut #private::json::Reader<'_>,
                ) -> ::core::result::Result<bool, #private::json::Error> {
                    #inner::merge_json(&mut self.#member, __reader)
                }
            }
        }
        #on_impl
        impl #params #private::Key<__E> for #ident #args
        where
            for<'__a> #ty: #private::Key<__E>,
            for<'__a> Self: ::core::cmp::Eq,
            #(#bounds,)*
        {
            #private::json! {
                fn to_json_name(&self) -> ::std::string::String {
                    <#ty as #private::Key<__E>>::to_json_name(&self.#member)
                }
                fn from_json_name(
                    __name: &str,
                ) -> ::core::result::Result<Self, #private::json::Error> {
                    <#ty as #private::Key<__E>>::from_json_name(__name)
                        .map(|__inner| Self { #member: __inner })
                }
            }
        }
    }
}
