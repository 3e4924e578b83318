//! Descriptors as `.proto` text, in the form that `buf format` leaves unchanged.
//!
//! What is printed is all of proto3 that our records can say; custom options and proto2 are not, and a
//! contract refuses them.

mod element;
mod field;
mod gap;
mod scope;
#[cfg(test)]
mod tests;
mod unsaid;
mod writer;

use prost_types::{FileDescriptorProto, SourceCodeInfo};

pub(crate) use unsaid::unsaid;
pub(crate) use writer::quoted;

/// The text of one file, its comments included.
pub fn print(file: &FileDescriptorProto) -> String {
    printed(file).0
}

/// The text of one file, and where in it each element stands.
pub(crate) fn printed(file: &FileDescriptorProto) -> (String, SourceCodeInfo) {
    let scope = scope::Scope::of(file);
    let mut writer = writer::Writer::new(file);
    element::file(&mut writer, &scope, file);
    writer.finish()
}
