//! Reading the arguments of attributes: `#[field(3, sint32, name = "x", map(sint32, fixed64))]`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, Meta, Token};

use crate::diagnostics::Diagnostics;
use crate::path::CratePath;

/// One argument.
#[derive(Debug)]
pub(crate) enum Arg {
    /// `3`, `7..=9`, `"old_name"`: whatever does not begin with a word.
    Positional(TokenStream),
    /// `key`, `key = value` or `key(list)`.
    Option(KeyValue),
}

/// An option with its value, if any.
#[derive(Debug)]
pub(crate) struct KeyValue {
    pub key: Ident,
    pub value: OptionValue,
}

/// What stands after an option's name.
#[derive(Debug)]
pub(crate) enum OptionValue {
    /// Nothing: a flag.
    None,
    /// `= tokens`
    Equals(TokenStream),
    /// `(tokens)`
    List(TokenStream),
}

impl Parse for Arg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return Ok(Self::Positional(until_comma(input)?));
        }
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            let equals: Token![=] = input.parse()?;
            let value = until_comma(input)?;
            if value.is_empty() {
                return Err(syn::Error::new(equals.span, format!("`{key} =` needs a value")));
            }
            OptionValue::Equals(value)
        } else if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            OptionValue::List(content.parse()?)
        } else {
            OptionValue::None
        };
        if !input.is_empty() && !input.peek(Token![,]) {
            return Err(input.error("expected `,`"));
        }
        Ok(Self::Option(KeyValue { key, value }))
    }
}

fn until_comma(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

/// The arguments of one kind of attribute, taken out one by one.
#[derive(Debug, Default)]
pub(crate) struct Args {
    positional: Vec<TokenStream>,
    options: Vec<KeyValue>,
}

impl Args {
    /// The arguments in `tokens`; `known` are the options there are, `what` the attribute, for messages: `#[field]`.
    pub(crate) fn parse(tokens: TokenStream, what: &str, known: &[&str], d: &mut Diagnostics) -> Self {
        let mut args = Self::default();
        args.read(tokens, what, known, d);
        args
    }

    /// The arguments of every attribute called `name` among `attrs`; `None` when there is no such attribute.
    pub(crate) fn of(attrs: &[Attribute], name: &str, known: &[&str], d: &mut Diagnostics) -> Option<Self> {
        let what = format!("#[{name}]");
        let mut found: Option<Self> = None;
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
            let args = found.get_or_insert_default();
            match &attr.meta {
                Meta::Path(_) => {}
                Meta::List(list) => args.read(list.tokens.clone(), &what, known, d),
                Meta::NameValue(_) => d.push_spanned(attr, format_args!("write `#[{name}(…)]`")),
            }
        }
        found
    }

    fn read(&mut self, tokens: TokenStream, what: &str, known: &[&str], d: &mut Diagnostics) {
        let parsed = syn::punctuated::Punctuated::<Arg, Token![,]>::parse_terminated.parse2(tokens);
        for arg in d.ok(parsed).into_iter().flatten() {
            match arg {
                Arg::Positional(tokens) => self.positional.push(tokens),
                Arg::Option(option) if !known.iter().any(|known| option.key == known) => {
                    d.push(option.key.span(), unknown(&option.key, what, known));
                }
                Arg::Option(option) if self.options.iter().any(|other| other.key == option.key) => {
                    d.push(option.key.span(), format_args!("`{}` is given twice", option.key));
                }
                Arg::Option(option) => self.options.push(option),
            }
        }
    }

    /// The positional arguments.
    pub(crate) fn positional(&mut self) -> Vec<TokenStream> {
        std::mem::take(&mut self.positional)
    }

    /// Refuses positional arguments.
    pub(crate) fn no_positional(&mut self, what: &str, d: &mut Diagnostics) {
        for tokens in self.positional() {
            d.push_spanned(tokens, format_args!("{what} takes options by name only"));
        }
    }

    /// The option called `key`.
    pub(crate) fn take(&mut self, key: &str) -> Option<KeyValue> {
        let i = self.options.iter().position(|option| option.key == key)?;
        Some(self.options.swap_remove(i))
    }

    /// The options called by one of `keys`, in the order written.
    pub(crate) fn take_each(&mut self, keys: &[&str]) -> Vec<KeyValue> {
        let options = std::mem::take(&mut self.options).into_iter();
        let (taken, left) = options.partition(|option| keys.iter().any(|key| option.key == key));
        self.options = left;
        taken
    }

    /// Whether the flag `key` is set: `key` or `key = true`. Its span, if so.
    pub(crate) fn flag(&mut self, key: &str, d: &mut Diagnostics) -> Option<Span> {
        let option = self.take(key)?;
        let span = option.key.span();
        match option.value {
            OptionValue::None => Some(span),
            _ => option
                .parse::<syn::LitBool>("`true` or `false`", d)?
                .value
                .then_some(span),
        }
    }

    /// The value of `key = "…"`.
    pub(crate) fn string(&mut self, key: &str, d: &mut Diagnostics) -> Option<LitStr> {
        self.take(key)?.parse("a string", d)
    }

    /// The value of `crate = path`, or its default.
    pub(crate) fn crate_path(&mut self, d: &mut Diagnostics) -> CratePath {
        self.take("crate")
            .and_then(|option| option.parse_with(syn::Path::parse_mod_style, "a path", d))
            .map_or_else(CratePath::default, |path| CratePath::new(&path))
    }
}

