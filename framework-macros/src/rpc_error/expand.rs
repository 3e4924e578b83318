//! What an error becomes: the trait of errors that cross the wire.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Ident};

use super::model::{Field, Reported, RpcError};
use crate::attr;
use crate::generics;
use crate::name;
use crate::path::{CratePath, at};

/// Everything that an error becomes.
pub(crate) fn expand(error: &RpcError) -> TokenStream {
    let private = error.krate.private();
    let cfgs = attr::cfgs(&error.attrs);
    let on_impl = generics::on_impl(&[]);
    let ident = &error.ident;
    let domain = domain(error);
    let into_status = into_status(error, &private);
    let from_status = from_status(error, &private);
    quote! {
        #(#cfgs)*
        const _: () = {
            const __DOMAIN: &str = #domain;
            #on_impl
            impl #private::RpcError for #ident {
                #into_status
                #from_status
            }
        };
    }
}

/// The impl of a faulty error, without a meaning.
pub(crate) fn inert(item: &DeriveInput, krate: &CratePath) -> TokenStream {
    let private = krate.private();
    let on_impl = generics::on_impl(&attr::cfgs(&item.attrs));
    let ident = &item.ident;
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #on_impl
        impl #private::RpcError for #ident {
            fn into_status(self) -> #private::Status {
                ::core::unreachable!("this error does not compile")
            }
            fn from_status(_: #private::Status) -> Self {
                ::core::unreachable!("this error does not compile")
            }
        }
    }
}

/// `user.UserError`
fn domain(error: &RpcError) -> TokenStream {
    let prefix = error.package.prefix(error.ident.span());
    let name = name::plain(&error.ident);
    quote!(::core::concat!(#prefix, #name))
}

fn into_status(error: &RpcError, private: &TokenStream) -> TokenStream {
    let arms = error.reports.iter().map(|variant| {
        let cfgs = attr::cfgs(&variant.attrs);
        let Reported {
            ident, code, reason, ..
        } = variant;
        let kept = kept(variant);
        let patterns = kept.iter().map(|(field, binding)| {
            let (cfgs, member) = (attr::cfgs(&field.attrs), &field.member);
            quote!(#(#cfgs)* #member: ref #binding,)
        });
        let fields = kept.iter().map(|(field, binding)| {
            let (cfgs, name, detail) = (attr::cfgs(&field.attrs), field.name(), detail(field, private));
            quote!(#(#cfgs)* (#name, #detail::write(#binding)))
        });
        let span = at(error.ident.span());
        let message = quote_spanned!(span=> <Self as #private::Explain>::explain(__error));
        quote! {
            #(#cfgs)*
            ref __error @ Self::#ident { #(#patterns)* .. } => {
                #private::report(#private::Code::#code, #message, #reason, __DOMAIN, [#(#fields),*])
            }
        }
    });
    let transparent = &error.transparent;
    let (ident, member) = (&transparent.ident, &transparent.member);
    let inner = inner(error, private);
    quote! {
        fn into_status(self) -> #private::Status {
            match self {
                #(#arms)*
                Self::#ident { #member: __status } => #inner::into_status(__status),
            }
        }
    }
}

fn from_status(error: &RpcError, private: &TokenStream) -> TokenStream {
    // What the server keeps for itself cannot be made up: such a variant comes back as the transparent one.
    let whole = error
        .reports
        .iter()
        .filter(|variant| variant.fields.iter().all(|field| field.skip.is_none()));
    let attempts = whole.map(|variant| {
        let cfgs = attr::cfgs(&variant.attrs);
        let Reported {
            ident,
            code,
            reason,
            fields,
            ..
        } = variant;
        let fields = fields.iter().map(|field| {
            let (cfgs, member, name) = (attr::cfgs(&field.attrs), &field.member, field.name());
            let detail = detail(field, private);
            quote!(#(#cfgs)* #member: #detail::read(__report.field(#name)?)?)
        });
        quote! {
            #(#cfgs)*
            if __report.is(#private::Code::#code, #reason) {
                let __restore = || ::core::option::Option::Some(Self::#ident { #(#fields,)* });
                if let ::core::option::Option::Some(__error) = __restore() {
                    return __error;
                }
            }
        }
    });
    let transparent = &error.transparent;
    let (ident, member) = (&transparent.ident, &transparent.member);
    let inner = inner(error, private);
    quote! {
        fn from_status(__status: #private::Status) -> Self {
            if let ::core::option::Option::Some(__report) = #private::Report::of(&__status, __DOMAIN) {
                let _ = &__report;
                #(#attempts)*
            }
            Self::#ident { #member: #inner::from_status(__status) }
        }
    }
}

/// The fields that travel, each with the name it is bound to.
fn kept(variant: &Reported) -> Vec<(&Field, Ident)> {
    let fields = variant.fields.iter().enumerate();
    fields
        .filter(|(_, field)| field.skip.is_none())
        .map(|(i, field)| (field, format_ident!("__field{i}")))
        .collect()
}

/// `<Type as Detail>`, spanned at the type.
fn detail(field: &Field, private: &TokenStream) -> TokenStream {
    let ty = &field.ty;
    let span = at(ty.span());
    quote_spanned!(span=> <#ty as #private::Detail>)
}

/// `<Type as RpcError>` of the transparent variant, spanned at the type.
fn inner(error: &RpcError, private: &TokenStream) -> TokenStream {
    let ty = &error.transparent.ty;
    let span = at(ty.span());
    quote_spanned!(span=> <#ty as #private::RpcError>)
}
