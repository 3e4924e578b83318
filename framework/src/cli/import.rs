//! `proto import`: reads `.proto` files and prints their modules.

use std::path::{Path, PathBuf};

use prost::Message as _;
use prost_types::FileDescriptorSet;
use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver, IncludeFileResolver};

use crate::error::Error;
use crate::schema::import::{Options, import_with, module_name};

/// The modules of these files, and what they leave out.
pub(super) fn modules(
    files: &[PathBuf],
    include: &[PathBuf],
    keep_unknown: bool,
) -> Result<(String, Vec<String>), Error> {
    let resolver = resolver(include);
    let names: Vec<_> = files.iter().map(|file| name(file, &resolver)).collect();
    let set = parse(resolver, files, include)?;
    let mut options = Options {
        keep_unknown,
        ..Default::default()
    };
    if let [name] = &names[..] {
        let imported = import_with(&set, name, options).map_err(Error::other)?;
        return Ok((imported.rust, imported.notes));
    }
    options.indent = 1;
    let (mut rust, mut notes) = (String::new(), Vec::new());
    for name in &names {
        let imported = import_with(&set, name, options).map_err(Error::other)?;
        if !rust.is_empty() {
            rust.push('\n');
        }
        rust.push_str(&format!(
            "pub mod {} {{\n{}}}\n",
            module_name(name),
            imported.rust
        ));
        notes.extend(imported.notes);
    }
    Ok((rust, notes))
}

fn resolver(include: &[PathBuf]) -> ChainFileResolver {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Descriptor);
    for folder in include {
        resolver.add(IncludeFileResolver::new(folder.clone()));
    }
    resolver.add(GoogleFileResolver::new());
    resolver
}

/// `descriptor.proto` as the parser has it, whatever lies in the folders: newer ones say more of extensions than it
/// reads, and nothing of theirs is looked at.
struct Descriptor;

impl FileResolver for Descriptor {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match name {
            "google/protobuf/descriptor.proto" => GoogleFileResolver::new().open_file(name),
            _ => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// The name by which other files import this one.
fn name(file: &Path, resolver: &ChainFileResolver) -> String {
    let resolved = resolver.resolve_path(file);
    resolved.unwrap_or_else(|| file.to_string_lossy().replace('\\', "/"))
}

fn parse(
    resolver: ChainFileResolver,
    files: &[PathBuf],
    include: &[PathBuf],
) -> Result<FileDescriptorSet, Error> {
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for file in files {
        compiler.open_file(file).map_err(|error| {
            let folders: Vec<_> = include
                .iter()
                .map(|folder| folder.display().to_string())
                .collect();
            // Where in which file stands in the parser's `Debug` only.
            Error::new(format!("{error:?}")).context(format!(
                "{} (imports are looked up in {}: `-I DIR` names others)",
                file.display(),
                folders.join(", ")
            ))
        })?;
    }
    // Encoded and decoded again: the parser may have a release of `prost-types` of its own.
    let bytes = compiler.encode_file_descriptor_set();
    FileDescriptorSet::decode(bytes.as_slice()).map_err(Error::other)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    #[test]
    fn one_file_is_a_module_and_several_are_modules_beside_each_other() {
        let folder = folder(&[
            (
                "a.proto",
                "syntax = \"proto3\"; message A { string x = 1 [debug_redact = true]; }",
            ),
            (
                "b.proto",
                "syntax = \"proto3\"; import \"a.proto\"; message B { A a = 1; }",
            ),
        ]);
        let include = [folder.path().to_owned()];
        let (one, notes) = modules(&[folder.path().join("a.proto")], &include, false).expect("a module");
        assert!(one.contains("\npub struct A {\n"), "{one}");
        assert_eq!(notes, ["a.proto: A.x: the option `debug_redact` is left out"]);
        let (both, _) = modules(&["b.proto".into(), "a.proto".into()], &include, false).expect("two modules");
        assert!(both.starts_with("pub mod b {\n    //! `b.proto`"), "{both}");
        assert!(both.contains("\n    pub struct B {\n        #[field(1)]\n        pub a: Option<super::a::A>,\n    }\n}\n\npub mod a {\n"), "{both}");
    }

    #[test]
    fn a_descriptor_proto_that_is_newer_than_the_parser_does_not_stand_in_the_way() {
        let folder = folder(&[(
            "a.proto",
            "syntax = \"proto3\"; import \"google/protobuf/descriptor.proto\"; \
             extend google.protobuf.MessageOptions { string table = 50001; } \
             message A { option (table) = \"a\"; }",
        )]);
        let home = folder.path().join("google/protobuf");
        fs::create_dir_all(&home).expect("a folder");
        let newer = "syntax = \"proto2\"; package google.protobuf; \
                     message MessageOptions { extensions 990 [verification = UNVERIFIED]; }";
        fs::write(home.join("descriptor.proto"), newer).expect("a file");
        let include = [folder.path().to_owned()];
        let (rust, notes) = modules(&["a.proto".into()], &include, false).expect("a module");
        assert!(rust.contains("pub struct A {}"), "{rust}");
        assert!(notes.iter().any(|note| note.contains("(table)")), "{notes:?}");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_what_to_do() {
        let folder = folder(&[
            ("bad.proto", "syntax = \"proto3\"; message {"),
            ("two.proto", "syntax = \"proto2\"; message Two {}"),
        ]);
        let include = [folder.path().to_owned()];
        let error = |file: &str| {
            let error = modules(&[file.into()], &include, false).expect_err("an error");
            error.to_string()
        };
        assert!(
            error("none.proto").contains("`-I DIR`"),
            "{}",
            error("none.proto")
        );
        assert!(
            error("bad.proto").contains("bad.proto:1:"),
            "{}",
            error("bad.proto")
        );
        assert!(
            error("two.proto").contains("`two.proto` is a proto2 file"),
            "{}",
            error("two.proto")
        );
    }
}
