//! The page of compile errors (`traitwire::compile_errors`) has a row for every fixture, and says what rustc says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fixtures;

/// Headings and the folders of their fixtures.
const PARTS: &[(&str, &str)] = &[
    ("Messages and their fields", "message"),
    ("Enumerations", "enumeration"),
    ("Oneofs", "oneof"),
    ("Packages", "package"),
    ("Services", "service"),
    ("Errors", "error"),
];

#[test]
fn every_fixture_is_on_the_page() {
    let page = fs::read_to_string("../framework/src/compile_errors.md").expect("the page");
    let mut folder = None;
    let mut named = BTreeSet::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            let part = PARTS.iter().find(|(name, _)| *name == heading);
            folder = Some(part.unwrap_or_else(|| panic!("no part is called {heading}")).1);
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let ([error, mend, examples], Some(folder)) = (&cells[..], folder) else {
            continue;
        };
        if *error == "rustc says" {
            continue;
        }
        assert!(!mend.is_empty(), "{line}");
        for (at, example) in examples.split(", ").enumerate() {
            let path = format!("ui/{folder}/{}.stderr", example.trim_matches('`'));
            let output = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            // What the row shows is what its first example says.
            if at == 0 {
                let bare = |text: &str| text.replace('`', "");
                assert!(
                    bare(&output).contains(&bare(error)),
                    "{path} does not say: {error}"
                );
            }
            assert!(named.insert(path.clone()), "{path} is there twice");
        }
    }
    let outputs = fixtures(Path::new("ui"), "stderr");
    let missing: Vec<_> = outputs
        .iter()
        .map(|path| path.display().to_string())
        .filter(|path| !named.contains(path))
        .collect();
    assert!(
        missing.is_empty(),
        "not in framework/src/compile_errors.md: {missing:#?}"
    );
}
