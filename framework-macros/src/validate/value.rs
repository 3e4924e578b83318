//! What stands after a rule's name.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprUnary, Ident, Lit, UnOp};

use super::model::after_equals;
use crate::attr::{self, KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;
use crate::path::at;

/// What a rule wants after its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Flag,
    /// `true` or `false`.
    Bool,
    /// A number of things.
    Size,
    /// A string.
    Text,
    /// What the field holds.
    Value,
    /// `[…]` of what the field holds.
    List,
    /// The name of a well-known pattern.
    Regex,
}

/// A value as it was written.
#[derive(Clone)]
pub(crate) enum Literal {
    One(One),
    List(Vec<One>),
}

/// One value.
#[derive(Clone)]
pub(crate) struct One {
    pub span: Span,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Flag(bool),
    Int(i128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    Path(syn::ExprPath),
}

impl One {
    /// The `Literal` of the framework.
    pub(crate) fn tokens(&self, private: &TokenStream) -> TokenStream {
        let span = at(self.span);
        match &self.kind {
            Kind::Flag(flag) => quote_spanned!(span=> #private::Literal::Flag(#flag)),
            Kind::Int(value) => quote_spanned!(span=> #private::Literal::Int(#value)),
            Kind::Float(value) => quote_spanned!(span=> #private::Literal::Float(#value)),
            Kind::Text(text) => quote_spanned!(span=> #private::Literal::Text(#text)),
            Kind::Bytes(bytes) => {
                let bytes = syn::LitByteStr::new(bytes, span);
                quote_spanned!(span=> #private::Literal::Bytes(#bytes))
            }
            Kind::Path(path) => quote_spanned!(span=> #private::Literal::Cast(#path as i128)),
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads what stands after a rule's name.
pub(super) fn read(option: KeyValue, form: Form, d: &mut Diagnostics) -> Option<Literal> {
    let KeyValue { key, value } = option;
    let span = key.span();
    match form {
        Form::Flag => match &value {
            OptionValue::None => Some(flag(span, true)),
            OptionValue::Equals(tokens) if is_word(tokens, "true") => Some(flag(span, true)),
            OptionValue::Equals(tokens) if is_word(tokens, "false") => {
                d.push_spanned(
                    tokens,
                    format_args!("a rule that does not hold is left out: remove `{key}`"),
                );
                None
            }
            _ => {
                d.push(span, format_args!("`{key}` stands alone"));
                None
            }
        },
        Form::Regex => regex(&key, value, d),
        _ => {
            let wants = match form {
                Form::Bool => "`true` or `false`",
                Form::Size => "a number from 0 on",
                Form::Text => "a string",
                Form::List => "a list, `[1, 2]`",
                _ => "a value",
            };
            let Some(tokens) = after_equals(value) else {
                d.push(span, format_args!("write `{key} = …` with {wants}"));
                return None;
            };
            let expr = match syn::parse2::<Expr>(tokens.clone()) {
                Ok(expr) => expr,
                Err(_) => {
                    d.push_spanned(tokens, format_args!("`{key} = …` wants {wants}"));
                    return None;
                }
            };
            let literal = literal(&expr, form);
            if literal.is_none() {
                d.push_spanned(
                    expr,
                    format_args!("`{key} = …` wants {wants}, written out: rules are read while compiling"),
                );
            }
            literal
        }
    }
}

fn literal(expr: &Expr, form: Form) -> Option<Literal> {
    if let (Form::List, Expr::Array(array)) = (form, expr) {
        return array
            .elems
            .iter()
            .map(one)
            .collect::<Option<_>>()
            .map(Literal::List);
    }
    let value = one(expr)?;
    let fits = match form {
        Form::Bool => matches!(value.kind, Kind::Flag(_)),
        Form::Size => matches!(value.kind, Kind::Int(0..=0xffff_ffff_ffff_ffff)),
        Form::Text => matches!(value.kind, Kind::Text(_)),
        Form::Value => true,
        _ => false,
    };
    fits.then_some(Literal::One(value))
}

fn one(expr: &Expr) -> Option<One> {
    let span = expr.span();
    let kind = match expr {
        Expr::Lit(literal) => of_lit(&literal.lit)?,
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(literal) => match of_lit(&literal.lit)? {
                Kind::Int(value) => Kind::Int(-value),
                Kind::Float(value) => Kind::Float(-value),
                _ => return None,
            },
            _ => return None,
        },
        Expr::Path(path) => Kind::Path(path.clone()),
        _ => return None,
    };
    Some(One { span, kind })
}

fn of_lit(lit: &Lit) -> Option<Kind> {
    Some(match lit {
        Lit::Bool(flag) => Kind::Flag(flag.value),
        Lit::Int(value) => Kind::Int(value.base10_parse().ok()?),
        Lit::Float(value) => Kind::Float(value.base10_parse().ok()?),
        Lit::Str(text) => Kind::Text(text.value()),
        Lit::ByteStr(bytes) => Kind::Bytes(bytes.value()),
        _ => return None,
    })
}

fn flag(span: Span, value: bool) -> Literal {
    Literal::One(One {
        span,
        kind: Kind::Flag(value),
    })
}

fn is_word(tokens: &TokenStream, word: &str) -> bool {
    tokens.to_string() == word
}

/// `http_header_name` or `http_header_value`.
fn regex(key: &Ident, value: OptionValue, d: &mut Diagnostics) -> Option<Literal> {
    const NAMES: [&str; 2] = ["http_header_name", "http_header_value"];
    let tokens = after_equals(value).unwrap_or_else(|| quote!());
    let word = tokens.to_string();
    if NAMES.contains(&word.as_str()) {
        return Some(Literal::One(One {
            span: tokens.span(),
            kind: Kind::Text(format!("KNOWN_REGEX_{}", word.to_uppercase())),
        }));
    }
    let span = if tokens.is_empty() {
        key.span()
    } else {
        tokens.span()
    };
    match attr::nearest(&word, &NAMES) {
        Some(near) => d.push(span, format_args!("there is no `{word}`: did you mean `{near}`?")),
        None => d.push(
            span,
            format_args!("write `{key} = http_header_name` or `{key} = http_header_value`"),
        ),
    }
    None
}
