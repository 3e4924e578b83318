//! Which Rust type each protobuf type is, in every file of the set.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::error::{ImportError, ImportErrorKind};
use super::name::{self, Scope};
use crate::schema::names::join;

/// What `traitwire::well_known` has.
const WELL_KNOWN: &[&str] = &[
    "Any",
    "BoolValue",
    "BytesValue",
    "DoubleValue",
    "Duration",
    "Empty",
    "FieldMask",
    "FloatValue",
    "Int32Value",
    "Int64Value",
    "ListValue",
    "NullValue",
    "StringValue",
    "Struct",
    "Timestamp",
    "UInt32Value",
    "UInt64Value",
    "Value",
];

/// What `#[service]` generates beside a trait.
const GENERATED: &[&str] = &["Server", "Client"];

/// The deepest nesting of messages.
const MAX_NESTING: usize = 64;

/// The types of all files.
#[derive(Default)]
pub(super) struct Index<'a> {
    types: BTreeMap<String, Entry<'a>>,
    /// The modules by file.
    modules: BTreeMap<&'a str, String>,
}

struct Entry<'a> {
    file: &'a FileDescriptorProto,
    rust: String,
}

/// The Rust names in one file's module.
#[derive(Default)]
pub(super) struct Names {
    /// All that are taken.
    pub(super) scope: Scope,
    /// Messages and enumerations, by full name.
    pub(super) types: BTreeMap<String, String>,
    /// The traits, in the order of declaration.
    pub(super) services: Vec<String>,
    /// The enums of oneofs, by full name.
    pub(super) oneofs: BTreeMap<String, String>,
}

impl<'a> Index<'a> {
    pub(super) fn of(set: &'a FileDescriptorSet) -> Result<Self, ImportError> {
        let mut index = Self::default();
        let mut modules = Scope::default();
        for file in &set.file {
            let module = modules.claim(name::module(file.name()));
            index.modules.insert(file.name(), module);
            for (full, rust) in Names::of(file)?.types {
                index.types.insert(full, Entry { file, rust });
            }
        }
        Ok(index)
    }

    /// The path of a type, written in the module of `here`.
    pub(super) fn path(&self, type_name: &str, here: &FileDescriptorProto) -> Result<String, ImportError> {
        let full = type_name.trim_start_matches('.');
        let Some(entry) = self.types.get(full) else {
            return Err(ImportError::new(
                ImportErrorKind::Missing,
                format!("{}: `{full}` is declared in no file of the set", here.name()),
            ));
        };
        if entry.file.name() == here.name() {
            return Ok(entry.rust.clone());
        }
        if let Some(name) = full.strip_prefix("google.protobuf.")
            && WELL_KNOWN.contains(&name)
        {
            return Ok(format!("traitwire::well_known::{name}"));
        }
        if let Some(refused) = super::printer::refused(entry.file) {
            return Err(ImportError::new(
                ImportErrorKind::Syntax,
                format!("{}: uses `{full}`, and {refused}", here.name()),
            ));
        }
        let module = self.modules.get(entry.file.name()).map_or("", String::as_str);
        Ok(format!("super::{module}::{}", entry.rust))
    }

    /// The file that declares a type.
    pub(super) fn home(&self, type_name: &str) -> Option<&'a str> {
        let entry = self.types.get(type_name.trim_start_matches('.'))?;
        Some(entry.file.name())
    }
}

impl Names {
    /// Names as they are first; what is put together (nested types, oneofs) gives way.
    pub(super) fn of(file: &FileDescriptorProto) -> Result<Self, ImportError> {
        let mut names = Self::default();
        let package = file.package();
        for name in file.message_type.iter().map(DescriptorProto::name) {
            names.claim(join(package, name), name::type_name(name), name)?;
        }
        for enumeration in &file.enum_type {
            let name = enumeration.name();
            names.claim(join(package, name), name::type_name(name), name)?;
        }
        for service in &file.service {
            check(service.name())?;
            let name = name::type_name(service.name());
            let name = names.scope.claim_with(name, GENERATED);
            names.services.push(name);
        }
        for message in &file.message_type {
            names.nested(message, &join(package, message.name()), 0)?;
        }
        for message in &file.message_type {
            names.oneofs(message, &join(package, message.name()))?;
        }
        Ok(names)
    }

