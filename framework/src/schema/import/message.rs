//! Messages, what is nested in them, and their oneofs.

use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::error::ImportError;
use super::field::Place;
use super::index::is_map_entry;
use super::name::{self, Scope};
use super::options;
use super::printer::Printer;
use crate::schema::names::join;

/// The parts of a message without an item in Rust: its options, reserved ranges and names.
const PARTS: &[i32] = &[options::MESSAGE.tag, 9, 10];

/// A oneof that the file declares.
struct Oneof<'a> {
    at: usize,
    name: &'a str,
    /// The field of the struct.
    ident: String,
}

impl Printer<'_> {
    /// A message in the scope `scope`, with its oneofs and what is nested in it below.
    pub(super) fn message(
        &mut self,
        message: &DescriptorProto,
        scope: &str,
        outer: Option<&str>,
        path: &[i32],
    ) -> Result<(), ImportError> {
        let full = join(scope, message.name());
        let rust = self.names.types.get(&full).cloned().unwrap_or_default();
        self.note_options(&options::MESSAGE, message.options.as_ref(), path, &full);
        for extension in &message.extension {
            self.note(
                &full,
                &format!("the extension `{}` is left out", extension.name()),
            );
        }
        self.text.gap();
        self.documented(path, PARTS);
        let mut arguments = named(&rust, message.name(), outer);
        arguments.extend(reserved(
            message
                .reserved_range
                .iter()
                .map(|range| (range.start(), range.end().saturating_sub(1))),
            &message.reserved_name,
        ));
        self.text.attribute("message", &arguments);
        self.deprecated(message.options.as_ref().and_then(|options| options.deprecated));
        self.text.attribute(
            "derive",
            &["Clone", "Debug", "Default", "PartialEq"].map(str::to_owned),
        );
        let oneofs = self.members(message, &full, &rust, path)?;
        for oneof in &oneofs {
            self.oneof(message, oneof, &full, path)?;
        }
        for (at, nested) in message.nested_type.iter().enumerate() {
            if !is_map_entry(nested) {
                self.message(nested, &full, Some(&rust), &[path, &[3, at as i32]].concat())?;
            }
        }
        for (at, nested) in message.enum_type.iter().enumerate() {
            self.enumeration(nested, &full, Some(&rust), &[path, &[4, at as i32]].concat())?;
        }
        Ok(())
    }

    /// The struct itself; gives its oneofs.
    fn members<'a>(
        &mut self,
        message: &'a DescriptorProto,
        full: &str,
        rust: &str,
        path: &[i32],
    ) -> Result<Vec<Oneof<'a>>, ImportError> {
        if message.field.is_empty() && !self.keep_unknown {
            self.text.line(&format!("pub struct {rust} {{}}"));
            return Ok(Vec::new());
        }
        let idents = idents(message);
        let mut oneofs: Vec<Oneof<'a>> = Vec::new();
        self.text.open(&format!("pub struct {rust} {{"));
        for (at, field) in message.field.iter().enumerate() {
            let place = [path, &[2, at as i32]].concat();
            let Some(index) = real_oneof(field) else {
                let place = Place {
                    message,
                    full,
                    path: &place,
                };
                self.field(field, &idents.fields[at], &place)?;
                continue;
            };
            if oneofs.iter().any(|oneof| oneof.at == index) {
                continue;
            }
            let (Some(oneof), Some(ident)) = (message.oneof_decl.get(index), idents.oneofs.get(index)) else {
                let why = format!("the field `{}` is in a oneof that does not exist", field.name());
                return Err(ImportError::invalid(why));
            };
            let oneof = Oneof {
                at: index,
                name: oneof.name(),
                ident: ident.clone(),
            };
            self.oneof_field(message, &oneof, full, path);
            oneofs.push(oneof);
        }
        if self.keep_unknown {
            self.text.line("/// What arrived and is not declared here.");
            self.text.attribute("field", &["unknown".to_owned()]);
            self.text.field(&idents.unknown, "traitwire::UnknownFields");
        }
        self.text.close("}");
        Ok(oneofs)
    }

    /// The field that holds a oneof.
    fn oneof_field(&mut self, message: &DescriptorProto, oneof: &Oneof<'_>, full: &str, path: &[i32]) {
        let path = [path, &[8, oneof.at as i32]].concat();
        let element = join(full, oneof.name);
        let options = message
            .oneof_decl
            .get(oneof.at)
            .and_then(|oneof| oneof.options.as_ref());
        self.note_options(&options::ONEOF, options, &path, &element);
        self.documented(&path, &[options::ONEOF.tag]);
        let mut arguments = vec!["oneof".to_owned()];
        if oneof.ident != oneof.name {
            arguments.push(format!("name = {:?}", oneof.name));
        }
        self.text.attribute("field", &arguments);
        if options::is_required(options) {
            self.text.attribute("validate", &["required".to_owned()]);
        }
        let rust = self.names.oneofs.get(&element).cloned().unwrap_or_default();
        let option = self.in_scope("Option", "std::option::Option");
        self.text
            .field(&name::raw(&oneof.ident), &format!("{option}<{rust}>"));
    }

    /// The enum of a oneof.
    fn oneof(
        &mut self,
        message: &DescriptorProto,
        oneof: &Oneof<'_>,
        full: &str,
        path: &[i32],
    ) -> Result<(), ImportError> {
        let rust = self
            .names
            .oneofs
            .get(&join(full, oneof.name))
            .cloned()
            .unwrap_or_default();
        self.text.gap();
        self.text.line(&format!("/// What `{}` holds.", oneof.name));
        self.text.attribute("oneof", &[]);
        self.text
            .attribute("derive", &["Clone", "Debug", "PartialEq"].map(str::to_owned));
        self.text.open(&format!("pub enum {rust} {{"));
        let mut variants = Scope::default();
        for (at, field) in message.field.iter().enumerate() {
            if real_oneof(field) != Some(oneof.at) {
                continue;
            }
            let place = Place {
                message,
                full,
                path: &[path, &[2, at as i32]].concat(),
            };
            let ident = variants.claim(name::type_name(&name::upper_camel(&name::snake(field.name()))));
            self.member(field, &ident, &place)?;
        }
        self.text.close("}");
        Ok(())
    }
}

