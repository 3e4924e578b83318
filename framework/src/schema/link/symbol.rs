//! Every name that a file declares, once: what shares a scope in protobuf may not share a name.

use std::collections::BTreeMap;

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use super::Places;
use super::error::{LinkError, LinkErrorKind};
use crate::schema::names::join;

/// Refuses two things of one full name.
pub(super) fn check<'a>(
    files: impl IntoIterator<Item = &'a FileDescriptorProto>,
    places: &Places,
) -> Result<(), LinkError> {
    let mut symbols = Symbols {
        known: BTreeMap::new(),
        places,
    };
    let files: Vec<_> = files.into_iter().collect();
    for file in &files {
        symbols.packages(file.package());
    }
    for file in files {
        let scope = file.package();
        for service in &file.service {
            let name = join(scope, service.name());
            symbols.add(&name, "a service", &name)?;
            for method in &service.method {
                let method = join(&name, method.name());
                symbols.add(&method, "a method", &method)?;
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

struct Symbols<'a> {
    /// By name: what it is, and whose place in Rust is its.
    known: BTreeMap<String, (String, String)>,
    places: &'a Places,
}

impl Symbols<'_> {
    fn packages(&mut self, package: &str) {
        let ends = package
            .match_indices('.')
            .map(|(at, _)| at)
            .chain([package.len()]);
        for end in ends.filter(|end| *end > 0) {
            let package = package[..end].to_owned();
            self.known
                .insert(package.clone(), ("a package".to_owned(), package));
        }
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto) -> Result<(), LinkError> {
        let name = join(scope, message.name());
        self.add(&name, "a message", &name)?;
        for field in &message.field {
            let field = join(&name, field.name());
            self.add(&field, &format!("a field of `{name}`"), &name)?;
        }
        for oneof in &message.oneof_decl {
            self.add(&join(&name, oneof.name()), &format!("a oneof of `{name}`"), &name)?;
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
        self.add(&name, "an enumeration", &name)?;
        for value in &enumeration.value {
            // Values stand beside their enumeration in protobuf, not inside it.
            self.add(&join(scope, value.name()), &format!("a value of `{name}`"), &name)?;
        }
        Ok(())
    }

    fn add(&mut self, name: &str, what: &str, at: &str) -> Result<(), LinkError> {
        let symbol = (what.to_owned(), at.to_owned());
        let Some((first, first_at)) = self.known.insert(name.to_owned(), symbol) else {
            return Ok(());
        };
        let place = |at: &str| {
            self.places
                .nearest(at)
                .map_or_else(String::new, |place| format!(" in {place}"))
        };
        Err(LinkError::new(
            LinkErrorKind::Duplicate,
            format!(
                "`{name}` is both {first}{} and {what}{} in protobuf: name one of them differently by `name = \"…\"` \
                 in its attribute",
                place(&first_at),
                place(at)
            ),
        ))
    }
}