    fn claim(&mut self, full: String, rust: String, proto: &str) -> Result<(), ImportError> {
        check(proto)?;
        let rust = self.scope.claim(rust);
        self.types.insert(full, rust);
        Ok(())
    }

    fn nested(&mut self, message: &DescriptorProto, full: &str, depth: usize) -> Result<(), ImportError> {
        if depth > MAX_NESTING {
            let why = format!("`{full}` is nested deeper than {MAX_NESTING} levels");
            return Err(ImportError::invalid(why));
        }
        let outer = self.types.get(full).cloned().unwrap_or_default();
        let inner = |name: &str| (join(full, name), format!("{outer}{}", name::type_name(name)));
        for nested in message.nested_type.iter().filter(|nested| !is_map_entry(nested)) {
            let (full, rust) = inner(nested.name());
            self.claim(full.clone(), rust, nested.name())?;
            self.nested(nested, &full, depth + 1)?;
        }
        for enumeration in &message.enum_type {
            let (full, rust) = inner(enumeration.name());
            self.claim(full, rust, enumeration.name())?;
        }
        Ok(())
    }

    fn oneofs(&mut self, message: &DescriptorProto, full: &str) -> Result<(), ImportError> {
        let outer = self.types.get(full).cloned().unwrap_or_default();
        for oneof in real_oneofs(message) {
            check(oneof)?;
            let rust = self
                .scope
                .claim(format!("{outer}{}", name::upper_camel(&name::snake(oneof))));
            self.oneofs.insert(join(full, oneof), rust);
        }
        for nested in message.nested_type.iter().filter(|nested| !is_map_entry(nested)) {
            self.oneofs(nested, &join(full, nested.name()))?;
        }
        Ok(())
    }
}

/// Whether a message is the entry of a map.
pub(super) fn is_map_entry(message: &DescriptorProto) -> bool {
    message
        .options
        .as_ref()
        .is_some_and(|options| options.map_entry())
}

/// The oneofs that the file declares, without those that stand for `optional`.
pub(super) fn real_oneofs(message: &DescriptorProto) -> impl Iterator<Item = &str> {
    message.oneof_decl.iter().enumerate().filter_map(|(at, oneof)| {
        let mut members = message
            .field
            .iter()
            .filter(move |field| field.oneof_index == Some(at as i32));
        members
            .any(|field| !field.proto3_optional())
            .then_some(oneof.name())
    })
}

fn check(name: &str) -> Result<(), ImportError> {
    if name::is_identifier(name) {
        Ok(())
    } else {
        Err(ImportError::invalid(format!(
            "`{}` is no name in protobuf",
            name.escape_debug()
        )))
    }
}

/// The messages that contain each other without a list or a map between them, by full name: each group has a number.
pub(super) fn cycles(file: &FileDescriptorProto) -> BTreeMap<String, usize> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut left: Vec<_> = file
        .message_type
        .iter()
        .map(|message| (join(file.package(), message.name()), message))
        .collect();
    while let Some((full, message)) = left.pop() {
        let direct = message
            .field
            .iter()
            .filter(|field| field.r#type() == Type::Message && field.label() != Label::Repeated)
            .map(|field| field.type_name().trim_start_matches('.').to_owned());
        edges.insert(full.clone(), direct.collect());
        left.extend(
            message
                .nested_type
                .iter()
                .map(|nested| (join(&full, nested.name()), nested)),
        );
    }
    let mut backwards: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in &edges {
        for to in to {
            backwards.entry(to).or_default().push(from);
        }
    }
    // Kosaraju's algorithm, without recursion: the graph is as deep as the file is long.
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for start in edges.keys() {
        let mut stack = vec![(start.as_str(), false)];
        while let Some((node, done)) = stack.pop() {
            if done {
                order.push(node);
            } else if edges.contains_key(node) && seen.insert(node) {
                stack.push((node, true));
                stack.extend(edges[node].iter().map(|next| (next.as_str(), false)));
            }
        }
    }
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for (group, start) in order.into_iter().rev().enumerate() {
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if !groups.contains_key(node) {
                groups.insert(node.to_owned(), group);
                stack.extend(backwards.get(node).into_iter().flatten());
            }
        }
    }
    groups
}
