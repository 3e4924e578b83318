//! `buf breaking` on all cases at once: each is in packages and folders of its own, so that none sees another.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{fs, str};

use crate::compiled::encoded;
use crate::table::{Case, Files};
use crate::verdict::Verdict;

/// Buf's verdict on each case, in their order.
pub(crate) fn verdicts(buf: &Path, cases: &[Case]) -> Vec<Verdict> {
    let folder = tempfile::tempdir().expect("a folder");
    let side = |name: &str, of: fn(&Case) -> &Files| {
        let mut files = Files::new();
        for (case, at) in cases.iter().zip(0..) {
            files.extend(
                of(case)
                    .iter()
                    .map(|(path, text)| (apart(path, at), apart(text, at))),
            );
        }
        let path = folder.path().join(name);
        fs::write(&path, encoded(&files)).expect("a temporary file");
        path
    };
    let old = side("old.binpb", |case| &case.old);
    let new = side("new.binpb", |case| &case.new);
    let said = Verdict::BREAKING.map(|verdict| breaking(buf, &new, &old, verdict));
    (0..cases.len())
        .map(|at| {
            let breaks: Vec<_> = said.iter().map(|said| said.contains_key(&at)).collect();
            let first = breaks.iter().position(|breaks| *breaks);
            if let Some(first) = first {
                // What breaks the wire breaks code too.
                assert!(
                    breaks[first..].iter().all(|breaks| *breaks),
                    "{}: {said:?}",
                    cases[at].name
                );
            }
            first.map_or(Verdict::Nothing, |first| Verdict::BREAKING[first])
        })
        .collect()
}

/// A name of its own for each case in place of `acme`.
fn apart(text: &str, at: usize) -> String {
    text.replace("acme", &format!("case{at:04}"))
}

/// What buf says in the category of `verdict`, by the number of the case.
fn breaking(buf: &Path, new: &Path, old: &Path, verdict: Verdict) -> BTreeMap<usize, String> {
    let category = verdict.category().expect("a verdict that breaks");
    let config = format!("{{\"version\":\"v2\",\"breaking\":{{\"use\":[\"{category}\"]}}}}");
    let output = Command::new(buf)
        .arg("breaking")
        .arg(new)
        .arg("--against")
        .arg(old)
        .args(["--error-format", "json", "--config", &config])
        .output()
        .expect("buf");
    let errors = String::from_utf8_lossy(&output.stderr);
    // 100: there are differences. Anything else went wrong.
    assert_eq!(output.status.code(), Some(100), "{errors}");
    let mut said: BTreeMap<usize, String> = BTreeMap::new();
    for line in str::from_utf8(&output.stdout).expect("text").lines() {
        let number = line
            .split_once("case")
            .and_then(|(_, rest)| rest.get(..4)?.parse().ok());
        let number = number.unwrap_or_else(|| panic!("of which case is {line}"));
        said.entry(number).or_default().push_str(line);
    }
    said
}