/// `name = "…", within = …`, as far as needed.
pub(super) fn named(rust: &str, proto: &str, outer: Option<&str>) -> Vec<String> {
    let name = (rust != proto).then(|| format!("name = {proto:?}"));
    let within = outer.map(|outer| format!("within = {outer}"));
    name.into_iter().chain(within).collect()
}

/// `reserved(3, 7..=9, "old")`, if anything is.
pub(super) fn reserved(ranges: impl Iterator<Item = (i32, i32)>, names: &[String]) -> Option<String> {
    let ranges = ranges.map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}..={last}"),
    });
    let all: Vec<_> = ranges
        .chain(names.iter().map(|name| format!("{name:?}")))
        .collect();
    (!all.is_empty()).then(|| format!("reserved({})", all.join(", ")))
}

/// The oneof of a field, those aside that stand for `optional`.
fn real_oneof(field: &FieldDescriptorProto) -> Option<usize> {
    let index = field.oneof_index.filter(|_| !field.proto3_optional())?;
    usize::try_from(index).ok()
}

/// The Rust names in a struct.
struct Idents {
    fields: Vec<String>,
    oneofs: Vec<String>,
    /// Of the field for what is not declared.
    unknown: String,
}

/// Names that are Rust's as they are come first, so that they stay so.
fn idents(message: &DescriptorProto) -> Idents {
    let fields = message.field.iter().map(FieldDescriptorProto::name);
    let names: Vec<_> = fields
        .chain(message.oneof_decl.iter().map(|oneof| oneof.name()))
        .collect();
    let mut scope = Scope::default();
    let mut idents: Vec<Option<String>> = names
        .iter()
        .map(|proto| (name::field(proto) == **proto).then(|| scope.claim((*proto).to_owned())))
        .collect();
    for (ident, proto) in idents.iter_mut().zip(&names) {
        if ident.is_none() {
            *ident = Some(scope.claim(name::field(proto)));
        }
    }
    let mut fields: Vec<_> = idents.into_iter().flatten().collect();
    let oneofs = fields.split_off(message.field.len());
    let unknown = scope.claim("unknown_fields".to_owned());
    Idents {
        fields,
        oneofs,
        unknown,
    }
}
