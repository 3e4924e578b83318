//! How the rules of a message are checked.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{Output, with};
use crate::attr;
use crate::message::model::{Field, Member};
use crate::path::at;
use crate::validate::{self, Recorded, Ruled};

impl Output<'_> {
    /// The `Ruled` of a field.
    pub(super) fn ruled(&self, field: &Field) -> TokenStream {
        match field.with() {
            Some(_) => with::ruled(self, field),
            None => {
                let contract = self.contract(field);
                quote!(#contract::RULED)
            }
        }
    }

    /// What is asserted of a field's rules before its record is put together.
    pub(super) fn rule_checks(&self, field: &Field) -> TokenStream {
        let Some(rules) = field.rules() else {
            return TokenStream::new();
        };
        let cfgs = attr::cfgs(&field.attrs);
        let private = &self.private;
        let checks = match &field.member {
            Member::Field { .. } => {
                let ruled = self.ruled(field);
                validate::record(Some(rules), &Ruled { private, ruled }).0
            }
            Member::Oneof { .. } | Member::Unknown { .. } => validate::enabled(rules.span, private),
        };
        quote!(#(#cfgs)* const { #checks };)
    }

    /// `Message::validate`: each field in the order of declaration.
    pub(super) fn validate(&self) -> TokenStream {
        let private = &self.private;
        let fields = self.message.members().map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let check = self.validate_field(field);
            quote!(#(#cfgs)* { #check })
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
                    #(#fields)*
                }
            }
        }
    }

    fn validate_field(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let (ident, ty, name) = (&field.ident, &field.ty, field.proto_name());
        let Member::Field { number, options } = &field.member else {
            let required = field.rules().is_some_and(|rules| rules.own.required.is_some());
            let contract = self.contract(field);
            return quote!(#contract::validate(&self.#ident, #name, #required, __path, __out););
        };
        let encoding = options.encoding.tokens(private);
        let key_encoding = options.key_encoding.tokens(private);
        let packed = options.is_packed();
        let number = number.value;
        let recorded = Recorded {
            private,
            rules: quote!(<Self as #private::Message>::SPEC.rules(#number)),
        };
        match field.with() {
            None => {
                let span = at(ty.span());
                let checked = quote_spanned! {span=>
                    #private::validate::Checked::<#ty, #encoding, #key_encoding, #packed>(&self.#ident)
                };
                validate::whole_checks(field.rules(), &recorded, &name, &checked)
            }
            Some(module) => {
                let checked = quote! {
                    #private::validate::Checked::<_, #encoding, #key_encoding, #packed>(&__wire)
                };
                let checks = validate::whole_checks(field.rules(), &recorded, &name, &checked);
                let check = quote!(let __wire = #module::encode(&self.#ident); #checks);
                if field.rules().is_some() {
                    return check;
                }
                // Without rules of its own, there is something to check only where it is a message.
                let ty = with::field_type(self, field);
                quote! {
                    if ::core::matches!(#ty.kind, #private::Kind::Message(_)) { #check }
                }
            }
        }
    }
}
