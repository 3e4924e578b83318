//! What rules become: a record, and calls that check them. The calls read the record, so that a rule which does not
//! compile is one error.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::model::{Ignore, Part, Rule, Rules, Values};
use super::value::Literal;
use crate::name;
use crate::path::at;

/// How generated code finds the families of a field.
pub(crate) struct Ruled<'a> {
    /// `::traitwire::__private`
    pub private: &'a TokenStream,
    /// The expression of the `Ruled`.
    pub ruled: TokenStream,
}

/// How generated code finds the rules of a field in its record.
pub(crate) struct Recorded<'a> {
    /// `::traitwire::__private`
    pub private: &'a TokenStream,
    /// The expression of the `FieldRules`.
    pub rules: TokenStream,
}

/// Which of a field's families.
#[derive(Clone, Copy)]
enum Which {
    Own,
    Element,
    Key,
}

impl Which {
    fn ident(self) -> Ident {
        let name = match self {
            Self::Own => "own",
            Self::Element => "element",
            Self::Key => "key",
        };
        Ident::new(name, Span::call_site())
    }

    /// Where its rules stand in `FieldRules`.
    fn part(self) -> Ident {
        let name = match self {
            Self::Own => "own",
            Self::Element => "elements",
            Self::Key => "keys",
        };
        Ident::new(name, Span::call_site())
    }
}

