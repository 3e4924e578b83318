//! Differences between an older contract and real Rust: each names its place in the Rust, and what to write there.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use traitwire::schema::compat::changes_in;
use traitwire::schema::link::{Places, link};
use traitwire::schema::print::print;

use crate::compiled;
use crate::sample;
use crate::table::{self, Files};

#[test]
fn each_difference_names_its_place_and_what_to_write() {
    let services = sample::services();
    let new = link(&services).unwrap_or_else(|error| panic!("{error}"));
    let places = Places::of(&services).unwrap_or_else(|error| panic!("{error}"));
    let ours = new.file.iter().filter(|file| file.package() != "google.protobuf");
    let is: Files = ours.map(|file| (file.name().to_owned(), print(file))).collect();
    let cases = table::read(include_str!("was.txt"), &is);
    assert!(cases.len() >= 20, "{} changes", cases.len());
    let mut text = String::new();
    for case in cases {
        // The table says what was, so its new side is our old one.
        let old = compiled::descriptors(&case.new);
        let changes = changes_in(&old, &new, &places);
        assert!(!changes.is_empty(), "{}", case.name);
        writeln!(text, "## {}\n", case.name).unwrap();
        for change in &changes {
            assert!(change.place.contains("sample::"), "{change}");
            assert_eq!(change.is_refused(), !change.remedy.is_empty(), "{change}");
            writeln!(text, "    {}\n", change.to_string().replace('\n', "\n    ")).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("emission/said.txt");
    if env::var_os("UPDATE_SAID").is_some() {
        fs::write(&path, &text).expect("a file of the repository");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, text,
        "UPDATE_SAID=1 cargo test -p traitwire-tests --test emission writes it again"
    );
}
