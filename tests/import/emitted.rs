//! What is printed from the Rust of the public files: others compile it, and read the same in it.

use std::fs;
use std::path::Path;

use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use traitwire::schema::link::link_all;
use traitwire::schema::print::print;
use traitwire_tests::tools;

use crate::round_trip::Root;
use crate::{generated, protos};

/// What `tests/generated` declares: in one set all but the well-known types, which are ours elsewhere in it, and in a
/// set of its own each of these.
fn linked() -> Vec<FileDescriptorSet> {
    let is_well_known = |root: &Root| root.file.starts_with("google/protobuf/");
    let (well_known, others): (Vec<_>, Vec<_>) = generated::roots().into_iter().partition(is_well_known);
    let groups = well_known.into_iter().map(|root| vec![root]).chain([others]);
    groups.map(|roots| link(&roots)).collect()
}

fn link(roots: &[Root]) -> FileDescriptorSet {
    let of = |module: &str| {
        let modules = roots.iter().map(|root| format!("::generated::{}", root.module));
        modules.into_iter().any(|root| module.ends_with(&root))
    };
    let mut services = traitwire::registry::services();
    services.retain(|service| of(service.source.module));
    let messages: Vec<_> = roots.iter().flat_map(|root| &root.messages).copied().collect();
    let enums: Vec<_> = roots.iter().flat_map(|root| &root.enums).copied().collect();
    let mut set = link_all(&services, &messages, &enums).unwrap_or_else(|error| panic!("{error}"));
    // Those that are only imported are protoc's own.
    set.file
        .retain(|file| roots.iter().any(|root| root.file == file.name()));
    assert_eq!(set.file.len(), roots.len());
    set
}

fn write(folder: &Path, set: &FileDescriptorSet) {
    for file in &set.file {
        let path = folder.join(file.name());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, print(file)).expect("a temporary file");
    }
}

fn bare(file: &FileDescriptorProto) -> FileDescriptorProto {
    FileDescriptorProto {
        source_code_info: None,
        ..file.clone()
    }
}

#[test]
fn protoc_reads_what_was_meant() {
    let mut files = 0;
    for ours in linked() {
        let Some(protoc) = tools::protoc() else { return };
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &ours);
        let bytes = tools::compile(protoc, folder.path());
        let theirs = FileDescriptorSet::decode(bytes.as_slice()).expect("descriptors");
        for file in &ours.file {
            let read = theirs.file.iter().find(|read| read.name() == file.name());
            let read = read.unwrap_or_else(|| panic!("{} was not compiled", file.name()));
            assert_eq!(bare(file), bare(read));
            assert_eq!(
                print(file),
                print(read),
                "what protoc read is printed alike, comments included"
            );
            files += 1;
        }
    }
    assert_eq!(files, protos::FILES.len());
}

#[test]
fn buf_would_format_it_alike() {
    let Some(buf) = tools::buf() else { return };
    for set in linked() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &set);
        tools::assert_formatted(buf, folder.path());
    }
}
