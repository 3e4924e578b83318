//! One `.proto` file: what is in it, in which order, and what its package declared.

use std::collections::BTreeMap;

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto, FileOptions};

use super::closure::{Closure, Reached, root};
use super::comment::Comments;
use super::error::{LinkError, LinkErrorKind};
use super::{message, path, service};
use crate::schema::file_option;
use crate::schema::spec::{EnumSpec, MemberSpec, MessageSpec, PackageSpec, ServiceSpec, Source};

/// A file while it is being put together.
pub(super) struct File {
    path: String,
    package: &'static PackageSpec,
    options: BTreeMap<&'static str, &'static str>,
    services: Vec<&'static ServiceSpec>,
    messages: Vec<Reached>,
    enums: Vec<&'static EnumSpec>,
}

/// What is nested in a message, by the message's full name.
#[derive(Default)]
struct Nested {
    messages: BTreeMap<String, Vec<&'static MessageSpec>>,
    enums: BTreeMap<String, Vec<&'static EnumSpec>>,
}

/// The files of everything that was reached, by path; imports are not known yet.
pub(super) fn files(closure: &Closure) -> Result<BTreeMap<String, FileDescriptorProto>, LinkError> {
    let mut files = BTreeMap::new();
    let mut nested = Nested::default();
    for spec in &closure.services {
        open(&mut files, spec.package)?.services.push(spec);
    }
    for reached in &closure.messages {
        match reached {
            Reached::Declared(spec) => {
                let file = open(&mut files, root(spec.package, spec.within, spec.source)?)?;
                match spec.within {
                    Some(outer) => nested.messages.entry(outer().full_name()).or_default().push(spec),
                    None => file.messages.push(reached.clone()),
                }
            }
            Reached::Empty { package, .. } => open(&mut files, package)?.messages.push(reached.clone()),
        }
    }
    for spec in &closure.enums {
        let file = open(&mut files, root(spec.package, spec.within, spec.source)?)?;
        match spec.within {
            Some(outer) => nested.enums.entry(outer().full_name()).or_default().push(spec),
            None => file.enums.push(spec),
        }
    }
    nested
        .messages
        .values_mut()
        .for_each(|all| all.sort_by_key(|spec| order(spec.source)));
    nested
        .enums
        .values_mut()
        .for_each(|all| all.sort_by_key(|spec| order(spec.source)));
    files
        .into_values()
        .map(|file| Ok((file.path.clone(), file.descriptor(&nested)?)))
        .collect()
}

/// The order of declaration; the sort is stable, so ties stay in the order of discovery.
fn order(source: Source) -> (&'static str, u32, u32) {
    (source.module, source.line, source.column)
}

/// The file of a package, with the options of this declaration of the package added to it.
fn open<'a>(
    files: &'a mut BTreeMap<String, File>,
    package: &'static PackageSpec,
) -> Result<&'a mut File, LinkError> {
    let path = path::of(package)?;
    let file = files.entry(path.clone()).or_insert_with(|| File {
        path,
        package,
        options: BTreeMap::new(),
        services: Vec::new(),
        messages: Vec::new(),
        enums: Vec::new(),
    });
    if file.package.name != package.name {
        return Err(LinkError::new(
            LinkErrorKind::File,
            format!(
                "the packages `{}` and `{}` both want to be in the file `{}`, and a file has one package: give one \
                 of them another file by `package!(\"…\", file = \"…\")`",
                file.package.name, package.name, file.path
            ),
        ));
    }
    for (name, value) in package.options {
        let first = file.options.entry(name).or_insert(value);
        if first != value {
            return Err(LinkError::new(
                LinkErrorKind::Option,
                format!(
                    "package `{}` is declared with `{name} = \"{first}\"` and with `{name} = \"{value}\"`: they \
                     share the file `{}`, so write the same in both, or in one only",
                    package.name, file.path
                ),
            ));
        }
    }
    Ok(file)
}

impl File {
    fn descriptor(mut self, nested: &Nested) -> Result<FileDescriptorProto, LinkError> {
        self.services.sort_by_key(|spec| order(spec.source));
        self.messages.sort_by_key(|reached| order(reached.source()));
        self.enums.sort_by_key(|spec| order(spec.source));

        let mut out = FileDescriptorProto {
            options: self.file_options()?,
            name: Some(self.path),
            package: (!self.package.name.is_empty()).then(|| self.package.name.to_owned()),
            syntax: Some("proto3".to_owned()),
            ..Default::default()
        };
        let mut comments = Comments::of_file();
        for (at, spec) in self.services.iter().enumerate() {
            comments.service(&[6, at as i32], spec);
            out.service.push(service::service(spec));
        }
        for (at, reached) in self.messages.iter().enumerate() {
            out.message_type.push(match reached {
                Reached::Declared(spec) => nested.message(spec, &[4, at as i32], &mut comments),
                Reached::Empty { name, .. } => message::empty(name),
            });
        }
        for (at, spec) in self.enums.iter().enumerate() {
            out.enum_type
                .push(enumeration(spec, &[5, at as i32], &mut comments));
        }
        out.source_code_info = Some(comments.finish());
        Ok(out)
    }

    fn file_options(&self) -> Result<Option<FileOptions>, LinkError> {
        let mut options = FileOptions::default();
        for (name, value) in &self.options {
            file_option::set(&mut options, name, value).map_err(|why| {
                LinkError::new(
                    LinkErrorKind::Option,
                    format!("in `package!(\"{}\", …)`: {why}", self.package.name),
                )
            })?;
        }
        Ok((!self.options.is_empty()).then_some(options))
    }
}

impl Nested {
    /// A message with all that is nested in it: what was declared first, the entries of its maps after that.
    fn message(&self, spec: &MessageSpec, path: &[i32], comments: &mut Comments) -> DescriptorProto {
        comments.message(path, spec);
        let mut out = message::message(spec);
        let name = spec.full_name();
        let entries = std::mem::take(&mut out.nested_type);
        for (at, inner) in self.messages.get(&name).into_iter().flatten().enumerate() {
            let path = [path, &[3, at as i32]].concat();
            out.nested_type.push(self.message(inner, &path, comments));
        }
        out.nested_type.extend(entries);
        for (at, inner) in self.enums.get(&name).into_iter().flatten().enumerate() {
            out.enum_type
                .push(enumeration(inner, &[path, &[4, at as i32]].concat(), comments));
        }
        out
    }
}

fn enumeration(spec: &EnumSpec, path: &[i32], comments: &mut Comments) -> EnumDescriptorProto {
    comments.enumeration(path, spec);
    message::enumeration(spec)
}

/// The members of a message that are oneofs.
pub(super) fn oneofs(spec: &MessageSpec) -> impl Iterator<Item = &'static str> {
    spec.members.iter().filter_map(|member| match member {
        MemberSpec::Oneof { docs, .. } => Some(*docs),
        MemberSpec::Field(_) => None,
    })
}
