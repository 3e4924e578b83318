//! Every name that a file declares, once: what shares a scope in protobuf may not share a name.

use std::collections::BTreeMap;

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use super::error::{LinkError, LinkErrorKind};
use crate::schema::names::join;

/// Refuses two things of one full name.
pub(super) fn check<'a>(files: impl IntoIterator<Item = &'a FileDescriptorProto>) -> Result<(), LinkError> {
    let mut symbols = Symbols::default();
    let files: Vec<_> = files.into_iter().collect();
    for file in &files {
        symbols.packages(file.package());
    }
    for file in files {
        let scope = file.package();
        for service in &file.service {
            let name = join(scope, service.name());
            symbols.add(&name, "a service")?;
            for method in &service.method {
                symbols.add(&join(&name, method.name()), "a method")?;
            }
        }
        for message in &file.message_type {
            symbols.message(scope, message)?;
        }
        for enumeration in &file.enum_type {
            symbols.enumeration(scope, enumeration)?;
        }
    }
    Ok(())
}

#[derive(Default)]
struct Symbols(BTreeMap<String, String>);

impl Symbols {
    fn packages(&mut self, package: &str) {
        let ends = package
            .match_indices('.')
            .map(|(at, _)| at)
            .chain([package.len()]);
        for end in ends.filter(|end| *end > 0) {
            self.0.insert(package[..end].to_owned(), "a package".to_owned());
        }
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto) -> Result<(), LinkError> {
        let name = join(scope, message.name());
        self.add(&name, "a message")?;
        for field in &message.field {
            self.add(&join(&name, field.name()), &format!("a field of `{name}`"))?;
        }
        for oneof in &message.oneof_decl {
            self.add(&join(&name, oneof.name()), &format!("a oneof of `{name}`"))?;
        }
        for inner in &message.nested_type {
            self.message(&name, inner)?;
        }
        for inner in &message.enum_type {
            self.enumeration(&name, inner)?;
        }
        Ok(())
    }

    fn enumeration(&mut self, scope: &str, enumeration: &EnumDescriptorProto) -> Result<(), LinkError> {
        let name = join(scope, enumeration.name());
        self.add(&name, "an enumeration")?;
        for value in &enumeration.value {
            // Values stand beside their enumeration in protobuf, not inside it.
            self.add(&join(scope, value.name()), &format!("a value of `{name}`"))?;
        }
        Ok(())
    }

    fn add(&mut self, name: &str, what: &str) -> Result<(), LinkError> {
        match self.0.insert(name.to_owned(), what.to_owned()) {
            None => Ok(()),
            Some(first) => Err(LinkError::new(
                LinkErrorKind::Duplicate,
                format!(
                    "`{name}` is both {first} and {what} in protobuf: name one of them differently by \
                     `name = \"…\"` in its attribute"
                ),
            )),
        }
    }
}
