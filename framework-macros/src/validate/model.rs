//! What a `#[validate]` says, in owned nouns with spans.

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Path};

use super::value::{self, Form, Literal};
use crate::attr::{Args, KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;

/// The attribute's name.
pub(crate) const NAME: &str = "validate";

/// Every rule, with what stands after its name. The framework knows which types they go on.
const RULES: &[(&str, Form)] = &[
    ("const", Form::Value),
    ("in", Form::List),
    ("not_in", Form::List),
    ("gt", Form::Value),
    ("gte", Form::Value),
    ("lt", Form::Value),
    ("lte", Form::Value),
    ("finite", Form::Flag),
    ("len", Form::Size),
    ("min_len", Form::Size),
    ("max_len", Form::Size),
    ("len_bytes", Form::Size),
    ("min_bytes", Form::Size),
    ("max_bytes", Form::Size),
    ("pattern", Form::Text),
    ("prefix", Form::Value),
    ("suffix", Form::Value),
    ("contains", Form::Value),
    ("not_contains", Form::Text),
    ("email", Form::Flag),
    ("hostname", Form::Flag),
    ("ip", Form::Flag),
    ("ipv4", Form::Flag),
    ("ipv6", Form::Flag),
    ("uri", Form::Flag),
    ("uri_ref", Form::Flag),
    ("address", Form::Flag),
    ("uuid", Form::Flag),
    ("tuuid", Form::Flag),
    ("ip_with_prefixlen", Form::Flag),
    ("ipv4_with_prefixlen", Form::Flag),
    ("ipv6_with_prefixlen", Form::Flag),
    ("ip_prefix", Form::Flag),
    ("ipv4_prefix", Form::Flag),
    ("ipv6_prefix", Form::Flag),
    ("host_and_port", Form::Flag),
    ("ulid", Form::Flag),
    ("protobuf_fqn", Form::Flag),
    ("protobuf_dot_fqn", Form::Flag),
    ("well_known_regex", Form::Regex),
    ("strict", Form::Bool),
    ("defined_only", Form::Flag),
    ("min_items", Form::Size),
    ("max_items", Form::Size),
    ("unique", Form::Flag),
    ("min_pairs", Form::Size),
    ("max_pairs", Form::Size),
    ("lt_now", Form::Flag),
    ("gt_now", Form::Flag),
    ("within", Form::Text),
];

/// What `#[validate]` takes beside rules.
const OTHERS: &[&str] = &["required", "ignore", "items", "keys", "values", "with"];

/// Forms that one string cannot have at once: in the contract they are one choice.
const FORMATS: std::ops::Range<usize> = 19..40;

/// What `#[validate(…)]` says.
#[derive(Clone)]
pub(crate) struct Rules {
    /// Where the attribute stands.
    pub span: Span,
    pub own: Values,
    pub items: Option<Part>,
    pub keys: Option<Part>,
    pub values: Option<Part>,
    /// The function of `with = path`.
    pub with: Option<Path>,
}

/// `items(…)`, `keys(…)` or `values(…)`.
#[derive(Clone)]
pub(crate) struct Part {
    pub span: Span,
    pub rules: Values,
}

/// Rules of one value.
#[derive(Clone, Default)]
pub(crate) struct Values {
    /// Where `required` stands, if it does.
    pub required: Option<Span>,
    pub ignore: Ignore,
    pub rules: Vec<Rule>,
}

/// When the rules are passed over.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ignore {
    #[default]
    Unspecified,
    IfZeroValue,
    Always,
}

/// One rule.
#[derive(Clone)]
pub(crate) struct Rule {
    pub name: Ident,
    pub literal: Literal,
}

impl Rule {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

impl Values {
    /// The rule of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.is(name))
    }
}

