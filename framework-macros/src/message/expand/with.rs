//! What a field with `with = module` becomes: calls of the module's `encode` and `decode`.
//!
//! The type on the wire is never named: closures around the functions carry it into generic helpers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::Output;
use crate::attr;
use crate::message::model::Field;
use crate::path::at;

/// A call of `helper` with the encodings of the field, its `encode`, and `arguments`.
fn call(out: &Output<'_>, field: &Field, helper: &str, arguments: TokenStream) -> TokenStream {
    let private = &out.private;
    let (ty, module, options) = (&field.ty, field.with(), field.options());
    let encoding = options.encoding.tokens(private);
    let key_encoding = options.key_encoding.tokens(private);
    let packed = options.is_packed();
    let span = at(module.span());
    let helper = Ident::new(helper, span);
    let private_here = out.message.options.krate.private_at(span);
    let wire = quote_spanned!(span=> #private_here::with::Wire::<#encoding, #key_encoding, #packed>);
    quote_spanned!(span=> #wire::#helper(&|__value: &#ty| #module::encode(__value), #arguments))
}

/// The closure around `decode`.
fn decode(field: &Field) -> TokenStream {
    let (ty, module) = (&field.ty, field.with());
    let span = at(module.span());
    quote_spanned!(span=> |__wire| -> ::core::result::Result<#ty, _> { #module::decode(__wire) })
}

/// The `FieldType` of what the module writes.
pub(super) fn field_type(out: &Output<'_>, field: &Field) -> TokenStream {
    call(out, field, "field_type", TokenStream::new())
}

/// The `Ruled` of what the module writes.
pub(super) fn ruled(out: &Output<'_>, field: &Field) -> TokenStream {
    call(out, field, "ruled", TokenStream::new())
}

/// The field when nothing was received.
pub(super) fn zero(out: &Output<'_>, field: &Field) -> TokenStream {
    let decode = decode(field);
    call(out, field, "zero", quote!(#decode))
}

/// Writes the field.
pub(super) fn put(out: &Output<'_>, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let number = field.number().map_or(0, |number| number.value);
    call(out, field, "put", quote!(&self.#ident, #number, __sink))
}

/// Reads one occurrence of the field, alone.
pub(super) fn merge_one(out: &Output<'_>, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let decode = decode(field);
    call(
        out,
        field,
        "merge_one",
        quote!(#decode, &mut self.#ident, __wire, __reader),
    )
}

/// Whether the field says nothing.
pub(super) fn is_zero(out: &Output<'_>, field: &Field) -> TokenStream {
    let ident = &field.ident;
    call(out, field, "is_zero", quote!(&self.#ident))
}

/// Writes the field as a member of an object.
pub(super) fn put_json(out: &Output<'_>, field: &Field, names: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    call(out, field, "put_json", quote!(&self.#ident, #names, __object))
}

/// Reads the field from the value of a member.
pub(super) fn merge_json(out: &Output<'_>, field: &Field, reader: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    let decode = decode(field);
    call(
        out,
        field,
        "merge_json",
        quote!(#decode, &mut self.#ident, #reader),
    )
}

/// Checks the field when all members have been read.
pub(super) fn finish_json(out: &Output<'_>, field: &Field) -> TokenStream {
    let decode = decode(field);
    call(out, field, "finish_json", quote!(#decode))
}

/// `Message::merge`, where a field is converted: each one once, however often it occurs.
pub(super) fn merge(out: &Output<'_>) -> TokenStream {
    let private = &out.private;
    let fields: Vec<_> = out
        .message
        .fields
        .iter()
        .filter(|field| field.with().is_some())
        .collect();
    if fields.is_empty() {
        return TokenStream::new();
    }
    let slot = |field: &Field| format_ident!("__with_{}", field.rust_name());
    let slots = fields.iter().map(|field| {
        let cfgs = attr::cfgs(&field.attrs);
        let slot = slot(field);
        quote!(#(#cfgs)* let mut #slot = ::core::option::Option::None;)
    });
    let arms = fields.iter().map(|field| {
        let cfgs = attr::cfgs(&field.attrs);
        let (ident, slot, name) = (&field.ident, slot(field), field.proto_name());
        let number = field.number().map_or(0, |number| number.value);
        let decode = decode(field);
        let call = call(
            out,
            field,
            "merge",
            quote!(#decode, &self.#ident, &mut #slot, __wire, __reader),
        );
        quote!(#(#cfgs)* #number => #call.map_err(|__error| __error.within(#name))?,)
    });
    let ends = fields.iter().map(|field| {
        let cfgs = attr::cfgs(&field.attrs);
        let (ident, slot, name) = (&field.ident, slot(field), field.proto_name());
        let decode = decode(field);
        let call = call(out, field, "finish", quote!(#decode, &mut self.#ident, #slot));
        quote!(#(#cfgs)* #call.map_err(|__error| __error.within(#name))?;)
    });
    quote! {
        fn merge(
            &mut self,
            __reader: &mut #private::Reader<'_>,
        ) -> ::core::result::Result<(), #private::DecodeError> {
            #(#slots)*
            while !__reader.is_empty() {
                let (__number, __wire) = __reader.tag()?;
                match __number {
                    #(#arms)*
                    _ => #private::Message::merge_field(self, __number, __wire, __reader)?,
                }
            }
            #(#ends)*
            ::core::result::Result::Ok(())
        }
    }
}
