//! Every error that the macros can emit is one that a fixture makes.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::fixtures;

/// What reads like an error and is none, or none that can be made.
const NONE: &[&str] = &[
    // Panics of the macros themselves, which nothing that is written can cause.
    "not finished yet",
    "errors of a macro were dropped unread",
    "a message that cannot be read has errors",
    // Parts of generated documentation.
    "What `{}` is called with.",
    "What `{}` returns.",
    "`{}` of the call.",
    "Calls a [`{trait_name}`] elsewhere; it implements the trait itself. Cloning it is cheap.",
    "Serves an implementation of [`{name}`]: mounts in `traitwire::Server`, and in any tower server that takes gRPC services, such as tonic's.",
    // An option's value is read to the next comma, so that what is wrong in it is said of the whole.
    "expected `,`",
];

#[test]
fn every_error_has_a_fixture() {
    let outputs: Vec<String> = fixtures(Path::new("ui"), "stderr")
        .iter()
        .map(|path| fs::read_to_string(path).expect("an output"))
        .collect();
    let sources = fixtures(Path::new("../framework-macros/src"), "rs");
    let mut errors = 0;
    let mut missing = Vec::new();
    let mut unused = NONE.to_vec();
    for source in sources {
        let text = fs::read_to_string(&source).expect("a source");
        let mut literals = Vec::new();
        collect(text.parse().expect("Rust"), &mut literals);
        for literal in literals.iter().filter(|literal| is_sentence(literal)) {
            errors += 1;
            let parts = parts(literal);
            let made = outputs
                .iter()
                .any(|output| parts.iter().all(|part| output.contains(part)));
            if made {
                continue;
            }
            if NONE.contains(&literal.as_str()) {
                unused.retain(|none| none != literal);
            } else {
                missing.push(format!("{}: {literal}", source.display()));
            }
        }
    }
    assert!(errors > 100, "{errors}");
    assert!(missing.is_empty(), "no fixture makes\n{}", missing.join("\n"));
    assert!(
        unused.is_empty(),
        "no source says, or a fixture makes\n{}",
        unused.join("\n")
    );
}

/// The string literals outside of documentation, quoted code and unit tests.
fn collect(tokens: TokenStream, literals: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        Some(TokenTree::Punct(punct)) => punct.to_string(),
        _ => String::new(),
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    literals.push(text.value());
                }
            }
            TokenTree::Group(group) => {
                let before = [at.wrapping_sub(2), at.wrapping_sub(1)].map(word);
                let is_attribute =
                    group.delimiter() == Delimiter::Bracket && (before[1] == "#" || before == ["#", "!"]);
                let is_quoted =
                    before[1] == "!" && before[0].starts_with("quote") || before[0] == "parse_quote_spanned";
                let is_tests = before == ["mod", "tests"];
                if !is_attribute && !is_quoted && !is_tests {
                    collect(group.stream(), literals);
                }
            }
            _ => {}
        }
    }
}

fn is_sentence(literal: &str) -> bool {
    literal.len() >= 10 && literal.contains(' ')
}

/// What stands between the placeholders.
fn parts(literal: &str) -> Vec<String> {
    let literal = literal.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let parts = literal
        .split('{')
        .enumerate()
        .map(|(i, part)| match (i, part.split_once('}')) {
            (1.., Some((_, behind))) => behind,
            _ => part,
        });
    parts
        .map(|part| part.trim().replace('\u{1}', "{").replace('\u{2}', "}"))
        .filter(|part| !part.is_empty())
        .collect()
}