impl Rules {
    /// Reads `#[validate(…)]` among `attrs`.
    pub(crate) fn read(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Self> {
        let span = attrs
            .iter()
            .find(|attr| attr.path().is_ident(NAME))?
            .path()
            .span();
        let names: Vec<_> = RULES
            .iter()
            .map(|(name, _)| *name)
            .chain(OTHERS.iter().copied())
            .collect();
        let mut args = Args::of(attrs, NAME, &names, d)?;
        args.no_positional("#[validate]", d);
        let mut part = |key: &str| args.take(key).and_then(|option| read_part(option, d));
        let (items, keys, values) = (part("items"), part("keys"), part("values"));
        let with = args
            .take("with")
            .and_then(|option| option.parse_with(Path::parse_mod_style, "the path of a function", d));
        Some(Self {
            span,
            own: read_values(&mut args, d),
            items,
            keys,
            values,
            with,
        })
    }

    /// Where something else than `required` stands, if it does.
    pub(crate) fn beyond_required(&self) -> Option<Span> {
        let parts = [&self.items, &self.keys, &self.values];
        let part = parts.into_iter().flatten().map(|part| part.span).next();
        let rule = self.own.rules.first().map(|rule| rule.name.span());
        let ignore = (self.own.ignore != Ignore::Unspecified).then_some(self.span);
        part.or(rule).or(ignore).or(self.with.as_ref().map(Spanned::span))
    }

    /// The rules of a list's elements, or of a map's values.
    pub(crate) fn elements(&self) -> Option<&Part> {
        self.items.as_ref().or(self.values.as_ref())
    }
}

fn read_part(option: KeyValue, d: &mut Diagnostics) -> Option<Part> {
    let KeyValue { key, value } = option;
    let OptionValue::List(tokens) = value else {
        d.push(key.span(), format_args!("write `{key}(…)` with rules in it"));
        return None;
    };
    let names: Vec<_> = RULES
        .iter()
        .map(|(name, _)| *name)
        .chain(["ignore", "required"])
        .collect();
    let what = format!("`{key}(…)` in `#[validate]`");
    let mut args = Args::parse(tokens, &what, &names, d);
    args.no_positional(&what, d);
    if let Some(span) = args.flag("required", d) {
        d.push(
            span,
            "what is in a list or a map is there: `required` stands on the field",
        );
    }
    Some(Part {
        span: key.span(),
        rules: read_values(&mut args, d),
    })
}

fn read_values(args: &mut Args, d: &mut Diagnostics) -> Values {
    let required = args.flag("required", d);
    let ignore = args
        .take("ignore")
        .and_then(|option| read_ignore(option, d))
        .unwrap_or_default();
    let mut rules = Vec::new();
    let mut format: Option<Ident> = None;
    for (at, (name, form)) in RULES.iter().enumerate() {
        let Some(option) = args.take(name) else { continue };
        let key = option.key.clone();
        if FORMATS.contains(&at) {
            match &format {
                Some(first) => d.push(
                    key.span(),
                    format_args!("a string has one form, and there is `{first}` already"),
                ),
                None => format = Some(key.clone()),
            }
        }
        if let Some(literal) = value::read(option, *form, d) {
            rules.push(Rule { name: key, literal });
        }
    }
    let values = Values {
        required,
        ignore,
        rules,
    };
    one_bound(&values, ["gt", "gte", "gt_now"], "lower", d);
    one_bound(&values, ["lt", "lte", "lt_now"], "upper", d);
    values
}

fn one_bound(values: &Values, names: [&str; 3], which: &str, d: &mut Diagnostics) {
    let mut bounds = names.iter().filter_map(|name| values.get(name));
    if let (Some(first), Some(second)) = (bounds.next(), bounds.next()) {
        d.push(
            second.name.span(),
            format_args!(
                "a value has one {which} bound, and there is `{}` already",
                first.name
            ),
        );
    }
}

fn read_ignore(option: KeyValue, d: &mut Diagnostics) -> Option<Ignore> {
    let word = option.parse::<Ident>("`if_zero_value` or `always`", d)?;
    match word.to_string().as_str() {
        "if_zero_value" => Some(Ignore::IfZeroValue),
        "always" => Some(Ignore::Always),
        _ => {
            d.push(word.span(), "rules are passed over `if_zero_value` or `always`");
            None
        }
    }
}

/// The tokens after `=`, if there is an `=`.
pub(super) fn after_equals(value: OptionValue) -> Option<TokenStream> {
    match value {
        OptionValue::Equals(tokens) => Some(tokens),
        OptionValue::None | OptionValue::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(attribute: Attribute) -> String {
        let mut d = Diagnostics::new();
        let _ = Rules::read(&[attribute], &mut d);
        d.finish()
            .err()
            .map(|errors| errors.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn reads_rules_of_a_field_and_its_parts() {
        let mut d = Diagnostics::new();
        let attribute: Attribute =
            syn::parse_quote!(#[validate(required, min_items = 1, items(min_len = 2, email), with = a::b)]);
        let rules = Rules::read(&[attribute], &mut d).expect("rules");
        d.finish().expect("no errors");
        assert!(rules.own.required.is_some() && rules.own.get("min_items").is_some());
        let items = rules.items.expect("items");
        assert_eq!(items.rules.rules.len(), 2);
        assert!(rules.with.is_some());
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(errors(syn::parse_quote!(#[validate(min_lenn = 1)])).contains("did you mean `min_len`?"));
        assert!(errors(syn::parse_quote!(#[validate(email, uuid)])).contains("one form"));
        assert!(errors(syn::parse_quote!(#[validate(gt = 1, gte = 2)])).contains("one lower bound"));
        assert!(errors(syn::parse_quote!(#[validate(ignore = never)])).contains("if_zero_value"));
        assert!(errors(syn::parse_quote!(#[validate(items = 1)])).contains("items(…)"));
        assert!(errors(syn::parse_quote!(#[validate(items(required))])).contains("required"));
    }

    #[test]
    fn the_formats_are_where_they_are_said_to_be() {
        assert_eq!(RULES[FORMATS.start].0, "email");
        assert_eq!(RULES[FORMATS.end - 1].0, "well_known_regex");
    }
}
