//! `reserved(3, 7..=9, "old_name")`: numbers and names that must not be used again.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprRange, ExprUnary, Lit, LitStr, RangeLimits, Token, UnOp};

use crate::attr::{KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;

/// One reservation.
#[derive(Clone)]
pub(crate) enum Reserved {
    /// From the first to the last, both included.
    Numbers {
        first: i32,
        last: i32,
    },
    Name(LitStr),
}

/// Reads `reserved(…)`; numbers outside `range` are refused.
pub(crate) fn read(
    option: Option<KeyValue>,
    range: std::ops::RangeInclusive<i32>,
    d: &mut Diagnostics,
) -> Vec<Reserved> {
    let Some(option) = option else { return Vec::new() };
    let OptionValue::List(tokens) = option.value else {
        d.push(option.key.span(), "write `reserved(3, 7..=9, \"old_name\")`");
        return Vec::new();
    };
    let items = d.ok(Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens));
    let mut reserved: Vec<Reserved> = Vec::new();
    for item in items.into_iter().flatten() {
        let Some(one) = one(&item) else {
            d.push_spanned(&item, "reserved are numbers, ranges `7..=9` and names in quotes");
            continue;
        };
        match &one {
            Reserved::Numbers { first, last }
                if first > last || !range.contains(first) || !range.contains(last) =>
            {
                d.push_spanned(
                    &item,
                    format_args!("not a range of numbers from {} to {}", range.start(), range.end()),
                );
            }
            Reserved::Numbers { first, last }
                if reserved.iter().any(|other| other.overlaps(*first, *last)) =>
            {
                d.push_spanned(&item, "reserved twice");
            }
            Reserved::Name(name) if reserved.iter().any(|other| other.is(&name.value())) => {
                d.push_spanned(&item, "reserved twice");
            }
            _ => reserved.push(one),
        }
    }
    reserved
}

/// Refuses a number or a name that is reserved; the error stands at the use.
pub(crate) fn refuse(
    reserved: &[Reserved],
    number: Option<(i32, Span)>,
    name: (&str, Span),
    d: &mut Diagnostics,
) {
    if let Some((number, span)) = number
        && reserved.iter().any(|one| one.overlaps(number, number))
    {
        d.push(span, format_args!("the number {number} is reserved"));
    }
    if reserved.iter().any(|one| one.is(name.0)) {
        d.push(name.1, format_args!("the name `{}` is reserved", name.0));
    }
}

/// The records.
pub(crate) fn spec(reserved: &[Reserved], private: &TokenStream) -> TokenStream {
    let items = reserved.iter().map(|one| match one {
        Reserved::Numbers { first, last } => quote!(#private::Reserved::Numbers(#first, #last)),
        Reserved::Name(name) => quote!(#private::Reserved::Name(#name)),
    });
    quote!(&[#(#items),*])
}

impl Reserved {
    /// The last number, for the next free one.
    pub(crate) fn last(&self) -> Option<i32> {
        match self {
            Self::Numbers { last, .. } => Some(*last),
            Self::Name(_) => None,
        }
    }

    fn overlaps(&self, from: i32, to: i32) -> bool {
        matches!(self, Self::Numbers { first, last } if *first <= to && from <= *last)
    }

    fn is(&self, name: &str) -> bool {
        matches!(self, Self::Name(reserved) if reserved.value() == name)
    }
}

fn one(item: &Expr) -> Option<Reserved> {
    match item {
        Expr::Lit(ExprLit {
            lit: Lit::Str(name), ..
        }) => Some(Reserved::Name(name.clone())),
        Expr::Range(ExprRange {
            start: Some(start),
            limits: RangeLimits::Closed(_),
            end: Some(end),
            ..
        }) => Some(Reserved::Numbers {
            first: number(start)?,
            last: number(end)?,
        }),
        _ => number(item).map(|number| Reserved::Numbers {
            first: number,
            last: number,
        }),
    }
}

/// An integer literal, negative ones included.
pub(crate) fn number(expr: &Expr) -> Option<i32> {
    let (sign, literal) = match expr {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => (-1, &**expr),
        Expr::Group(group) => return number(&group.expr),
        other => (1, other),
    };
    match literal {
        Expr::Lit(ExprLit {
            lit: Lit::Int(int), ..
        }) => i32::try_from(int.base10_parse::<i64>().ok()? * sign).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attr::Args;

    #[test]
    fn reads_numbers_ranges_and_names() {
        let mut d = Diagnostics::new();
        let mut args = Args::parse(
            quote!(reserved(3, 7..=9, "old")),
            "#[message]",
            &["reserved"],
            &mut d,
        );
        let reserved = read(args.take("reserved"), 1..=100, &mut d);
        assert_eq!(reserved.len(), 3);
        refuse(
            &reserved,
            Some((4, Span::call_site())),
            ("new", Span::call_site()),
            &mut d,
        );
        assert!(d.is_empty());
        refuse(
            &reserved,
            Some((8, Span::call_site())),
            ("old", Span::call_site()),
            &mut d,
        );
        let errors = d.finish().expect_err("two errors").to_string();
        assert_eq!(errors.matches("is reserved").count(), 2);
    }

    #[test]
    fn refuses_nonsense() {
        let mut d = Diagnostics::new();
        let mut args = Args::parse(
            quote!(reserved(0, 9..=7, 7..9, x, 3, 2..=4, "a", "a")),
            "#[message]",
            &["reserved"],
            &mut d,
        );
        assert_eq!(read(args.take("reserved"), 1..=100, &mut d).len(), 2);
        let errors = d.finish().expect_err("six errors").to_string();
        assert_eq!(errors.matches("compile_error").count(), 6, "{errors}");
    }
}
