//! How a message is written and read: the functions of `Message`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Output, with};
use crate::attr;
use crate::message::model::{Field, Member};

impl Output<'_> {
    pub(super) fn zero(&self) -> TokenStream {
        let fields = self.message.fields.iter().map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let value = match field.with() {
                Some(_) => with::zero(self, field),
                None => {
                    let contract = self.contract(field);
                    quote!(#contract::zero())
                }
            };
            quote!(#(#cfgs)* #ident: #value)
        });
        quote! {
            fn zero() -> Self {
                Self { #(#fields,)* }
            }
        }
    }

    /// Back to front, so from the highest number down. A oneof stands where it is declared: after the field
    /// above it.
    pub(super) fn put(&self) -> TokenStream {
        let private = &self.private;
        let mut above = 0;
        let mut fields: Vec<(u32, &Field)> = Vec::new();
        for field in self.message.members() {
            above = field.number().map_or(above, |number| number.value);
            fields.push((above, field));
        }
        fields.sort_by_key(|(number, _)| *number);
        // What is unknown comes last, so it is written first.
        let unknown = self.message.unknown();
        let fields = unknown.chain(fields.into_iter().rev().map(|(_, field)| field));
        let statements = fields.map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            let call = match &field.member {
                Member::Field { .. } if field.with().is_some() => with::put(self, field),
                Member::Field { number, .. } => {
                    let number = number.value;
                    quote!(#contract::put(&self.#ident, #number, __sink))
                }
                Member::Oneof { .. } | Member::Unknown { .. } => {
                    quote!(#contract::put(&self.#ident, __sink))
                }
            };
            quote!(#(#cfgs)* #call;)
        });
        quote! {
            #[allow(unused_variables)]
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #(#statements)*
            }
        }
    }

    /// One for the type; a generic message's are all one.
    pub(super) fn hint(&self) -> TokenStream {
        let private = &self.private;
        quote! {
            #[inline]
            fn hint() -> &'static #private::SizeHint {
                static __HINT: #private::SizeHint = #private::SizeHint::new();
                &__HINT
            }
        }
    }

    pub(super) fn merge_field(&self) -> TokenStream {
        let private = &self.private;
        let arms = self.message.fields.iter().filter_map(|field| {
            let number = field.number()?.value;
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            let name = field.proto_name();
            let merge = match field.with() {
                Some(_) => with::merge_one(self, field),
                None => quote!(#contract::merge(&mut self.#ident, __wire, __reader)),
            };
            Some(quote! {
                #(#cfgs)*
                #number => #merge.map_err(|__error| __error.within(#name)),
            })
        });
        let oneofs = self
            .message
            .fields
            .iter()
            .filter(|field| matches!(field.member, Member::Oneof { .. }));
        let oneofs = oneofs.map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            quote! {
                #(#cfgs)*
                if #contract::merge_field(&mut self.#ident, __number, __wire, __reader)? {
                    return ::core::result::Result::Ok(());
                }
            }
        });
        let unknown: Vec<_> = self
            .message
            .unknown()
            .map(|field| {
                let cfgs = attr::cfgs(&field.attrs);
                let ident = &field.ident;
                let contract = self.contract(field);
                quote! {
                    #(#cfgs)*
                    return #contract::keep(&mut self.#ident, __number, __wire, __reader);
                }
            })
            .collect();
        // Where the field that keeps it is under a `cfg`, what comes after it may be reached or not.
        let allow = (!unknown.is_empty()).then(|| quote!(#[allow(unreachable_code)]));
        quote! {
            #allow
            #[inline]
            fn merge_field(
                &mut self,
                __number: u32,
                __wire: #private::WireType,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                match __number {
                    #(#arms)*
                    _ => {
                        #(#oneofs)*
                        #(#unknown)*
                        __reader.skip(__number, __wire)
                    }
                }
            }
        }
    }
}
