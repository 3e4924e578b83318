//! Doc comments, which travel into `.proto`, reflection and the console.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The doc comments among `attrs`: lines joined by `\n`, one leading space off each.
///
/// What is no literal (`#[doc = include_str!("…")]`) is Rust's alone: a macro reads no files.
pub(crate) fn text(attrs: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for comment in attrs.iter().filter_map(literal) {
        for line in comment.lines() {
            lines.push(line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned());
        }
        if comment.is_empty() {
            lines.push(String::new());
        }
    }
    lines.join("\n")
}

fn literal(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined() {
        let item: syn::ItemStruct = syn::parse_quote! {
            /// One.
            ///
            ///   Two.
            #[doc(hidden)]
            #[doc = include_str!("x")]
            struct S;
        };
        assert_eq!(text(&item.attrs), "One.\n\n  Two.");
    }
}
