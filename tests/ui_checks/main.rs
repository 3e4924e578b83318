//! Mistakes and what the compiler says of them: one file per mistake, named for it, each one error at the user's token.

mod messages;
mod reference;

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn mistakes_explain_themselves() {
    let cases = trybuild::TestCases::new();
    for fixture in fixtures(Path::new("ui"), "rs") {
        cases.compile_fail(fixture);
    }
}

/// A fixture that makes several mistakes says how many: `// errors: 3` in its first line.
#[test]
fn every_mistake_is_one_error() {
    let fixtures = fixtures(Path::new("ui"), "rs");
    assert!(!fixtures.is_empty());
    for fixture in fixtures {
        let source = fs::read_to_string(&fixture).expect("a fixture can be read");
        let expected = source
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("// errors: "));
        let expected: usize = expected.map_or(1, |count| count.parse().expect("a number of errors"));
        let stderr = fixture.with_extension("stderr");
        let output =
            fs::read_to_string(&stderr).unwrap_or_else(|error| panic!("{}: {error}", stderr.display()));
        let errors = output.lines().filter(|line| line.starts_with("error")).count();
        assert_eq!(errors, expected, "{}:\n{output}", fixture.display());
        assert!(!output.contains("\nwarning"), "{}:\n{output}", fixture.display());
    }
}

/// The files below `folder` with this extension, sorted.
fn fixtures(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of fixtures") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(fixtures(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
