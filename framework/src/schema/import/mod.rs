//! From file descriptors to Rust: the module that one would have written for an existing `.proto` file.
//!
//! ```
//! # use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};
//! use traitwire::schema::import::import;
//!
//! # let file = FileDescriptorProto {
//! #     name: Some("user/user.proto".into()), package: Some("user".into()), syntax: Some("proto3".into()),
//! #     message_type: vec![DescriptorProto { name: Some("User".into()), ..Default::default() }],
//! #     ..Default::default()
//! # };
//! # let set = FileDescriptorSet { file: vec![file] };
//! let imported = import(&set, "user/user.proto")?;
//! assert!(imported.rust.contains("pub struct User {}"));
//! # Ok::<(), traitwire::schema::import::ImportError>(())
//! ```
//!
//! One file is one module, and the modules of files that import each other are siblings, called as [`module_name`]
//! says. What is printed compiles as it is, is as rustfmt leaves it, and describes the same descriptors again; what
//! traitwire does not model (custom options, extensions) is left out and named in [`Imported::notes`].

mod comments;
mod enumeration;
mod error;
mod field;
mod index;
mod layout;
mod message;
mod name;
mod options;
mod printer;
mod service;
#[cfg(test)]
mod tests;

pub use error::{ImportError, ImportErrorKind};

use prost_types::FileDescriptorSet;

/// What a `.proto` file is in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The module's content.
    pub rust: String,
    /// What the file says and the module does not, each with its place in the file.
    pub notes: Vec<String>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// How many levels the text is indented: 1 for the inside of a `mod … { }`.
    pub indent: usize,
    /// Each message gets a field `#[field(unknown)]`, which keeps what arrives and is not declared.
    pub keep_unknown: bool,
}

/// The Rust module for the file called `file` in `set`, which holds all that the file imports.
///
/// Comments come from the set's source information, where it has one.
///
/// # Errors
/// The set has no such file, it is not proto3 (proto2 and editions are refused by name), or it is not valid.
pub fn import(set: &FileDescriptorSet, file: &str) -> Result<Imported, ImportError> {
    import_with(set, file, Options::default())
}

/// [`import`] with options.
///
/// # Errors
/// As [`import`].
pub fn import_with(set: &FileDescriptorSet, file: &str, options: Options) -> Result<Imported, ImportError> {
    printer::print(set, file, options)
}

/// The name of a file's module, by which the modules of other files refer to it: `grpc/testing/empty.proto` is
/// `grpc_testing_empty`.
pub fn module_name(file: &str) -> String {
    name::module(file)
}
