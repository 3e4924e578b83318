//! What a server's descriptors say, found by name.

use std::collections::{BTreeMap, HashMap, HashSet};

use bytes::Bytes;
use prost::Message as _;
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto};

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
                known.push((Bytes::from(file.encode_to_vec()), file));
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

#[cfg(test)]
mod tests {
    use prost_types::field_descriptor_proto::{Label, Type};
    use prost_types::{EnumValueDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

    use super::*;

    fn file(name: &str, package: &str, imports: &[&str]) -> FileDescriptorProto {
        FileDescriptorProto {
            name: Some(name.to_owned()),
            package: Some(package.to_owned()),
            dependency: imports.iter().map(|&import| import.to_owned()).collect(),
            ..Default::default()
        }
    }

    fn field(name: &str, number: i32) -> FieldDescriptorProto {
        FieldDescriptorProto {
            name: Some(name.to_owned()),
            number: Some(number),
            label: Some(Label::Optional.into()),
            r#type: Some(Type::String.into()),
            ..Default::default()
        }
    }

    fn message(name: &str) -> DescriptorProto {
        DescriptorProto {
            name: Some(name.to_owned()),
            field: vec![field("id", 1)],
            ..Default::default()
        }
    }

    fn role() -> EnumDescriptorProto {
        EnumDescriptorProto {
            name: Some("Role".to_owned()),
            value: vec![EnumValueDescriptorProto {
                name: Some("ROLE_ADMIN".to_owned()),
                ..Default::default()
            }],
            ..Default::default()
        }
    }

    /// The names of the files of an answer.
    fn names(files: Option<&[Bytes]>) -> Vec<String> {
        let decoded = files.unwrap_or_default().iter();
        decoded
            .map(|file| {
                let file = FileDescriptorProto::decode(&file[..]).expect("a file");
                file.name().to_owned()
            })
            .collect()
    }

    fn index() -> Index {
        let user = FileDescriptorProto {
            message_type: vec![DescriptorProto {
                nested_type: vec![message("Address")],
                enum_type: vec![role()],
                ..message("User")
            }],
            service: vec![ServiceDescriptorProto {
                name: Some("Users".to_owned()),
                method: vec![MethodDescriptorProto {
                    name: Some("Get".to_owned()),
                    ..Default::default()
                }],
                options: None,
            }],
            ..file("user.proto", "user", &["b.proto", "missing.proto"])
        };
        let options = FileDescriptorProto {
            extension: vec![FieldDescriptorProto {
                extendee: Some(".user.User".to_owned()),
                ..field("nick", 100)
            }],
            ..file("options.proto", "", &["user.proto"])
        };
        let top = FileDescriptorProto {
            enum_type: vec![role()],
            ..file("b.proto", "b", &["c.proto"])
        };
        let files = vec![
            user,
            options,
            top,
            file("c.proto", "c", &["b.proto"]),
            file("user.proto", "other", &[]),
        ];
        Index::new(vec!["user.Users", "a.A"], files)
    }

    #[test]
    fn symbols_of_every_kind() {
        let index = index();
        for (symbol, file) in [
            ("user.User", "user.proto"),
            (".user.User", "user.proto"),
            ("user.User.id", "user.proto"),
            ("user.User.Address.id", "user.proto"),
            ("user.User.Role", "user.proto"),
            ("user.User.ROLE_ADMIN", "user.proto"),
            ("user.Users", "user.proto"),
            ("user.Users.Get", "user.proto"),
            ("user.Users/Get", "user.proto"),
            ("/user.Users/Get", "user.proto"),
            ("b.ROLE_ADMIN", "b.proto"),
            ("nick", "options.proto"),
        ] {
            assert_eq!(
                names(index.symbol(symbol)).first().map(String::as_str),
                Some(file),
                "{symbol}"
            );
        }
        for symbol in [
            "",
            ".",
            "/",
            "user",
            "user.User.Role.ROLE_ADMIN",
            "user.User.Nothing",
            "other.X",
        ] {
            assert!(index.symbol(symbol).is_none(), "{symbol}");
        }
    }

    #[test]
    fn a_file_comes_first_and_each_import_once_even_in_a_circle() {
        let index = index();
        assert_eq!(
            names(index.file("user.proto")),
            ["user.proto", "b.proto", "c.proto"]
        );
        assert_eq!(names(index.file("c.proto")), ["c.proto", "b.proto"]);
        assert!(index.file("missing.proto").is_none());
    }

    #[test]
    fn extensions() {
        let index = index();
        assert_eq!(
            names(index.extension(".user.User", 100)),
            ["options.proto", "user.proto", "b.proto", "c.proto"]
        );
        assert!(index.extension("user.User", 101).is_none());
        assert_eq!(index.extension_numbers("user.User"), Some(vec![100]));
        assert_eq!(index.extension_numbers("user.User.Address"), Some(vec![]));
        assert_eq!(index.extension_numbers("user.Users"), None);
    }

    #[test]
    fn services_are_sorted() {
        assert_eq!(index().services(), ["a.A", "user.Users"]);
    }
}
