//! Where in Rust the elements of a contract are written, by their names in protobuf.

use std::collections::BTreeMap;

use super::closure::{Closure, Reached};
use super::error::LinkError;
use super::path;
use crate::schema::names::join;
use crate::schema::spec::{MemberSpec, MessageSpec, PackageSpec, PayloadMessage, ServiceSpec, Source};

/// Where what some services reach is written.
#[derive(Debug, Clone, Default)]
pub struct Places {
    items: BTreeMap<String, (Source, Written)>,
    /// The module of a package's first item, by the package and by its file.
    modules: BTreeMap<String, &'static str>,
}

/// As what an element is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Written {
    /// As an item with an attribute of its own, or a part of one.
    #[default]
    Item,
    /// As the numbered arguments of a method.
    Arguments,
    /// As a method's `#[returns(…)]`.
    Returns,
    /// As a method's `()`.
    Unit,
}

impl Places {
    /// Where these services and everything they reach are written.
    ///
    /// # Errors
    /// As [`link`](super::link), as far as types are followed.
    pub fn of(services: &[&'static ServiceSpec]) -> Result<Self, LinkError> {
        let closure = Closure::of(services, &[], &[])?;
        let mut places = Self::default();
        for reached in &closure.messages {
            if let Reached::Declared(spec) = reached {
                places.message(spec)?;
            }
        }
        for spec in &closure.enums {
            places.item(spec.full_name(), spec.source, spec.package)?;
        }
        for service in &closure.services {
            places.service(service)?;
        }
        Ok(places)
    }

    fn message(&mut self, spec: &MessageSpec) -> Result<(), LinkError> {
        let name = spec.full_name();
        for member in spec.members {
            if let MemberSpec::Oneof { spec: oneof, .. } = member {
                let fields = oneof().fields.iter();
                let fields = fields.map(|field| (join(&name, field.name), (oneof().source, Written::Item)));
                self.items.extend(fields);
            }
        }
        self.item(name, spec.source, spec.package)
    }

    fn service(&mut self, service: &ServiceSpec) -> Result<(), LinkError> {
        let name = join(service.package.name, service.name);
        for method in service.methods {
            let source = method.source;
            self.items
                .insert(join(&name, method.name), (source, Written::Item));
            for (payload, written) in [
                (method.request.message, Written::Arguments),
                (method.reply.message, Written::Returns),
            ] {
                let (made, written) = match payload {
                    PayloadMessage::Message(spec) if spec().source == source => (spec().full_name(), written),
                    PayloadMessage::Message(_) => continue,
                    PayloadMessage::Unit => (join(service.package.name, method.empty_reply), Written::Unit),
                };
                self.items.insert(made, (source, written));
            }
        }
        self.item(name, service.source, service.package)
    }

    fn item(&mut self, name: String, source: Source, package: &'static PackageSpec) -> Result<(), LinkError> {
        for key in [package.name.to_owned(), path::of(package)?] {
            let first = self.modules.entry(key).or_insert(source.module);
            *first = (*first).min(source.module);
        }
        self.items.entry(name).or_insert((source, Written::Item));
        Ok(())
    }

    /// Where an element, a package or a file is written, or what is around it.
    pub(crate) fn nearest(&self, name: &str) -> Option<String> {
        if let Some(module) = self.modules.get(name) {
            return Some(format!("the module `{module}`"));
        }
        if let Some((source, _)) = self.items.get(name) {
            return Some(source.to_string());
        }
        let (around, _) = name.rsplit_once('.')?;
        self.nearest(around)
    }

    /// As what a message is written.
    pub(crate) fn written(&self, name: &str) -> Written {
        self.items
            .get(name)
            .map(|(_, written)| *written)
            .unwrap_or_default()
    }
}
