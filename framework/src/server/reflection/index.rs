//! What a server's descriptors say, found by name.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use bytes::Bytes;
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use crate::schema::options;

/// Descriptors by file, symbol and extension. Built once; answers share its bytes.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The full names of the services, sorted.
    services: Vec<&'static str>,
    files: Vec<File>,
    by_name: HashMap<String, usize>,
    by_symbol: HashMap<String, usize>,
    /// For each extended message, its extensions by their numbers.
    extensions: HashMap<String, BTreeMap<i32, usize>>,
    /// The full names of messages.
    messages: HashSet<String>,
}

#[derive(Debug)]
struct File {
    /// The file and everything that it imports, itself first.
    closure: Vec<Bytes>,
}

impl Index {
    /// The services that are listed, and the files that are known. Where two files have one name, or declare one
    /// symbol, the first counts.
    pub(super) fn new(mut services: Vec<&'static str>, files: Vec<FileDescriptorProto>) -> Self {
        services.sort_unstable();
        let mut index = Self {
            services,
            ..Self::default()
        };
        let mut known = Vec::new();
        for file in files {
            if !index.by_name.contains_key(file.name()) {
                index.by_name.insert(file.name().to_owned(), known.len());
                known.push((Bytes::from(options::encode_file(&file)), file));
            }
        }
        for at in 0..known.len() {
            let closure = index.closure(at, &known);
            index.files.push(File { closure });
        }
        for (at, (_, file)) in known.iter().enumerate() {
            index.add_symbols(at, file);
        }
        index
    }

    fn closure(&self, at: usize, known: &[(Bytes, FileDescriptorProto)]) -> Vec<Bytes> {
        let mut order = vec![at];
        let mut seen = HashSet::from([at]);
        let mut next = 0;
        while let Some(&at) = order.get(next) {
            next += 1;
            for import in &known[at].1.dependency {
                if let Some(&import) = self.by_name.get(import)
                    && seen.insert(import)
                {
                    order.push(import);
                }
            }
        }
        order.into_iter().map(|at| known[at].0.clone()).collect()
    }

    fn add_symbols(&mut self, at: usize, file: &FileDescriptorProto) {
        let package = file.package();
        for message in &file.message_type {
            self.add_message(at, package, message);
        }
        for enumeration in &file.enum_type {
            self.add_enum(at, package, enumeration);
        }
        for extension in &file.extension {
            self.add_extension(at, package, extension);
        }
        for service in &file.service {
            let name = join(package, service.name());
            for method in &service.method {
                self.add(at, join(&name, method.name()));
            }
            self.add(at, name);
        }
    }

    fn add_message(&mut self, at: usize, scope: &str, message: &DescriptorProto) {
        let name = join(scope, message.name());
        for field in &message.field {
            self.add(at, join(&name, field.name()));
        }
        for oneof in &message.oneof_decl {
            self.add(at, join(&name, oneof.name()));
        }
        for nested in &message.nested_type {
            self.add_message(at, &name, nested);
        }
        for enumeration in &message.enum_type {
            self.add_enum(at, &name, enumeration);
        }
        for extension in &message.extension {
            self.add_extension(at, &name, extension);
        }
        self.messages.insert(name.clone());
        self.add(at, name);
    }

    /// The values of an enumeration are its siblings, as in C++.
    fn add_enum(&mut self, at: usize, scope: &str, enumeration: &EnumDescriptorProto) {
        for value in &enumeration.value {
            self.add(at, join(scope, value.name()));
        }
        self.add(at, join(scope, enumeration.name()));
    }

    fn add_extension(&mut self, at: usize, scope: &str, extension: &FieldDescriptorProto) {
        let extended = bare(extension.extendee()).to_owned();
        let numbers = self.extensions.entry(extended).or_default();
        numbers.entry(extension.number()).or_insert(at);
        self.add(at, join(scope, extension.name()));
    }

    fn add(&mut self, at: usize, symbol: String) {
        self.by_symbol.entry(symbol).or_insert(at);
    }

    /// The services that are listed.
    pub(super) fn services(&self) -> &[&'static str] {
        &self.services
    }

    /// A file and its imports, by the file's name.
    pub(super) fn file(&self, name: &str) -> Option<&[Bytes]> {
        self.by_name.get(name).map(|at| self.closure_of(*at))
    }

    /// The file of a symbol and its imports. `user.UserService.GetUser`, with a leading dot or as a path, is
    /// a symbol as well as `user.User` and `user.User.name` are.
    pub(super) fn symbol(&self, symbol: &str) -> Option<&[Bytes]> {
        let at = match self.by_symbol.get(bare(symbol)) {
            Some(at) => at,
            None => self
                .by_symbol
                .get(&symbol.trim_start_matches(['.', '/']).replace('/', "."))?,
        };
        Some(self.closure_of(*at))
    }

    /// The file of an extension and its imports.
    pub(super) fn extension(&self, extended: &str, number: i32) -> Option<&[Bytes]> {
        let at = self.extensions.get(bare(extended))?.get(&number)?;
        Some(self.closure_of(*at))
    }

    /// The numbers of a message's extensions, if the message is known.
    pub(super) fn extension_numbers(&self, extended: &str) -> Option<Vec<i32>> {
        let extended = bare(extended);
        match self.extensions.get(extended) {
            Some(numbers) => Some(numbers.keys().copied().collect()),
            None => self.messages.contains(extended).then(Vec::new),
        }
    }

    fn closure_of(&self, at: usize) -> &[Bytes] {
        self.files.get(at).map_or(&[], |file| &file.closure)
    }
}

fn bare(name: &str) -> &str {
    name.strip_prefix('.').unwrap_or(name)
}

fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() {
        name.to_owned()
    } else {
        format!("{scope}.{name}")
    }
}
