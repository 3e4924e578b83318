//! How a message is written to JSON and read from it: functions of `Message` that are compiled where JSON is wanted.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Output, with};
use crate::attr;
use crate::field;
use crate::message::model::{Field, Member};

impl Output<'_> {
    /// The functions of `Message`, for `__private::json!`.
    pub(super) fn json(&self) -> TokenStream {
        let private = &self.private;
        let is_zero = self.is_zero();
        let put = self.put_members();
        let merge = self.merge_member();
        let finish = self.finish_members();
        let own = self.message.options.json.as_ref().map(|module| {
            quote! {
                const HAS_OWN_JSON: bool = true;
                const HAS_NULL: bool = #module::HAS_NULL;
                fn put_json(
                    &self,
                    __out: &mut #private::json::Writer<'_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    #module::put(self, __out)
                }
                fn merge_json(
                    &mut self,
                    __reader: &mut #private::json::Reader<'_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    #module::merge(self, __reader)
                }
            }
        });
        quote!(#private::json! { #is_zero #put #merge #finish #own })
    }

    /// The same of a faulty message, without a meaning.
    pub(super) fn inert_json(&self) -> TokenStream {
        let private = &self.private;
        quote! {
            #private::json! {
                fn is_zero(&self) -> bool {
                    true
                }
                fn put_members(
                    &self,
                    _: &mut #private::json::Object<'_, '_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    ::core::result::Result::Ok(())
                }
                fn merge_member(
                    &mut self,
                    _: &str,
                    _: &mut #private::json::Members<'_, '_>,
                ) -> ::core::result::Result<bool, #private::json::Error> {
                    ::core::result::Result::Ok(false)
                }
            }
        }
    }

    fn is_zero(&self) -> TokenStream {
        let fields = self.message.fields.iter().map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let call = match field.with() {
                Some(_) => with::is_zero(self, field),
                None => {
                    let contract = self.contract(field);
                    quote!(#contract::is_zero(&self.#ident))
                }
            };
            quote!(#(#cfgs)* if !#call { return false; })
        });
        quote! {
            fn is_zero(&self) -> bool {
                #(#fields)*
                true
            }
        }
    }

    fn put_members(&self) -> TokenStream {
        let private = &self.private;
        let statements = self.message.members().map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            let call = match &field.member {
                Member::Field { options, .. } => {
                    let names = options.names(&field.rust_name(), private);
                    match field.with() {
                        Some(_) => with::put_json(self, field, &names),
                        None => quote!(#contract::put_json(&self.#ident, #names, __object)),
                    }
                }
                _ => quote!(#contract::put_members(&self.#ident, __object)),
            };
            quote!(#(#cfgs)* #call?;)
        });
        quote! {
            #[allow(unused_variables)]
            fn put_members(
                &self,
                __object: &mut #private::json::Object<'_, '_>,
            ) -> ::core::result::Result<(), #private::json::Error> {
                #(#statements)*
                ::core::result::Result::Ok(())
            }
        }
    }

    fn merge_member(&self) -> TokenStream {
        let private = &self.private;
        let fields = &self.message.fields;
        let taken: HashSet<_> = fields
            .iter()
            .map(|field| field.options().json_name(&field.rust_name()))
            .collect();
        let arms = fields.iter().filter_map(|field| {
            let number = field.number()?.value;
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let name = field.proto_name();
            let pattern = field::json_pattern(field.options(), &field.rust_name(), &taken);
            let reader = quote!(__members.once(#number, #name)?);
            let call = match field.with() {
                Some(_) => with::merge_json(self, field, &reader),
                None => {
                    let contract = self.contract(field);
                    quote!(#contract::merge_json(&mut self.#ident, #reader))
                }
            };
            Some(quote! {
                #(#cfgs)*
                #pattern => #call.map_err(|__error| __error.within(#name))?,
            })
        });
        let is_oneof = |field: &&Field| matches!(field.member, Member::Oneof { .. });
        let oneofs = fields.iter().filter(is_oneof).map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            quote! {
                #(#cfgs)*
                if #contract::merge_member(&mut self.#ident, __name, __members)? {
                    return ::core::result::Result::Ok(true);
                }
            }
        });
        quote! {
            #[allow(unused_variables)]
            fn merge_member(
                &mut self,
                __name: &str,
                __members: &mut #private::json::Members<'_, '_>,
            ) -> ::core::result::Result<bool, #private::json::Error> {
                match __name {
                    #(#arms)*
                    _ => {
                        #(#oneofs)*
                        return ::core::result::Result::Ok(false);
                    }
                }
                #[allow(unreachable_code)]
                ::core::result::Result::Ok(true)
            }
        }
    }

    /// Fields that are converted may be required ones.
    fn finish_members(&self) -> TokenStream {
        let private = &self.private;
        let with = self.message.fields.iter().filter(|field| field.with().is_some());
        let calls: Vec<_> = with
            .map(|field| {
                let cfgs = attr::cfgs(&field.attrs);
                let (name, number) = (field.proto_name(), field.number().map(|number| number.value));
                let call = with::finish_json(self, field);
                quote! {
                    #(#cfgs)*
                    if !__members.has(#number) {
                        #call.map_err(|__error| __error.within(#name))?;
                    }
                }
            })
            .collect();
        if calls.is_empty() {
            return TokenStream::new();
        }
        quote! {
            fn finish_members(
                &self,
                __members: &#private::json::Members<'_, '_>,
            ) -> ::core::result::Result<(), #private::json::Error> {
                #(#calls)*
                ::core::result::Result::Ok(())
            }
        }
    }
}
