//! What an enumeration becomes: the enum, and the traits of an enumeration and of a value.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::model::Enumeration;
use crate::attr;
use crate::doc;
use crate::generics;
use crate::path::{CratePath, at};
use crate::reserved;
use crate::source;

/// Everything that an enumeration becomes.
pub(crate) fn expand(enumeration: &Enumeration) -> TokenStream {
    let item = &enumeration.item;
    let enumeration_impl = enumeration_impl(enumeration);
    let cfgs = attr::cfgs(&item.attrs);
    let value_impl = value_impl(&item.ident, &enumeration.proto_name(), &cfgs, &enumeration.krate);
    quote!(#item #enumeration_impl #value_impl)
}

/// The impls of a faulty enumeration, without a meaning.
pub(crate) fn inert(item: &syn::ItemEnum, krate: &CratePath) -> TokenStream {
    let private = krate.private();
    let ident = &item.ident;
    let cfgs = attr::cfgs(&item.attrs);
    let on_impl = generics::on_impl(&cfgs);
    let source = source::spec(ident, &private);
    let name = crate::name::plain(ident);
    let value_impl = value_impl(ident, &name, &cfgs, krate);
    quote! {
        #on_impl
        impl #private::Enumeration for #ident {
            const SPEC: &'static #private::EnumSpec = &#private::EnumSpec {
                name: #name,
                package: &#private::PackageSpec { name: "", file: ::core::option::Option::None, options: &[] },
                within: ::core::option::Option::None,
                source: #source,
                docs: "",
                deprecated: false,
                allow_alias: false,
                values: &[],
                reserved: &[],
            };
            fn zero() -> Self {
                ::core::unreachable!("this enumeration does not compile")
            }
            fn number(&self) -> i32 {
                0
            }
            fn from_number(_: i32) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
        }
        #value_impl
    }
}

fn enumeration_impl(enumeration: &Enumeration) -> TokenStream {
    let private = enumeration.krate.private();
    let on_impl = generics::on_impl(&attr::cfgs(&enumeration.item.attrs));
    let ident = &enumeration.item.ident;
    let spec = spec(enumeration, &private);
    let json = json(enumeration, &private);
    let zero = enumeration.values.first().map(|value| &value.ident);
    let to_number = enumeration.values.iter().map(|value| {
        let cfgs = attr::cfgs(&value.attrs);
        let (ident, number) = (&value.ident, value.number);
        quote!(#(#cfgs)* Self::#ident => #number)
    });
    let from_number = enumeration.values.iter().map(|value| {
        let cfgs = attr::cfgs(&value.attrs);
        let (ident, number) = (&value.ident, value.number);
        quote!(#(#cfgs)* #number => Self::#ident)
    });
    quote! {
        #on_impl
        impl #private::Enumeration for #ident {
            #spec
            #[inline]
            fn zero() -> Self {
                Self::#zero
            }
            #[inline]
            fn number(&self) -> i32 {
                match self { #(#to_number,)* }
            }
            #[inline]
            fn from_number(__number: i32) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match __number {
                    #(#from_number,)*
                    _ => return ::core::option::Option::None,
                })
            }
            #json
        }
    }
}

/// The JSON form that a well-known enumeration has.
fn json(enumeration: &Enumeration, private: &TokenStream) -> Option<TokenStream> {
    let module = enumeration.json.as_ref()?;
    Some(quote! {
        #private::json! {
            const HAS_NULL: bool = #module::HAS_NULL;
            fn put_json(
                __number: i32,
                __out: &mut #private::json::Writer<'_>,
            ) -> ::core::result::Result<(), #private::json::Error> {
                #module::put(__number, __out)
            }
            fn read_json(
                __reader: &mut #private::json::Reader<'_>,
            ) -> ::core::result::Result<::core::option::Option<i32>, #private::json::Error> {
                #module::read(__reader)
            }
        }
    })
}

fn spec(enumeration: &Enumeration, private: &TokenStream) -> TokenStream {
    let item = &enumeration.item;
    let name = enumeration.proto_name();
    let package = enumeration.package.spec(&enumeration.krate, item.ident.span());
    let within = match &enumeration.within {
        Some(outer) => {
            let span = at(outer.span());
            quote_spanned!(span=> ::core::option::Option::Some(#private::spec::<#outer>))
        }
        None => quote!(::core::option::Option::None),
    };
    let source = source::spec(&item.ident, private);
    let docs = doc::text(&item.attrs);
    let deprecated = attr::is_deprecated(&item.attrs);
    let allow_alias = enumeration.values.iter().any(|value| !value.aliases.is_empty());
    let values = enumeration.values.iter().flat_map(|value| {
        let cfgs = attr::cfgs(&value.attrs);
        let number = value.number;
        let docs = doc::text(&value.attrs);
        let deprecated = attr::is_deprecated(&value.attrs);
        let names = std::iter::once(value.name.clone()).chain(value.aliases.iter().map(syn::LitStr::value));
        names
            .map(|name| {
                quote! {
                    #(#cfgs)*
                    #private::ValueSpec { name: #name, number: #number, docs: #docs, deprecated: #deprecated }
                }
            })
            .collect::<Vec<_>>()
    });
    let reserved = reserved::spec(&enumeration.reserved, private);
    quote! {
        const SPEC: &'static #private::EnumSpec = &#private::EnumSpec {
            name: #name,
            package: #package,
            within: #within,
            source: #source,
            docs: #docs,
            deprecated: #deprecated,
            allow_alias: #allow_alias,
            values: &[#(#values),*],
            reserved: #reserved,
        };
    }
}

fn value_impl(ident: &Ident, name: &str, cfgs: &[syn::Attribute], krate: &CratePath) -> TokenStream {
    let private = krate.private();
    let on_impl = generics::on_impl(cfgs);
    quote! {
        #on_impl
        #[diagnostic::do_not_recommend]
        impl #private::Value for #ident {
            const KIND: #private::Kind = #private::Kind::Enum(#private::enumeration::spec::<Self>);
            const NAME: &'static str = #name;
            #[inline]
            fn zero() -> Self {
                <Self as #private::Enumeration>::zero()
            }
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #private::enumeration::put(self, __sink)
            }
            #[inline]
            fn put_unless_zero<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #private::enumeration::put_unless_zero(self, __number, __sink)
            }
            #[inline]
            fn merge(
                &mut self,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                #private::enumeration::merge(self, __reader)
            }
            #private::json! {
                const HAS_NULL: bool = <Self as #private::Enumeration>::HAS_NULL;
                fn is_zero(&self) -> bool {
                    #private::Enumeration::number(self) == 0
                }
                fn put_json(
                    &self,
                    __out: &mut #private::json::Writer<'_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    #private::enumeration::put_json(self, __out)
                }
                fn merge_json(
                    &mut self,
                    __reader: &mut #private::json::Reader<'_>,
                ) -> ::core::result::Result<bool, #private::json::Error> {
                    #private::enumeration::merge_json(self, __reader)
                }
            }
        }
    }
}
