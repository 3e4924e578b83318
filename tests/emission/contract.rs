//! The contract of the sample, and that of the example.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use prost_types::{FileDescriptorProto, FileDescriptorSet};
use traitwire::contract::{DESCRIPTOR_SET, check, emit};
use traitwire::schema::options;
use traitwire::schema::print::print;
use traitwire_tests::tools;

use crate::sample;

/// The sample, emitted.
fn emitted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let done = emit(folder.path(), &sample::services(), false).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        done.written,
        [
            "acme/shared/v1/shared.proto",
            "acme/library/v1/library.proto",
            "acme/odd/elsewhere.proto",
            DESCRIPTOR_SET
        ]
    );
    folder
}

fn example() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../proto"))
}

fn descriptors(folder: &Path) -> FileDescriptorSet {
    let bytes = fs::read(folder.join(DESCRIPTOR_SET)).expect("a descriptor set");
    options::decode(&bytes).expect("descriptors")
}

/// What is written as others published it.
const RULES: &str = "buf/validate/validate.proto";

/// protoc reads from the text what stands in the set beside it, and what it reads is printed alike.
fn assert_compiles(protoc: Command, folder: &Path) {
    let ours = descriptors(folder);
    let bytes = tools::compile(protoc, folder);
    let theirs = options::decode(&bytes).expect("descriptors");
    let bare = |file: &FileDescriptorProto| FileDescriptorProto {
        source_code_info: None,
        ..file.clone()
    };
    for read in theirs
        .file
        .iter()
        .filter(|file| file.package() != "google.protobuf" && file.name() != RULES)
    {
        let file = ours.file.iter().find(|file| file.name() == read.name());
        let file = file.unwrap_or_else(|| panic!("{} is not in the set", read.name()));
        assert_eq!(bare(file), bare(read));
        assert_eq!(print(file), print(read));
        let text = fs::read_to_string(folder.join(read.name())).expect("a file");
        assert_eq!(text, print(file));
        // protoc places parts too (names, types, options), and finds no comment that is not ours.
        let (ours, theirs) = (places(file), places(read));
        for (path, place) in &ours {
            assert_eq!(Some(place), theirs.get(path), "{}: {path:?}", read.name());
        }
        let commented = theirs.iter().filter(|(_, (_, comment))| !comment.is_empty());
        for (path, place) in commented {
            assert_eq!(ours.get(path), Some(place), "{}: {path:?}", read.name());
        }
    }
}

/// Where each element stands, and its comment, by its path.
fn places(file: &FileDescriptorProto) -> BTreeMap<Vec<i32>, (Vec<i32>, String)> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let places = locations.map(|location| {
        let comment = location.leading_comments().to_owned();
        (location.path.clone(), (location.span.clone(), comment))
    });
    places.collect()
}

#[test]
fn protoc_compiles_it_and_reads_what_was_meant() {
    let Some(protoc) = tools::protoc() else { return };
    assert_compiles(protoc, emitted().path());
    assert_compiles(tools::protoc().expect("as before"), example());
}

#[test]
fn buf_lint_finds_nothing_in_a_versioned_package() {
    let Some(buf) = tools::buf() else { return };
    let folder = emitted();
    let config = r#"{"version":"v2","lint":{"use":["STANDARD"],"ignore":["acme/odd"]}}"#;
    fs::write(folder.path().join("buf.yaml"), config).expect("a file");
    tools::succeed(Command::new(buf).arg("lint").current_dir(folder.path()));
    // Something is looked at: the package that is left out has what lint does not like.
    fs::write(
        folder.path().join("buf.yaml"),
        config.replace("acme/odd", "acme/none"),
    )
    .expect("a file");
    let found = Command::new(buf).arg("lint").current_dir(folder.path()).output();
    let found = String::from_utf8(found.expect("buf").stdout).expect("text");
    assert!(
        found.contains("acme/odd") && !found.contains("acme/library"),
        "{found}"
    );
}

#[test]
fn buf_would_format_it_alike() {
    let Some(buf) = tools::buf() else { return };
    tools::assert_formatted(buf, emitted().path());
    tools::assert_formatted(buf, example());
}

#[test]
fn it_is_the_same_bytes_each_time_and_keeps_itself() {
    let (one, two) = (emitted(), emitted());
    let files = tools::files(one.path());
    assert_eq!(files.len(), 3);
    let names = files
        .iter()
        .map(|path| path.strip_prefix(one.path()).expect("a path below"));
    for name in names.chain([Path::new(DESCRIPTOR_SET)]) {
        let [one, two] = [&one, &two].map(|folder| fs::read(folder.path().join(name)).expect("a file"));
        assert_eq!(one, two, "{}", name.display());
    }
    check(one.path(), &sample::services()).unwrap_or_else(|error| panic!("{error}"));
    // The order in which services are found is the linker's.
    let mut turned = sample::services();
    turned.reverse();
    check(one.path(), &turned).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn methods_name_and_reserve_in_the_messages_that_they_make() {
    let folder = emitted();
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    let library = text("acme/library/v1/library.proto");
    for part in [
        "message GetBookRequest {\n  reserved 2;\n  reserved \"isbn\";\n",
        "message GetBookResponse {\n  reserved 2 to 3;\n  reserved \"error\";\n",
    ] {
        assert!(library.contains(part), "{part}: {library}");
    }
    // One that returns `()` makes a message too.
    let odd = text("acme/odd/elsewhere.proto");
    assert!(
        odd.contains("returns (Ended)") && odd.contains("message Ended {}"),
        "{odd}"
    );
}
