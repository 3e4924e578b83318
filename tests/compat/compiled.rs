//! Descriptors of the files of one side.

use prost::Message as _;
use prost_types::FileDescriptorSet;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use crate::table::Files;

struct Texts(Files);

impl FileResolver for Texts {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match self.0.get(name) {
            Some(text) => File::from_source(name, text),
            None => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// The files, all that they import, and their comments, as an encoded `FileDescriptorSet`.
pub(crate) fn encoded(files: &Files) -> Vec<u8> {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Texts(files.clone()));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for (path, text) in files {
        let opened = compiler.open_file(path);
        opened.unwrap_or_else(|error| panic!("{path}: {error:?}\n{text}"));
    }
    compiler.encode_file_descriptor_set()
}

/// The same, decoded.
pub(crate) fn descriptors(files: &Files) -> FileDescriptorSet {
    FileDescriptorSet::decode(encoded(files).as_slice()).expect("descriptors")
}
