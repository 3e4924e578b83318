//! `#[enumeration]`: an enum of unit variants is a protobuf enumeration.

mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Item, ItemEnum};

use crate::diagnostics::Diagnostics;
use crate::fallback;

/// `#[enumeration(args)] item`.
pub(crate) fn enumeration(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[enumeration]", "an enum") {
        Ok(Item::Enum(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[enumeration]` goes on an enum"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let model = model::parse(args, &item, &mut d);
    check::check(&model, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&model),
        Err(errors) => inert(item, &model, &errors),
    }
}

/// The enum without our attributes and without its numbers, which rustc might refuse as well.
fn inert(mut item: ItemEnum, model: &model::Enumeration, errors: &TokenStream) -> TokenStream {
    for variant in &mut item.variants {
        fallback::strip(&mut variant.attrs, model::OURS);
        if matches!(variant.fields, Fields::Unit) {
            variant.discriminant = None;
        }
    }
    let impls = item
        .generics
        .params
        .is_empty()
        .then(|| expand::inert(&item, &model.krate));
    quote!(#errors #item #impls)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(args: TokenStream, item: TokenStream) -> usize {
        enumeration(args, item)
            .to_string()
            .matches("compile_error")
            .count()
    }

    #[test]
    fn mistakes_are_counted_and_the_traits_stay() {
        assert_eq!(
            errors(
                quote!(),
                quote!(
                    enum E {
                        A,
                        B = 5,
                        C,
                        D = -1,
                    }
                )
            ),
            0
        );
        assert_eq!(
            errors(
                quote!(),
                quote!(
                    enum E {
                        A = 1,
                        B = 1,
                        C(u8),
                    }
                )
            ),
            3
        );
        assert_eq!(
            errors(
                quote!(reserved(-1..=1)),
                quote!(
                    enum E {
                        A,
                    }
                )
            ),
            1
        );
        assert_eq!(
            errors(
                quote!(),
                quote!(
                    enum E {
                        A,
                        B = i32::MAX,
                    }
                )
            ),
            1
        );
        assert_eq!(
            errors(
                quote!(),
                quote!(
                    enum E {
                        A,
                        B = 2147483647,
                        C,
                    }
                )
            ),
            1
        );
        assert_eq!(
            errors(
                quote!(),
                quote!(
                    struct E;
                )
            ),
            1
        );
        let faulty = enumeration(
            quote!(),
            quote!(
                enum E {
                    A = 1,
                }
            ),
        )
        .to_string();
        assert_eq!(faulty.matches("impl ").count(), 2, "{faulty}");
    }
}
