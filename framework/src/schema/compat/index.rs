//! A descriptor set by full name.

use std::collections::BTreeMap;

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet,
    ServiceDescriptorProto,
};

use crate::schema::names::join;

/// Everything a set declares, the well-known types left out.
#[derive(Default)]
pub(super) struct Index<'a> {
    pub(super) files: BTreeMap<&'a str, &'a FileDescriptorProto>,
    pub(super) messages: BTreeMap<String, Home<'a, DescriptorProto>>,
    pub(super) enums: BTreeMap<String, Home<'a, EnumDescriptorProto>>,
    pub(super) services: BTreeMap<String, Home<'a, ServiceDescriptorProto>>,
    /// The name of each extension, by what it extends and its number; those of others too.
    pub(super) extensions: BTreeMap<(&'a str, i32), String>,
    /// The comment of each element that has one.
    pub(super) docs: BTreeMap<String, &'a str>,
}

/// Packages that are not ours to change.
const OTHERS: [&str; 2] = ["google.protobuf", "buf.validate"];

/// A declaration and where it is.
pub(super) struct Home<'a, T> {
    pub(super) file: &'a str,
    /// The full name of the scope, a package or a message.
    pub(super) scope: String,
    pub(super) item: &'a T,
}

impl<'a> Index<'a> {
    pub(super) fn of(set: &'a FileDescriptorSet) -> Self {
        let mut index = Self::default();
        for file in &set.file {
            index.extensions(file.package(), &file.extension, &file.message_type);
        }
        for file in set.file.iter().filter(|file| !OTHERS.contains(&file.package())) {
            index.files.insert(file.name(), file);
            Walk {
                file: file.name(),
                comments: comments(file),
                index: &mut index,
            }
            .file(file);
        }
        index
    }

    fn extensions(
        &mut self,
        scope: &str,
        extensions: &'a [FieldDescriptorProto],
        messages: &'a [DescriptorProto],
    ) {
        for extension in extensions {
            let key = (extension.extendee(), extension.number());
            self.extensions.insert(key, join(scope, extension.name()));
        }
        for message in messages {
            let scope = join(scope, message.name());
            self.extensions(&scope, &message.extension, &message.nested_type);
        }
    }
}

/// The fields' names are theirs only: the entry of a map is seen through its field.
pub(super) fn is_map_entry(message: &DescriptorProto) -> bool {
    message
        .options
        .as_ref()
        .is_some_and(|options| options.map_entry())
}

fn comments(file: &FileDescriptorProto) -> BTreeMap<&[i32], &str> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    locations
        .filter_map(|location| Some((location.path.as_slice(), location.leading_comments.as_deref()?)))
        .collect()
}

struct Walk<'a, 'i> {
    file: &'a str,
    comments: BTreeMap<&'a [i32], &'a str>,
    index: &'i mut Index<'a>,
}

impl<'a> Walk<'a, '_> {
    fn file(&mut self, file: &'a FileDescriptorProto) {
        for (item, at) in file.service.iter().zip(0..) {
            let name = self.docs(file.package(), item.name(), &[6, at]);
            for (method, nth) in item.method.iter().zip(0..) {
                self.docs(&name, method.name(), &[6, at, 2, nth]);
            }
            self.index.services.insert(name, self.home(file.package(), item));
        }
        for (item, at) in file.message_type.iter().zip(0..) {
            self.message(file.package(), item, vec![4, at]);
        }
        for (item, at) in file.enum_type.iter().zip(0..) {
            self.enumeration(file.package(), item, vec![5, at]);
        }
    }

    fn message(&mut self, scope: &str, item: &'a DescriptorProto, path: Vec<i32>) {
        if is_map_entry(item) {
            return;
        }
        let name = self.docs(scope, item.name(), &path);
        for (field, at) in item.field.iter().zip(0..) {
            self.docs(&name, field.name(), &[path.as_slice(), &[2, at]].concat());
        }
        for (oneof, at) in item.oneof_decl.iter().zip(0..) {
            self.docs(&name, oneof.name(), &[path.as_slice(), &[8, at]].concat());
        }
        for (inner, at) in item.nested_type.iter().zip(0..) {
            self.message(&name, inner, [path.as_slice(), &[3, at]].concat());
        }
        for (inner, at) in item.enum_type.iter().zip(0..) {
            self.enumeration(&name, inner, [path.as_slice(), &[4, at]].concat());
        }
        self.index.messages.insert(name, self.home(scope, item));
    }

    fn enumeration(&mut self, scope: &str, item: &'a EnumDescriptorProto, path: Vec<i32>) {
        let name = self.docs(scope, item.name(), &path);
        for (value, at) in item.value.iter().zip(0..) {
            // Named as readers look for it, below its enumeration, though protobuf puts it beside.
            self.docs(&name, value.name(), &[path.as_slice(), &[2, at]].concat());
        }
        self.index.enums.insert(name, self.home(scope, item));
    }

    /// Remembers the comment of an element and gives its full name.
    fn docs(&mut self, scope: &str, name: &str, path: &[i32]) -> String {
        let name = join(scope, name);
        if let Some(comment) = self.comments.get(path) {
            self.index.docs.insert(name.clone(), comment);
        }
        name
    }

    fn home<T>(&self, scope: &str, item: &'a T) -> Home<'a, T> {
        Home {
            file: self.file,
            scope: scope.to_owned(),
            item,
        }
    }
}
