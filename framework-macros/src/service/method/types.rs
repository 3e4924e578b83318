//! Types as the user wrote them: what their tokens tell, and how to ask for what they do not.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Ident, Type};

use crate::path::shown_at;

/// Whether a type is `impl Trait`, or holds one.
pub(in crate::service) fn is_opaque(ty: &Type) -> bool {
    struct Finder(bool);
    impl VisitMut for Finder {
        fn visit_type_impl_trait_mut(&mut self, _: &mut syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type_mut(&mut ty.clone());
    finder.0
}

/// Where a type is borrowed, or is no type of its own.
pub(super) fn not_owned(ty: &Type) -> Option<Span> {
    struct Finder(Option<Span>);
    impl VisitMut for Finder {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if matches!(ty, Type::Reference(_) | Type::ImplTrait(_)) {
                self.0.get_or_insert(ty.span());
            }
            syn::visit_mut::visit_type_mut(self, ty);
        }
        fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
            if lifetime.ident != "static" {
                self.0.get_or_insert(lifetime.span());
            }
        }
        fn visit_type_bare_fn_mut(&mut self, _: &mut syn::TypeBareFn) {}
    }
    let mut finder = Finder(None);
    finder.visit_type_mut(&mut ty.clone());
    finder.0
}

/// The `T` and `E` in a return type that says `Result<T, E>` in so many words, if that is what it means: only std's
/// has two arguments, and an alias with one has it there too. Where it is not known, the type is asked.
pub(in crate::service) fn result_types(output: &Type) -> Option<(&Type, &Type)> {
    let Type::Path(path) = output else { return None };
    let last = path.path.segments.last()?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (ok, error) = (types.next()?, types.next()?);
    (last.ident == "Result" && arguments.args.len() == 2).then_some((ok, error))
}

/// `<Output as AnyResult>::what`: what a result says, by whatever alias.
pub(in crate::service) fn fallible(output: &Type, what: &str, private: &TokenStream) -> TokenStream {
    let what = Ident::new(what, Span::call_site());
    if result_types(output).is_some() {
        return quote!(<#output as #private::Fallible>::#what);
    }
    let is_result =
        quote!({ #[allow(unused_imports)] use #private::IsNot as _; <#private::Is<#output>>::RESULT });
    quote!(<#output as #private::AnyResult<#is_result>>::#what)
}

/// What is returned in `Ok`, where it has `n` names and is no literal tuple, whose elements can be read off.
pub(in crate::service) fn tuple(output: &Type, private: &TokenStream) -> Option<TokenStream> {
    match result_types(output) {
        Some((Type::Tuple(_), _)) => None,
        Some((ok, _)) => Some(quote!(#ok)),
        None => Some(shown_at(output.span(), fallible(output, "Ok", private))),
    }
}

/// `<Ok as AnyElements<N>>::what`, unless the `n` elements can be read off a literal tuple.
pub(in crate::service) fn elements(
    output: &Type,
    n: usize,
    what: &str,
    private: &TokenStream,
) -> Option<TokenStream> {
    let (tuple, what) = (tuple(output, private)?, Ident::new(what, Span::call_site()));
    let has =
        quote!({ #[allow(unused_imports)] use #private::IsNot as _; <#private::Has<#tuple, #n>>::ELEMENTS });
    Some(quote!(<#tuple as #private::AnyElements<#n, #has>>::#what))
}
