//! A message as one of prost's.

use proc_macro2::TokenStream;
use quote::quote;

use super::Output;

impl Output<'_> {
    pub(super) fn prost_impls(&self) -> TokenStream {
        let private = &self.private;
        let prost = quote!(#private::prost);
        let message = self.implement(
            quote!(#prost::Message),
            quote! {
                fn encode_raw(&self, __buf: &mut impl #prost::bytes::BufMut) {
                    #private::interop::encode_raw(self, __buf)
                }
                fn merge_field(
                    &mut self,
                    __number: u32,
                    __wire: #prost::encoding::WireType,
                    __buf: &mut impl #prost::bytes::Buf,
                    __context: #prost::encoding::DecodeContext,
                ) -> ::core::result::Result<(), #prost::DecodeError> {
                    #private::interop::merge_field(self, __number, __wire, __buf, __context)
                }
                fn merge(
                    &mut self,
                    __buf: impl #prost::bytes::Buf,
                ) -> ::core::result::Result<(), #prost::DecodeError> {
                    #private::interop::merge_all(self, __buf)
                }
                fn encoded_len(&self) -> usize {
                    #private::encoded_len(self)
                }
                fn clear(&mut self) {
                    *self = <Self as #private::Message>::zero();
                }
            },
        );
        let name = self.implement(
            quote!(#prost::Name),
            quote! {
                const NAME: &'static str = <Self as #private::Value>::NAME;
                const PACKAGE: &'static str = #private::package_of::<Self>().name;
                fn full_name() -> ::std::string::String {
                    <Self as #private::Message>::SPEC.full_name()
                }
                fn type_url() -> ::std::string::String {
                    ::std::format!("type.googleapis.com/{}", <Self as #private::Message>::SPEC.full_name())
                }
            },
        );
        quote!(#message #name)
    }
}
