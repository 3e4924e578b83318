//! `#[oneof]`: an enum whose variants are fields, of which at most one is there.

mod check;
mod expand;
mod json;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::diagnostics::Diagnostics;
use crate::fallback;

/// `#[oneof(args)] item`.
pub(crate) fn oneof(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = match fallback::item(item, "#[oneof]", "an enum") {
        Ok(Item::Enum(item)) => item,
        Ok(other) => return fallback::wrong_item(&other, "`#[oneof]` goes on an enum"),
        Err(tokens) => return tokens,
    };
    let mut d = Diagnostics::new();
    let model = model::parse(args, &item, &mut d);
    check::check(&model, &mut d);
    match d.finish() {
        Ok(()) => expand::expand(&model),
        Err(errors) => {
            let item = &model.item;
            let inert = item
                .generics
                .lifetimes()
                .next()
                .is_none()
                .then(|| expand::inert(&model));
            quote!(#errors #item #inert)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(item: TokenStream) -> usize {
        oneof(quote!(), item).to_string().matches("compile_error").count()
    }

    #[test]
    fn mistakes_are_counted_and_the_trait_stays() {
        assert_eq!(
            errors(quote!(
                enum O {
                    #[field(1)]
                    A(u32),
                    #[field(2, sint64)]
                    B(i64),
                }
            )),
            0
        );
        assert_eq!(
            errors(quote!(
                enum O {
                    A(u32),
                    #[field(0)]
                    B(i64),
                    #[field(2)]
                    C,
                }
            )),
            3
        );
        assert_eq!(
            errors(quote!(
                enum O {
                    #[field(1, packed = false)]
                    A(u32),
                    #[field(1)]
                    B(i64),
                }
            )),
            2
        );
        assert_eq!(
            errors(quote!(
                enum O {
                    #[field(1)]
                    AB(u32),
                    #[field(2, name = "ab")]
                    B(i64),
                }
            )),
            1
        );
        assert_eq!(
            errors(quote!(
                enum O {}
            )),
            1
        );
        let faulty = oneof(
            quote!(),
            quote!(
                enum O {
                    A(u32),
                }
            ),
        )
        .to_string();
        assert_eq!(faulty.matches("impl ").count(), 1, "{faulty}");
    }
}
