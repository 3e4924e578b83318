//! The verdicts are those that are committed, and agree.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use traitwire::schema::compat::{Change, changes};
use traitwire_tests::tools;

use crate::cases::cases;
use crate::table::Case;
use crate::verdict::Verdict;
use crate::{buf, compiled, pairs};

fn ours(case: &Case) -> Vec<Change> {
    changes(
        &compiled::descriptors(&case.old),
        &compiled::descriptors(&case.new),
    )
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("compat").join(name)
}

/// The reason for each difference, by the name of the change.
fn differences() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("differences.txt").lines();
    lines
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(": ").expect("a name and a reason"))
        .collect()
}

#[test]
fn what_is_said_of_each_change_is_what_is_committed() {
    let mut text = String::new();
    for case in cases() {
        let changes = ours(&case);
        writeln!(text, "## {}\n\n{}\n", case.name, Verdict::of(&changes)).unwrap();
        for change in &changes {
            writeln!(text, "    {}\n", change.to_string().replace('\n', "\n    ")).unwrap();
        }
    }
    let committed = fs::read_to_string(path("verdicts.txt")).unwrap_or_default();
    if env::var_os("UPDATE_VERDICTS").is_some() {
        fs::write(path("verdicts.txt"), &text).expect("a file of the repository");
    } else {
        assert_eq!(committed, text, "see the head of tests/compat/main.rs");
    }
}

#[test]
fn buf_agrees() {
    let Some(tool) = tools::buf() else { return };
    let written = cases();
    let count = written.len();
    assert!(count >= 120, "{count} changes");
    let all: Vec<_> = written.into_iter().chain(pairs::cases()).collect();
    let theirs = buf::verdicts(tool, &all);
    let reasons = differences();
    let (mut different, mut wrong) = (0, String::new());
    for (at, (case, theirs)) in all.iter().zip(theirs).enumerate() {
        let changes = ours(case);
        let ours = Verdict::of(&changes);
        if ours != theirs {
            different += usize::from(at < count);
            // To say less than buf is never right.
            if ours > theirs || !reasons.contains_key(case.name.as_str()) {
                writeln!(wrong, "{}: ours {ours}, buf's {theirs}\n{changes:#?}", case.name).unwrap();
            }
        } else if reasons.contains_key(case.name.as_str()) {
            writeln!(wrong, "{}: no difference any more", case.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(different * 20 <= count, "{different} differences in {count}");
}
