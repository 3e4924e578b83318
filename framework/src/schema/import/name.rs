//! Names: from protobuf's conventions to Rust's, such that the macros lead back wherever a name allows it.

use std::collections::BTreeSet;

/// Rust's keywords of every edition.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// Names that are given once each, in one scope.
#[derive(Debug, Default)]
pub(super) struct Scope(BTreeSet<String>);

impl Scope {
    /// The name, or the name with a number after it if it is taken.
    pub(super) fn claim(&mut self, name: String) -> String {
        self.claim_with(name, &[])
    }

    /// A name such that it and what the suffixes make of it are all free.
    pub(super) fn claim_with(&mut self, name: String, suffixes: &[&str]) -> String {
        let separator = if name.starts_with(|c: char| c.is_uppercase()) {
            ""
        } else {
            "_"
        };
        let mut free = name.clone();
        let mut number = 2;
        while self.is_taken(&free, suffixes) {
            free = format!("{name}{separator}{number}");
            number += 1;
        }
        self.0
            .extend(suffixes.iter().map(|suffix| format!("{free}{suffix}")));
        self.0.insert(free.clone());
        free
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    fn is_taken(&self, name: &str, suffixes: &[&str]) -> bool {
        self.contains(name)
            || suffixes
                .iter()
                .any(|suffix| self.contains(&format!("{name}{suffix}")))
    }
}

/// A file's module: its path without the extension, in snake case.
pub(super) fn module(file: &str) -> String {
    let stem = file.strip_suffix(".proto").unwrap_or(file);
    let words: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let name = field(&words);
    if name.starts_with(|c: char| c.is_ascii_digit()) || KEYWORDS.contains(&name.as_str()) {
        format!("proto_{name}")
    } else {
        name
    }
}

/// A type: as it is where it is in Rust's convention.
pub(super) fn type_name(proto: &str) -> String {
    let name = if proto.contains('_') || !proto.starts_with(|c: char| c.is_ascii_uppercase()) {
        upper_camel(proto)
    } else {
        proto.to_owned()
    };
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && name != "Self" => name,
        _ => format!("T{name}"),
    }
}

/// A field or a method: as it is where it is in Rust's convention.
pub(super) fn field(proto: &str) -> String {
    let inner = proto.trim_matches('_');
    if inner.is_empty() {
        return "underscore".to_owned();
    }
    if !inner.contains("__") && !inner.contains(|c: char| c.is_ascii_uppercase()) {
        return legal(proto);
    }
    let words: Vec<_> = snake(inner)
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let leading = proto.len() - proto.trim_start_matches('_').len();
    legal(&format!("{}{}", "_".repeat(leading), words.join("_")))
}

/// The method for a proto method's name.
pub(super) fn method(proto: &str) -> String {
    let name = field(&snake(proto));
    match name.as_str() {
        // The client has these of its own.
        "clone" | "with_metadata" | "with_timeout" => format!("{name}_rpc"),
        _ => name,
    }
}

/// A variant of an enumeration whose names usually begin with `prefix`.
pub(super) fn variant(proto: &str, prefix: &str) -> String {
    let stripped = proto
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .map(from_screaming)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let name = stripped.unwrap_or_else(|| from_screaming(proto));
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && name != "Self" => name,
        _ => format!("V{name}"),
    }
}

/// `NOT_FOUND` → `NotFound`; what has small letters keeps its shape: `fooBar` → `FooBar`.
fn from_screaming(name: &str) -> String {
    if name.contains(|c: char| c.is_ascii_lowercase()) {
        upper_camel(name)
    } else {
        upper_camel(&name.to_ascii_lowercase())
    }
}

/// Not a word of Rust's that even `r#` does not save.
fn legal(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// The identifier as it is written.
pub(super) fn raw(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// `get_user` → `GetUser`, as the macros do it.
pub(super) fn upper_camel(snake: &str) -> String {
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

/// `NotFound` → `not_found`, `HTTPError` → `http_error`, as the macros do it.
pub(super) fn snake(camel: &str) -> String {
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

/// `NotFound` → `NOT_FOUND`, as the macros do it.
pub(super) fn screaming_snake(camel: &str) -> String {
    snake(camel).to_uppercase()
}

/// Whether this can be a name in protobuf.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_paths() {
        assert_eq!(module("grpc/testing/empty.proto"), "grpc_testing_empty");
        assert_eq!(module("a-b/UserData.proto"), "a_b_user_data");
        assert_eq!(module("1.proto"), "proto_1");
        assert_eq!(module("mod.proto"), "proto_mod");
    }

    #[test]
    fn types_fields_and_methods_follow_rusts_conventions() {
        for (proto, rust) in [
            ("User", "User"),
            ("user_data", "UserData"),
            ("Foo_Bar", "FooBar"),
            ("_1", "T1"),
        ] {
            assert_eq!(type_name(proto), rust);
        }
        for (proto, rust) in [
            ("id", "id"),
            ("type", "type"),
            ("self", "self_"),
            ("fieldName7", "field_name7"),
            ("field__name15", "field_name15"),
            ("__Field_name14", "__field_name14"),
            ("FIELD_NAME11", "field_name11"),
            ("_", "underscore"),
        ] {
            assert_eq!(field(proto), rust);
        }
        assert_eq!(raw("type"), "r#type");
        assert_eq!(method("GetURL"), "get_url");
        assert_eq!(method("Clone"), "clone_rpc");
    }

    #[test]
    fn variants_lose_the_prefix_where_something_is_left() {
        for (proto, rust) in [
            ("ROLE_ADMIN", "Admin"),
            ("ROLE_1_0", "Role10"),
            ("ROLE", "Role"),
            ("ROLE_", "Role"),
            ("ADMIN", "Admin"),
            ("bAz", "BAz"),
            ("_7", "V7"),
        ] {
            assert_eq!(variant(proto, "ROLE"), rust);
        }
    }

    #[test]
    fn a_name_is_given_once() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim("User".into()), "User");
        assert_eq!(scope.claim("User".into()), "User2");
        assert_eq!(scope.claim("user".into()), "user");
        assert_eq!(scope.claim("user".into()), "user_2");
        assert_eq!(scope.claim("UserClient".into()), "UserClient");
        assert_eq!(scope.claim_with("UserS".into(), &["Client"]), "UserS");
        assert_eq!(scope.claim_with("User3".into(), &["Client"]), "User3");
    }
}
