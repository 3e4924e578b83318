//! The record of a message, and what is checked while it is evaluated.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::{Output, with};
use crate::field::FieldOptions;
use crate::message::model::{Field, Member};
use crate::path::at;
use crate::{attr, doc, reserved, source};

impl Output<'_> {
    pub(super) fn spec(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let within = match &message.options.within {
            Some(outer) => {
                let span = at(outer.span());
                quote_spanned!(span=> ::core::option::Option::Some(#private::spec::<#outer>))
            }
            None => quote!(::core::option::Option::None),
        };
        let source = source::spec(&message.ident, private);
        let docs = doc::text(&message.attrs);
        let deprecated = attr::is_deprecated(&message.attrs);
        let checks = self.checks();
        let members = message.members().map(|field| self.member(field));
        let reserved = reserved::spec(&message.options.reserved, private);
        quote! {
            const SPEC: &'static #private::MessageSpec = {
                #checks
                &#private::MessageSpec {
                    name: <Self as #private::Value>::NAME,
                    package: #private::package_of::<Self>(),
                    within: #within,
                    source: #source,
                    docs: #docs,
                    deprecated: #deprecated,
                    members: &[#(#members),*],
                    reserved: #reserved,
                    foreign: ::core::option::Option::None,
                }
            };
        }
    }

    /// The record of one field.
    fn member(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let cfgs = attr::cfgs(&field.attrs);
        let contract = self.contract(field);
        match &field.member {
            Member::Unknown { .. } => TokenStream::new(),
            Member::Field { number, options } => {
                let ty = match field.with() {
                    Some(_) => with::field_type(self, field),
                    None => quote!(#contract::TYPE),
                };
                let ruled = self.ruled(field);
                let spec = options.spec(
                    number.value,
                    &field.rust_name(),
                    &field.attrs,
                    &ty,
                    ruled,
                    private,
                );
                quote!(#(#cfgs)* #private::MemberSpec::Field(#spec))
            }
            Member::Oneof { .. } => {
                let name = field.proto_name();
                let docs = doc::text(&field.attrs);
                let required = field.rules().is_some_and(|rules| rules.own.required.is_some());
                quote! {
                    #(#cfgs)* #private::MemberSpec::Oneof {
                        name: #name,
                        docs: #docs,
                        required: #required,
                        spec: #contract::SPEC_FN,
                    }
                }
            }
        }
    }

    /// What only the types know, checked while the record is evaluated.
    fn checks(&self) -> TokenStream {
        let fields = &self.message.fields;
        let checks = fields.iter().enumerate().map(|(i, field)| match &field.member {
            Member::Field { options, .. } => self.shape_checks(field, options),
            Member::Oneof { .. } => self.oneof_checks(field, &fields[..i]),
            Member::Unknown { .. } => TokenStream::new(),
        });
        let rules = fields.iter().map(|field| self.rule_checks(field));
        rules.chain(checks).collect()
    }

    /// `packed` stands on lists, `map` on maps, `wrapper` on options.
    fn shape_checks(&self, field: &Field, options: &FieldOptions) -> TokenStream {
        let cfgs = attr::cfgs(&field.attrs);
        let ty = match field.with() {
            Some(_) => with::field_type(self, field),
            None => {
                let contract = self.contract(field);
                quote!(#contract::TYPE)
            }
        };
        let check = |span: Span, assertion: &str| {
            let span = at(span);
            let private = self.message.options.krate.private_at(span);
            let assertion = Ident::new(assertion, span);
            quote_spanned!(span=> #(#cfgs)* #private::#assertion(&#ty);)
        };
        let packed = options
            .packed
            .as_ref()
            .map(|packed| check(packed.span, "assert_list"));
        let map = options.map.map(|span| check(span, "assert_map"));
        let wrapper = options.wrapper.map(|span| check(span, "assert_optional"));
        quote!(#packed #map #wrapper)
    }

    /// A oneof's numbers and names are not those of another field, nor of a oneof above it.
    fn oneof_checks(&self, field: &Field, above: &[Field]) -> TokenStream {
        let span = at(field.ty.span());
        let private = self.message.options.krate.private_at(span);
        let cfgs = attr::cfgs(&field.attrs);
        let contract = self.contract(field);
        let others = self.message.members().map(|other| {
            let cfgs = attr::cfgs(&other.attrs);
            let name = other.proto_name();
            match other.number() {
                Some(number) => {
                    let number = number.value;
                    let json = other.options().json_name(&other.rust_name());
                    quote!(#(#cfgs)* (#number, #name, ::core::option::Option::Some(#json)))
                }
                // Oneofs, this one included, share the names of the fields, but have no number and are not in JSON.
                None => quote!(#(#cfgs)* (0, #name, ::core::option::Option::None)),
            }
        });
        let reserved = reserved::spec(&self.message.options.reserved, &self.private);
        let oneofs = above
            .iter()
            .filter(|other| matches!(other.member, Member::Oneof { .. }));
        let oneofs = oneofs.map(|other| {
            let other_cfgs = attr::cfgs(&other.attrs);
            let other = self.contract(other);
            quote_spanned! {span=>
                #(#cfgs)* #(#other_cfgs)*
                #private::assert_oneofs_disjoint(#contract::SPEC, #other::SPEC);
            }
        });
        quote_spanned! {span=>
            #(#cfgs)* #private::assert_disjoint(#contract::SPEC, &[#(#others),*]);
            #(#cfgs)* #private::assert_unreserved(#contract::SPEC, #reserved);
            #(#oneofs)*
        }
    }

    /// Evaluates the record where it stands, if there is something in it to check.
    pub(super) fn evaluation(&self) -> TokenStream {
        let private = &self.private;
        let ident = &self.message.ident;
        let cfgs = &self.cfgs;
        if !self.message.generics.params.is_empty() || self.checks().is_empty() {
            return TokenStream::new();
        }
        quote! {
            #(#cfgs)*
            #[allow(deprecated)]
            const _: &#private::MessageSpec = <#ident as #private::Message>::SPEC;
        }
    }
}
