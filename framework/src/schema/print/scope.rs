//! How a type is named where it is used: as short as protobuf's scoping rules allow.

use std::collections::BTreeSet;

use prost_types::{DescriptorProto, FileDescriptorProto};

use crate::schema::names::join;

/// The names that a file can see.
pub(super) struct Scope {
    package: String,
    known: BTreeSet<String>,
}

impl Scope {
    pub(super) fn of(file: &FileDescriptorProto) -> Self {
        let mut scope = Self {
            package: file.package().to_owned(),
            known: BTreeSet::new(),
        };
        scope.prefixes(file.package());
        for service in &file.service {
            scope.known.insert(join(file.package(), service.name()));
            for method in &service.method {
                scope.prefixes(method.input_type());
                scope.prefixes(method.output_type());
            }
        }
        for message in &file.message_type {
            scope.message(file.package(), message);
        }
        for enumeration in &file.enum_type {
            scope.known.insert(join(file.package(), enumeration.name()));
        }
        scope
    }

    fn message(&mut self, outer: &str, message: &DescriptorProto) {
        let name = join(outer, message.name());
        for field in &message.field {
            self.known.insert(join(&name, field.name()));
            self.prefixes(field.type_name());
        }
        for inner in &message.nested_type {
            self.message(&name, inner);
        }
        for inner in &message.enum_type {
            self.known.insert(join(&name, inner.name()));
        }
        self.known.insert(name);
    }

    /// `a.b.C` makes `a`, `a.b` and `a.b.C` known.
    fn prefixes(&mut self, name: &str) {
        let name = name.trim_start_matches('.');
        let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
        for end in ends.filter(|end| *end > 0) {
            self.known.insert(name[..end].to_owned());
        }
    }

    /// The shortest name of `target` that means it inside `here`.
    pub(super) fn name(&self, here: &str, target: &str) -> String {
        let full = target.trim_start_matches('.');
        let near = outward(here)
            .filter(|scope| scope.len() >= self.package.len())
            .filter_map(|scope| full.strip_prefix(scope)?.strip_prefix('.'));
        let inside = near
            .chain([full])
            .find(|short| self.resolve(here, short).as_deref() == Some(full));
        inside.map_or_else(|| format!(".{full}"), str::to_owned)
    }

    /// What `name` means inside `here`: the innermost scope that knows its first part decides.
    fn resolve(&self, here: &str, name: &str) -> Option<String> {
        let first = name.split('.').next()?;
        outward(here)
            .chain([""])
            .find(|scope| self.known.contains(&join(scope, first)))
            .map(|scope| join(scope, name))
    }
}

/// `a.b.C`, then `a.b`, then `a`.
fn outward(scope: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(scope), |scope| {
        scope.rsplit_once('.').map(|(outer, _)| outer)
    })
    .filter(|scope| !scope.is_empty())
}
