//! One file as a module: what it starts with, and the items in order.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{FileDescriptorProto, FileDescriptorSet};

use super::comments::{Comments, doc_lines};
use super::error::{ImportError, ImportErrorKind};
use super::index::{Index, Names, cycles};
use super::layout::Text;
use super::options::{self, Custom, Kind};
use super::{Imported, Options, name};
use crate::schema::file_option;
use crate::schema::link::is_file;

/// What a file's items are printed with.
pub(super) struct Printer<'a> {
    pub(super) file: &'a FileDescriptorProto,
    pub(super) index: Index<'a>,
    pub(super) names: Names,
    pub(super) comments: Comments<'a>,
    pub(super) custom: Custom,
    /// Groups of messages that contain each other.
    pub(super) cycles: BTreeMap<String, usize>,
    pub(super) text: Text,
    /// Whether messages keep what they do not declare.
    pub(super) keep_unknown: bool,
    notes: Vec<String>,
    /// The files whose types are used.
    used: BTreeSet<&'a str>,
    has_deprecated: bool,
    has_maps: bool,
}

/// Why a file cannot be imported, if so.
pub(super) fn refused(file: &FileDescriptorProto) -> Option<String> {
    match file.syntax() {
        "proto3" => None,
        "" | "proto2" => Some(format!(
            "`{}` is a proto2 file: only proto3 is supported",
            file.name()
        )),
        other => Some(format!(
            "`{}` is written in {other}: only proto3 is supported",
            file.name()
        )),
    }
}

/// Prints the file called `name`.
pub(super) fn print(set: &FileDescriptorSet, name: &str, with: Options) -> Result<Imported, ImportError> {
    let Some(file) = set.file.iter().find(|file| file.name() == name) else {
        return Err(ImportError::new(
            ImportErrorKind::Missing,
            format!("there is no file `{name}`"),
        ));
    };
    if let Some(refused) = refused(file) {
        return Err(ImportError::new(ImportErrorKind::Syntax, refused));
    }
    check_header(file)?;
    let mut printer = Printer {
        file,
        index: Index::of(set)?,
        names: Names::of(file)?,
        comments: Comments::of(file),
        custom: Custom::of(set),
        cycles: cycles(file),
        text: Text::new(with.indent),
        keep_unknown: with.keep_unknown,
        notes: Vec::new(),
        used: BTreeSet::new(),
        has_deprecated: false,
        has_maps: false,
    };
    printer.items()?;
    printer.note_file();
    let items = std::mem::replace(&mut printer.text, Text::new(with.indent)).finish();
    printer.head();
    Ok(Imported {
        rust: printer.text.finish() + &items,
        notes: printer.notes,
    })
}

fn check_header(file: &FileDescriptorProto) -> Result<(), ImportError> {
    if !is_file(file.name()) || file.name().contains('"') {
        let why = format!("`{}` is no path of a .proto file", file.name().escape_debug());
        return Err(ImportError::invalid(why));
    }
    let package = file.package();
    if !package.is_empty() && !package.split('.').all(name::is_identifier) {
        let why = format!("`{}` is no package", package.escape_debug());
        return Err(ImportError::invalid(why));
    }
    Ok(())
}

impl<'a> Printer<'a> {
    fn items(&mut self) -> Result<(), ImportError> {
        for (at, service) in self.file.service.iter().enumerate() {
            self.service(service, at)?;
        }
        for (at, message) in self.file.message_type.iter().enumerate() {
            self.message(message, self.file.package(), None, &[4, at as i32])?;
        }
        for (at, enumeration) in self.file.enum_type.iter().enumerate() {
            self.enumeration(enumeration, self.file.package(), None, &[5, at as i32])?;
        }
        Ok(())
    }

    fn head(&mut self) {
        self.comments.print_head(&mut self.text);
        self.text
            .line(&format!("//! `{}`, printed by `proto import`.", self.file.name()));
        let docs = doc_lines(&self.comments.docs(&[2]));
        if !docs.is_empty() {
            self.text.line("//!");
        }
        for line in docs {
            self.text.line(format!("//! {line}").trim_end());
        }
        self.text.gap();
        if self.has_deprecated {
            self.text
                .line("#![allow(deprecated, reason = \"what is deprecated is declared here\")]");
            self.text.gap();
        }
        if self.has_maps && !self.names.scope.contains("HashMap") {
            self.text.line("use std::collections::HashMap;");
            self.text.gap();
        }
        if self.has_items() {
            self.text.line("use traitwire::prelude::*;");
            self.text.gap();
        }
        let mut arguments = vec![
            format!("{:?}", self.file.package()),
            format!("file = {:?}", self.file.name()),
        ];
        arguments.extend(file_option::in_rust(self.file.options.as_ref()));
        self.text.call("traitwire::package", &arguments);
        if self.has_items() {
            self.text.gap();
        }
    }

    fn has_items(&self) -> bool {
        !self.names.types.is_empty() || !self.names.services.is_empty()
    }

    /// What concerns the file as a whole.
    fn note_file(&mut self) {
        let file = self.file;
        self.note_options(&options::FILE, file.options.as_ref(), &[], "the file");
        for extension in &file.extension {
            self.note(
                "the file",
                &format!("the extension `{}` is left out", extension.name()),
            );
        }
        for (at, dependency) in file.dependency.iter().enumerate() {
            if !self.used.contains(dependency.as_str()) {
                self.note(
                    "the file",
                    &format!("uses nothing of its import \"{dependency}\", which is left out"),
                );
            } else if file.public_dependency.contains(&(at as i32)) {
                self.note(
                    "the file",
                    &format!("the import of \"{dependency}\" is no longer `public`"),
                );
            }
        }
    }

    /// Names what is not printed.
    pub(super) fn note(&mut self, element: &str, what: &str) {
        self.notes
            .push(format!("{}: {element}: {what}", self.file.name()));
    }

    /// Names the options that are not printed.
    pub(super) fn note_options<O: prost::Message>(
        &mut self,
        kind: &Kind,
        options: Option<&O>,
        path: &[i32],
        element: &str,
    ) {
        for option in self.custom.left_out(kind, options, path, &self.comments) {
            self.note(element, &format!("the option `{option}` is left out"));
        }
    }

    /// What stands above an item or a part of one.
    pub(super) fn documented(&mut self, path: &[i32], parts: &[i32]) {
        self.comments.print(path, parts, &mut self.text);
    }

    pub(super) fn deprecated(&mut self, is: Option<bool>) {
        if is == Some(true) {
            self.text.line("#[deprecated]");
            self.has_deprecated = true;
        }
    }

    /// The path of a message or an enumeration.
    pub(super) fn path(&mut self, type_name: &str) -> Result<String, ImportError> {
        self.used.extend(self.index.home(type_name));
        self.index.path(type_name, self.file)
    }

    /// `name`, which is in scope unless the module has something else of that name; `path` then.
    pub(super) fn in_scope<'b>(&self, name: &'b str, path: &'b str) -> &'b str {
        if self.names.scope.contains(name) {
            path
        } else {
            name
        }
    }

    /// The type of a map.
    pub(super) fn map(&mut self) -> &'static str {
        self.has_maps = true;
        self.in_scope("HashMap", "std::collections::HashMap")
    }
}