/// The `FieldRules` of a record, and what is asserted before it is looked at.
pub(crate) fn record(rules: Option<&Rules>, ruled: &Ruled<'_>) -> (TokenStream, TokenStream) {
    let Ruled { private, ruled: all } = ruled;
    let Some(rules) = rules else {
        return (TokenStream::new(), quote!(#private::FieldRules::NONE));
    };
    let enabled = enabled(rules.span, private);
    let parts = [
        ("Items", &rules.items),
        ("Keys", &rules.keys),
        ("Values", &rules.values),
    ];
    let asserts = parts.into_iter().filter_map(|(name, part)| {
        let span = at(part.as_ref()?.span);
        let name = Ident::new(name, span);
        let private = spanned(private, span);
        Some(quote_spanned!(span=> #private::rules::assert_parts(&#all, #private::Part::#name);))
    });
    let own = ruled.values(Some(&rules.own), Which::Own);
    let elements = ruled.values(rules.elements().map(|part| &part.rules), Which::Element);
    let keys = ruled.values(rules.keys.as_ref().map(|part| &part.rules), Which::Key);
    let record = quote! {
        #private::FieldRules { own: #own, elements: #elements, keys: #keys }
    };
    (quote!(#enabled #(#asserts)*), record)
}

/// Refuses rules where the feature is off.
pub(crate) fn enabled(span: Span, private: &TokenStream) -> TokenStream {
    let span = at(span);
    let private = spanned(private, span);
    quote_spanned!(span=> #private::rules::enabled();)
}

fn spanned(private: &TokenStream, span: Span) -> TokenStream {
    let tokens = private.clone().into_iter();
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

impl Ruled<'_> {
    fn values(&self, values: Option<&Values>, which: Which) -> TokenStream {
        let private = self.private;
        let Some(values) = values else {
            return quote!(#private::ValueRules::NONE);
        };
        let required = values.required.is_some();
        let ignore = ignore(values.ignore, private);
        let rules = values.rules.iter().map(|rule| self.rule(rule, which));
        quote! {
            #private::ValueRules {
                required: #required,
                ignore: #ignore,
                rules: const { &[#(#rules),*] },
            }
        }
    }

    /// A rule as a constant.
    fn rule(&self, rule: &Rule, which: Which) -> TokenStream {
        let Self { private, ruled } = self;
        let which = which.ident();
        let span = at(rule.name.span());
        let here = spanned(private, span);
        let name = format_ident!("{}", name::upper_camel(&rule.name.to_string()), span = span);
        let value = |literal: TokenStream| {
            quote_spanned! {span=>
                #here::rules::value(&#ruled, #ruled.#which, #here::RuleName::#name, #literal)
            }
        };
        let value = match &rule.literal {
            Literal::One(one) => value(one.tokens(private)),
            Literal::List(items) => {
                let check = value(quote_spanned!(span=> #here::Literal::List));
                let items = items.iter().map(|item| {
                    let span = at(item.span);
                    let private = spanned(private, span);
                    let literal = item.tokens(&private);
                    quote_spanned!(span=> #private::rules::item(#ruled.#which, #literal))
                });
                quote!({ let _ = #check; #private::RuleValue::List { items: const { &[#(#items),*] } } })
            }
        };
        quote! {
            #private::Rule { family: #ruled.#which, name: #private::RuleName::#name, value: #value }
        }
    }
}

impl Recorded<'_> {
    /// A rule as it stands in the record.
    fn rule(&self, rule: &Rule, which: Which) -> TokenStream {
        let Self { private, rules } = self;
        let part = which.part();
        let name = format_ident!("{}", name::upper_camel(&rule.name.to_string()));
        quote!(const { #rules.#part.rule(#private::RuleName::#name) })
    }

    /// Calls that check the rules of one value, `__value`.
    fn checks(&self, values: &Values, which: Which) -> TokenStream {
        let private = self.private;
        let constant = |rule: &Rule| self.rule(rule, which);
        let optional = |rule: Option<&Rule>| match rule.map(constant) {
            Some(rule) => quote!(::core::option::Option::Some(#rule)),
            None => quote!(::core::option::Option::None),
        };
        let lower = values.get("gt").or_else(|| values.get("gte"));
        let upper = values.get("lt").or_else(|| values.get("lte"));
        let mut calls = TokenStream::new();
        if lower.or(upper).is_some() {
            let (lower, upper) = (optional(lower), optional(upper));
            calls.extend(quote!(#private::validate::check::range(#lower, #upper, __value, __path, __out);));
        }
        for rule in &values.rules {
            let name = rule.name.to_string();
            let function = match name.as_str() {
                "gt" | "gte" | "lt" | "lte" | "strict" => continue,
                "in" | "const" | "len" => format_ident!("{name}_"),
                _ => format_ident!("{name}"),
            };
            let extra = match (name.as_str(), &rule.literal) {
                ("pattern", Literal::One(one)) => {
                    let source = one.text().unwrap_or_default();
                    quote!({ static __PATTERN: #private::Pattern = #private::Pattern::new(#source); &__PATTERN },)
                }
                ("well_known_regex", _) => {
                    let strict = optional(values.get("strict"));
                    quote!(#strict,)
                }
                _ => TokenStream::new(),
            };
            let rule = constant(rule);
            calls.extend(quote!(#private::validate::check::#function(#rule, #extra __value, __path, __out);));
        }
        calls
    }
}

fn ignore(ignore: Ignore, private: &TokenStream) -> TokenStream {
    match ignore {
        Ignore::Unspecified => quote!(#private::Ignore::Unspecified),
        Ignore::IfZeroValue => quote!(#private::Ignore::IfZeroValue),
        Ignore::Always => quote!(#private::Ignore::Always),
    }
}

/// Rules of a list or a map as a whole.
const WHOLE: [&str; 5] = ["min_items", "max_items", "unique", "min_pairs", "max_pairs"];

fn presence(rules: &Rules, private: &TokenStream) -> TokenStream {
    let required = rules.own.required.is_some();
    let part = |part: Option<&Part>| ignore(part.map(|part| part.rules.ignore).unwrap_or_default(), private);
    let (elements, keys) = (part(rules.elements()), part(rules.keys.as_ref()));
    let ignore = ignore(rules.own.ignore, private);
    quote! {
        #private::validate::Presence { required: #required, ignore: #ignore, elements: #elements, keys: #keys }
    }
}

/// A closure that checks one value, or a list or map as a whole.
fn closure(calls: TokenStream) -> TokenStream {
    if calls.is_empty() {
        quote!(|_, _, _| {})
    } else {
        quote!(|__value, __path, __out| { #calls })
    }
}

fn split(own: &Values) -> (Values, Values) {
    let (whole, single) = own
        .rules
        .iter()
        .cloned()
        .partition(|rule| WHOLE.iter().any(|name| rule.is(name)));
    let with = |rules| Values {
        rules,
        ..Values::default()
    };
    (with(whole), with(single))
}

/// The check of a field of any shape, `checked` being the `Checked` around it.
pub(crate) fn whole_checks(
    rules: Option<&Rules>,
    recorded: &Recorded<'_>,
    name: &str,
    checked: &TokenStream,
) -> TokenStream {
    let private = recorded.private;
    let Some(rules) = rules else {
        return quote!(#checked.descend(&__path.field(#name), __out););
    };
    let presence = presence(rules, private);
    let (mut whole, single) = split(&rules.own);
    // Last, however it is written: it is not asked where the count is wrong.
    whole.rules.sort_by_key(|rule| rule.is("unique"));
    let whole = closure(recorded.checks(&whole, Which::Own));
    let key = rules
        .keys
        .as_ref()
        .map(|part| recorded.checks(&part.rules, Which::Key));
    let key = closure(key.unwrap_or_default());
    let mut each = recorded.checks(&single, Which::Own);
    each.extend(
        rules
            .elements()
            .map(|part| recorded.checks(&part.rules, Which::Element)),
    );
    let each = closure(each);
    let with = with_check(
        rules,
        |function, name| quote!(#checked.with(#name, &__presence, __path, __out, |__held| #function(__held));),
    );
    quote! {
        {
            let __presence = #presence;
            let __path = &__path.field(#name);
            #checked.check(&__presence, __path, __out, #whole, #key, #each);
            #with
        }
    }
}

/// The check of a member of a oneof that is there.
pub(crate) fn member(
    rules: Option<&Rules>,
    recorded: &Recorded<'_>,
    name: &str,
    checked: &TokenStream,
) -> TokenStream {
    let private = recorded.private;
    let (presence, each, with) = match rules {
        Some(rules) => (
            presence(rules, private),
            closure(recorded.checks(&rules.own, Which::Own)),
            with_check(
                rules,
                |function, name| quote!(#private::validate::by(#name, __path, __out, #function(__value));),
            ),
        ),
        None => (
            quote!(#private::validate::Presence::NONE),
            closure(TokenStream::new()),
            TokenStream::new(),
        ),
    };
    quote! {
        let __path = &__path.field(#name);
        #checked.present(&#presence, __path, __out, #each);
        #with
    }
}

fn with_check(rules: &Rules, call: impl FnOnce(&syn::Path, String) -> TokenStream) -> TokenStream {
    match (&rules.with, rules.own.ignore) {
        (Some(function), Ignore::Unspecified | Ignore::IfZeroValue) => {
            let name = function.segments.last().map(|last| name::plain(&last.ident));
            call(function, name.unwrap_or_default())
        }
        _ => TokenStream::new(),
    }
}
