//! `.proto` text: what the parser takes becomes Rust that parses, or is refused; and it is printed as text that means the
//! same.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};
use traitwire::schema::import::{Options, import_with};
use traitwire::schema::print;

const NAME: &str = "fuzz.proto";

fuzz_target!(|text: &str| {
    let Some(set) = parse(text) else { return };
    for indent in [0, 1] {
        let options = Options {
            indent,
            keep_unknown: indent == 1,
        };
        if let Ok(imported) = import_with(&set, NAME, options)
            && let Err(error) = syn::parse_file(&imported.rust)
        {
            panic!("{error} at {:?}\n{text}\n----\n{}", error.span(), imported.rust);
        }
    }
    let file = file(&set);
    if file.syntax() == "proto3" && file.extension.is_empty() {
        let printed = print::print(file);
        let again = parse(&printed);
        assert!(again.is_some(), "{text}\n----\n{printed}");
    }
});

fn file(set: &FileDescriptorSet) -> &FileDescriptorProto {
    let mut files = set.file.iter();
    files.find(|file| file.name() == NAME).expect("the file")
}

fn parse(text: &str) -> Option<FileDescriptorSet> {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Text(text.to_owned()));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    compiler.open_file(NAME).ok()?;
    FileDescriptorSet::decode(&*compiler.encode_file_descriptor_set()).ok()
}

struct Text(String);

impl FileResolver for Text {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        (path == Path::new(NAME)).then(|| NAME.to_owned())
    }

    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if name == NAME {
            File::from_source(name, &self.0)
        } else {
            Err(protox::Error::file_not_found(name))
        }
    }
}
