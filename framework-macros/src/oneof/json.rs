//! How a oneof is written to JSON and read from it: functions of `Oneof` that are compiled where JSON is wanted.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::expand::contract;
use super::model::Oneof;
use crate::{attr, field};

/// The functions of `Oneof`, for `__private::json!`.
pub(super) fn functions(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let put = put_members(oneof, private);
    let merge = merge_member(oneof, private);
    quote!(#private::json! { #put #merge })
}

/// The same of a faulty oneof, without a meaning.
pub(super) fn inert(private: &TokenStream) -> TokenStream {
    quote! {
        #private::json! {
            fn put_members(
                &self,
                _: &mut #private::json::Object<'_, '_>,
            ) -> ::core::result::Result<(), #private::json::Error> {
                ::core::result::Result::Ok(())
            }
            fn merge_member(
                _: &mut ::core::option::Option<Self>,
                _: &str,
                _: &mut #private::json::Members<'_, '_>,
            ) -> ::core::result::Result<bool, #private::json::Error> {
                ::core::result::Result::Ok(false)
            }
        }
    }
}

fn put_members(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let arms = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let contract = contract(member, private);
        let ident = &member.ident;
        let names = member.options.names(&member.snake_name(), private);
        let name = member.proto_name();
        quote! {
            #(#cfgs)*
            Self::#ident(__value) => #contract::put_json(__value, __object.field(#names))
                .map_err(|__error| __error.within(#name)),
        }
    });
    quote! {
        fn put_members(
            &self,
            __object: &mut #private::json::Object<'_, '_>,
        ) -> ::core::result::Result<(), #private::json::Error> {
            match self { #(#arms)* }
        }
    }
}

fn merge_member(oneof: &Oneof, private: &TokenStream) -> TokenStream {
    let taken: HashSet<_> = oneof
        .members
        .iter()
        .map(|member| member.options.json_name(&member.snake_name()))
        .collect();
    let arms = oneof.members.iter().map(|member| {
        let cfgs = attr::cfgs(&member.attrs);
        let contract = contract(member, private);
        let ident = &member.ident;
        let number = member.number.value;
        let name = member.proto_name();
        let pattern = field::json_pattern(&member.options, &member.snake_name(), &taken);
        quote! {
            #(#cfgs)*
            #pattern => {
                let __reader = __members.once(#number, #name)?;
                let __open = #private::json::opens_member(#contract::HAS_NULL, #contract::HEAP, __slot.is_some(), __reader)
                    .map_err(|__error| __error.within(#name))?;
                if __open {
                    let mut __value = #contract::zero();
                    let __known = #contract::merge_json(&mut __value, __reader)
                        .map_err(|__error| __error.within(#name))?;
                    if __known {
                        *__slot = ::core::option::Option::Some(Self::#ident(__value));
                    }
                }
            }
        }
    });
    quote! {
        fn merge_member(
            __slot: &mut ::core::option::Option<Self>,
            __name: &str,
            __members: &mut #private::json::Members<'_, '_>,
        ) -> ::core::result::Result<bool, #private::json::Error> {
            match __name {
                #(#arms)*
                _ => return ::core::result::Result::Ok(false),
            }
            ::core::result::Result::Ok(true)
        }
    }
}
