//! A message as a value: what stands behind a tag.

use proc_macro2::TokenStream;
use quote::quote;

use super::Output;
use crate::attr;

impl Output<'_> {
    /// `heap` is what [`Output::heap`] says, or nothing.
    pub(super) fn value_impl(&self, heap: &TokenStream) -> TokenStream {
        let private = &self.private;
        let name = self.name();
        let package = self.package();
        let body = quote! {
            const KIND: #private::Kind = #private::Kind::Message(#private::spec::<Self>);
            const NAME: &'static str = #name;
            const PACKAGE: ::core::option::Option<&'static #private::PackageSpec> = #package;
            #heap
            fn zero() -> Self {
                <Self as #private::Message>::zero()
            }
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #private::put_delimited(self, __sink)
            }
            #[inline]
            fn put_unless_zero<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #private::put_delimited_unless_empty(self, __number, __sink)
            }
            #[inline]
            fn put_tagged<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #private::put_delimited_tagged(self, __number, __sink)
            }
            #[inline]
            fn merge(
                &mut self,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                #private::merge_delimited(self, __reader)
            }
            #private::json! {
                const HAS_NULL: bool = <Self as #private::Message>::HAS_NULL;
                fn is_zero(&self) -> bool {
                    #private::Message::is_zero(self)
                }
                fn put_json(
                    &self,
                    __out: &mut #private::json::Writer<'_>,
                ) -> ::core::result::Result<(), #private::json::Error> {
                    #private::Message::put_json(self, __out)
                }
                fn merge_json(
                    &mut self,
                    __reader: &mut #private::json::Reader<'_>,
                ) -> ::core::result::Result<bool, #private::json::Error> {
                    #private::Message::merge_json(self, __reader).map(|()| true)
                }
            }

            #private::validated! {
                #[inline]
                fn validate(
                    &self,
                    __path: &#private::validate::Path<'_>,
                    __out: &mut #private::validate::Violations,
                ) {
                    <Self as #private::Message>::validate(self, __path, __out)
                }
            }
        };
        self.implement(quote!(#private::Value), body)
    }

    /// What the fields' zeros allocate.
    pub(super) fn heap(&self) -> TokenStream {
        let fields = self.message.fields.iter();
        let fields = fields.filter(|field| field.number().is_some() && field.with().is_none());
        let fields: Vec<_> = fields
            .map(|field| {
                let (cfgs, contract) = (attr::cfgs(&field.attrs), self.contract(field));
                quote!(#(#cfgs)* let __heap = __heap + #contract::HEAP;)
            })
            .collect();
        if fields.is_empty() {
            return TokenStream::new();
        }
        quote!(const HEAP: usize = { let __heap = 0usize; #(#fields)* __heap };)
    }

    /// The simple name; of a generic message, after those of its arguments.
    fn name(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let name = message.proto_name();
        let mut params = message.type_params().peekable();
        if params.peek().is_none() {
            return quote!(#name);
        }
        quote! {
            #private::Name::as_str(const {
                &#private::Name::concat(&[#(<#params as #private::Value>::NAME,)* #name])
            })
        }
    }

    /// The package of the first type argument that is a message, but for the well-known ones, else the message's own.
    fn package(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let own = message
            .options
            .package
            .spec(&message.options.krate, message.ident.span());
        let params: Vec<_> = message.type_params().collect();
        let package = params.into_iter().rev().fold(own, |otherwise, param| {
            quote! {
                match #private::package_to_join(<#param as #private::Value>::PACKAGE) {
                    ::core::option::Option::Some(__package) => __package,
                    ::core::option::Option::None => #otherwise,
                }
            }
        });
        quote!(::core::option::Option::Some(#package))
    }
}
