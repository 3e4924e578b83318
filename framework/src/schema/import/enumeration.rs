//! Enumerations.

use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto};

use super::error::ImportError;
use super::message::{named, reserved};
use super::name::{self, Scope};
use super::options;
use super::printer::Printer;
use crate::schema::names::join;

/// The parts of an enumeration without an item in Rust: its options, reserved ranges and names.
const PARTS: &[i32] = &[options::ENUM.tag, 4, 5];

impl Printer<'_> {
    /// An enumeration in the scope `scope`.
    pub(super) fn enumeration(
        &mut self,
        enumeration: &EnumDescriptorProto,
        scope: &str,
        outer: Option<&str>,
        path: &[i32],
    ) -> Result<(), ImportError> {
        let full = join(scope, enumeration.name());
        let rust = self.names.types.get(&full).cloned().unwrap_or_default();
        if enumeration.value.first().is_none_or(|first| first.number() != 0) {
            let why = format!("the first value of `{full}` is not 0, which proto3 does not allow");
            return Err(ImportError::invalid(why));
        }
        self.note_options(&options::ENUM, enumeration.options.as_ref(), path, &full);
        self.text.gap();
        self.documented(path, PARTS);
        let mut arguments = named(&rust, enumeration.name(), outer);
        arguments.extend(reserved(
            enumeration
                .reserved_range
                .iter()
                .map(|range| (range.start(), range.end())),
            &enumeration.reserved_name,
        ));
        self.text.attribute("enumeration", &arguments);
        self.deprecated(
            enumeration
                .options
                .as_ref()
                .and_then(|options| options.deprecated),
        );
        let derives = ["Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "Hash"];
        self.text.attribute("derive", &derives.map(str::to_owned));
        self.text.open(&format!("pub enum {rust} {{"));
        self.values(enumeration, &full, path)?;
        self.text.close("}");
        Ok(())
    }

    fn values(
        &mut self,
        enumeration: &EnumDescriptorProto,
        full: &str,
        path: &[i32],
    ) -> Result<(), ImportError> {
        let prefix = name::screaming_snake(enumeration.name());
        let mut variants = Scope::default();
        let mut in_order = Vec::new();
        for (at, value) in enumeration.value.iter().enumerate() {
            if !name::is_identifier(value.name()) {
                let why = format!("`{}` is no name of a value", value.name().escape_debug());
                return Err(ImportError::invalid(why));
            }
            let element = join(full, value.name());
            let path = [path, &[2, at as i32]].concat();
            self.note_options(&options::VALUE, value.options.as_ref(), &path, &element);
            let same = |other: &&EnumValueDescriptorProto| other.number() == value.number();
            if enumeration.value[..at].iter().any(|other| same(&other)) {
                self.note_alias(value, &path, &element);
                continue;
            }
            let aliases: Vec<_> = enumeration.value[at + 1..]
                .iter()
                .filter(same)
                .map(EnumValueDescriptorProto::name)
                .collect();
            in_order.push(value.name());
            in_order.extend(&aliases);
            let ident = variants.claim(name::variant(value.name(), &prefix));
            self.documented(&path, &[options::VALUE.tag]);
            self.deprecated(value.options.as_ref().and_then(|options| options.deprecated));
            let is_named = format!("{prefix}_{}", name::screaming_snake(&ident)) == value.name();
            let mut arguments = Vec::new();
            if !is_named {
                arguments.push(format!("name = {:?}", value.name()));
            }
            match aliases[..] {
                [] => {}
                [alias] => arguments.push(format!("alias = {alias:?}")),
                _ => arguments.push(format!(
                    "alias({})",
                    aliases
                        .iter()
                        .map(|alias| format!("{alias:?}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                )),
            }
            if !arguments.is_empty() {
                self.text.attribute("value", &arguments);
            }
            if at == 0 {
                self.text.line("#[default]");
            }
            self.text.line(&format!("{ident} = {},", value.number()));
        }
        if !in_order
            .iter()
            .copied()
            .eq(enumeration.value.iter().map(EnumValueDescriptorProto::name))
        {
            self.note(full, "an alias now follows the value that it is another name of");
        }
        Ok(())
    }

    /// An alias has a name and nothing else.
    fn note_alias(&mut self, alias: &EnumValueDescriptorProto, path: &[i32], element: &str) {
        if alias.options.as_ref().is_some_and(|options| options.deprecated()) {
            self.note(
                element,
                "`deprecated` is left out: it is that of the value it is an alias of",
            );
        }
        if !self.comments.docs(path).is_empty() {
            self.note(element, "the comment is left out: it is an alias");
        }
    }
}