impl KeyValue {
    /// The value after `=`, as a `T`.
    pub(crate) fn parse<T: Parse>(self, expected: &str, d: &mut Diagnostics) -> Option<T> {
        self.parse_with(T::parse, expected, d)
    }

    /// The value after `=`, as `parser` reads it.
    pub(crate) fn parse_with<P: Parser>(
        self,
        parser: P,
        expected: &str,
        d: &mut Diagnostics,
    ) -> Option<P::Output> {
        let Self { key, value } = self;
        match value {
            OptionValue::Equals(tokens) => match parser.parse2(tokens.clone()) {
                Ok(value) => return Some(value),
                Err(_) => d.push_spanned(tokens, format_args!("`{key} = …` wants {expected}")),
            },
            OptionValue::None | OptionValue::List(_) => {
                d.push(key.span(), format_args!("write `{key} = …` with {expected}"));
            }
        }
        None
    }
}

/// What to say of an option that does not exist.
fn unknown(key: &Ident, what: &str, known: &[&str]) -> String {
    match nearest(&key.to_string(), known) {
        Some(near) => format!("{what} has no option `{key}`: did you mean `{near}`?"),
        None => format!("{what} has no option `{key}`; it has `{}`", known.join("`, `")),
    }
}

/// The known word that a misspelt one is likely to be.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|known| (distance(word, known), *known))
        .min()
        .filter(|(distance, known)| {
            *distance <= known.len().max(word.len()) / 3 + 1 && *distance < known.len()
        })
        .map(|(_, known)| known)
}

/// The least number of letters to change, add, leave out, or swap with their neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped {
                        least.min(rows[i - 2][j - 2] + 1)
                    } else {
                        least
                    }
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

/// The `cfg` attributes among `attrs`, to gate all that is generated for what they stand on.
pub(crate) fn cfgs(attrs: &[Attribute]) -> Vec<Attribute> {
    let is_cfg = |attr: &&Attribute| attr.path().is_ident("cfg");
    attrs.iter().filter(is_cfg).cloned().collect()
}

/// The attributes without those called by one of `names`.
pub(crate) fn without(attrs: &[Attribute], names: &[&str]) -> Vec<Attribute> {
    let is_ours = |attr: &&Attribute| names.iter().any(|name| attr.path().is_ident(name));
    attrs.iter().filter(|attr| !is_ours(attr)).cloned().collect()
}

/// Whether `#[deprecated]` is among `attrs`.
pub(crate) fn is_deprecated(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("deprecated"))
}

/// Whether `attr` is a `cfg_attr` around one of our attributes `names`: it is expanded after us, so we do not see it.
pub(crate) fn hides(attr: &Attribute, names: &[&str]) -> bool {
    let is_ours = |tree: TokenTree| match tree {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        _ => false,
    };
    match &attr.meta {
        Meta::List(list) if attr.path().is_ident("cfg_attr") => list.tokens.clone().into_iter().any(is_ours),
        _ => false,
    }
}

/// Refuses `cfg_attr` around our attributes `names`, and around `deprecated`, which would be lost.
pub(crate) fn refuse_cfg_attr(attrs: &[Attribute], names: &[&str], d: &mut Diagnostics) {
    for attr in attrs {
        if hides(attr, names) || hides(attr, &["deprecated"]) {
            d.push(
                attr.path().span(),
                "`cfg_attr` around this attribute is not supported: write the item twice, each under its `cfg`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn reads_what_there_is() {
        let mut d = Diagnostics::new();
        let mut args = Args::parse(
            quote!(3, sint32, name = "x", crate = a::b, reserved(1, 2..=3)),
            "#[x]",
            &["sint32", "name", "crate", "reserved"],
            &mut d,
        );
        assert_eq!(args.positional().len(), 1);
        assert!(args.flag("sint32", &mut d).is_some());
        assert_eq!(args.string("name", &mut d).expect("a name").value(), "x");
        assert_eq!(
            args.crate_path(&mut d).private().to_string(),
            "a :: b :: __private"
        );
        assert!(matches!(
            args.take("reserved").expect("a list").value,
            OptionValue::List(_)
        ));
        d.finish().expect("no errors");
    }

    #[test]
    fn refuses_the_unknown_the_double_and_the_empty() {
        let mut d = Diagnostics::new();
        Args::parse(
            quote!(nam = "x", name = "x", name = "y"),
            "#[x]",
            &["name"],
            &mut d,
        );
        Args::parse(quote!(name =), "#[x]", &["name"], &mut d);
        let errors = d.finish().expect_err("three errors").to_string();
        assert!(errors.contains("did you mean `name`?"), "{errors}");
        assert!(errors.contains("given twice"), "{errors}");
        assert!(errors.contains("needs a value"), "{errors}");
    }

    #[test]
    fn distances() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("nmae", "name"), 1);
        assert_eq!(nearest("sint23", &["sint32", "fixed32"]), Some("sint32"));
        assert_eq!(nearest("elephant", &["name"]), None);
    }
}
