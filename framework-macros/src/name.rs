//! Names: from Rust's conventions to protobuf's.

use syn::Ident;
use syn::ext::IdentExt;

/// The name as the wire knows it: `r#type` is `type`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `get_user` → `GetUser`.
pub(crate) fn upper_camel(snake: &str) -> String {
    snake
        .split('_')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        })
        .collect()
}

/// `NotFound` → `not_found`, `HTTPError` → `http_error`, `V1Beta` → `v1_beta`.
pub(crate) fn snake(camel: &str) -> String {
    let chars: Vec<char> = camel.chars().collect();
    let mut out = String::new();
    for (i, &c) in chars.iter().enumerate() {
        if c.is_uppercase() {
            let after_lower = i > 0 && !chars[i - 1].is_uppercase() && chars[i - 1] != '_';
            let ends_acronym = i > 0
                && chars[i - 1].is_uppercase()
                && chars.get(i + 1).is_some_and(|next| next.is_lowercase());
            if after_lower || ends_acronym {
                out.push('_');
            }
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// `NotFound` → `NOT_FOUND`.
pub(crate) fn screaming_snake(camel: &str) -> String {
    snake(camel).to_uppercase()
}

/// The name in JSON, by protoc's rule: `created_at` → `createdAt`.
pub(crate) fn json(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for c in name.chars() {
        match c {
            '_' => upper = true,
            c if upper => {
                out.push(c.to_ascii_uppercase());
                upper = false;
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether `name` is a protobuf identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether `name` is a protobuf package: identifiers joined by dots, or nothing.
pub(crate) fn is_package(name: &str) -> bool {
    name.is_empty() || name.split('.').all(is_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventions() {
        for (snake_case, camel) in [("get_user", "GetUser"), ("list", "List"), ("v1_beta", "V1Beta")] {
            assert_eq!(upper_camel(snake_case), camel);
            assert_eq!(snake(camel), snake_case);
        }
        assert_eq!(snake("HTTPError"), "http_error");
        assert_eq!(screaming_snake("NotFound"), "NOT_FOUND");
        assert_eq!(upper_camel("_x__y"), "XY");
        assert_eq!(json("created_at"), "createdAt");
        assert_eq!(json("_a_1b"), "A1b");
        assert_eq!(plain(&syn::parse_quote!(r#type)), "type");
    }

    #[test]
    fn packages() {
        for good in ["", "user", "acme.user.v1", "_x"] {
            assert!(is_package(good), "{good}");
        }
        for bad in [".", "a.", "1a", "a-b", "a..b", "ä"] {
            assert!(!is_package(bad), "{bad}");
        }
    }
}
