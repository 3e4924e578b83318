//! Fields: their types and attributes.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::error::ImportError;
use super::index::is_map_entry;
use super::name;
use super::options;
use super::printer::Printer;
use crate::schema::names;

/// One value: its Rust type, and the encoding where that does not follow from the type.
struct Value {
    rust: String,
    encoding: Option<&'static str>,
}

/// Where a field stands.
pub(super) struct Place<'a> {
    pub(super) message: &'a DescriptorProto,
    /// The full name of the message.
    pub(super) full: &'a str,
    /// The path of the field.
    pub(super) path: &'a [i32],
}

impl Printer<'_> {
    /// A field of a struct called `ident`.
    pub(super) fn field(
        &mut self,
        field: &FieldDescriptorProto,
        ident: &str,
        place: &Place<'_>,
    ) -> Result<(), ImportError> {
        let mut arguments = vec![field.number().to_string()];
        let ty = if let Some(entry) = map_entry(field, place) {
            let [key, value] = [self.entry_part(entry, 1)?, self.entry_part(entry, 2)?];
            if key.encoding.or(value.encoding).is_some() {
                let [key, value] = [key.encoding.unwrap_or("_"), value.encoding.unwrap_or("_")];
                arguments.push(format!("map({key}, {value})"));
            }
            format!("{}<{}, {}>", self.map(), key.rust, value.rust)
        } else {
            let value = self.value(field)?;
            arguments.extend(value.encoding.map(str::to_owned));
            self.shape(field, value.rust, place, &mut arguments)
        };
        self.declare(field, ident != field.name(), arguments, place);
        self.text.field(&name::raw(ident), &ty);
        Ok(())
    }

    /// A member of a oneof, as a variant called `ident`.
    pub(super) fn member(
        &mut self,
        field: &FieldDescriptorProto,
        ident: &str,
        place: &Place<'_>,
    ) -> Result<(), ImportError> {
        let value = self.value(field)?;
        let mut arguments = vec![field.number().to_string()];
        arguments.extend(value.encoding.map(str::to_owned));
        let ty = self.boxed(field, value.rust, place);
        let is_renamed = name::snake(ident) != field.name();
        self.declare(field, is_renamed, arguments, place);
        self.text.variant(ident, &ty);
        Ok(())
    }

    /// What stands above a field, and its attribute.
    fn declare(
        &mut self,
        field: &FieldDescriptorProto,
        is_renamed: bool,
        mut arguments: Vec<String>,
        place: &Place<'_>,
    ) {
        let element = names::join(place.full, field.name());
        self.note_options(&options::FIELD, field.options.as_ref(), place.path, &element);
        self.documented(place.path, &[options::FIELD.tag]);
        self.deprecated(field.options.as_ref().and_then(|options| options.deprecated));
        if is_renamed {
            arguments.push(format!("name = {:?}", field.name()));
        }
        if field
            .json_name
            .as_ref()
            .is_some_and(|json| *json != names::json_name(field.name()))
        {
            arguments.push(format!("json_name = {:?}", field.json_name()));
        }
        self.text.attribute("field", &arguments);
        self.rules(field, &element);
    }

    /// The rules of a field; what there is no word for in Rust is named.
    fn rules(&mut self, field: &FieldDescriptorProto, element: &str) {
        let is_member = field.oneof_index.is_some() && !field.proto3_optional();
        let (arguments, left_out) = options::rules(field.options.as_ref(), is_member);
        if !arguments.is_empty() {
            self.text.attribute("validate", &arguments);
        }
        for rule in left_out {
            self.note(element, &format!("the rule `{rule}` is left out"));
        }
    }

    fn shape(
        &mut self,
        field: &FieldDescriptorProto,
        value: String,
        place: &Place<'_>,
        arguments: &mut Vec<String>,
    ) -> String {
        let is_message = field.r#type() == Type::Message;
        if field.label() == Label::Repeated {
            let packable = !matches!(field.r#type(), Type::Message | Type::String | Type::Bytes);
            if packable
                && field
                    .options
                    .as_ref()
                    .is_some_and(|options| options.packed == Some(false))
            {
                arguments.push("packed = false".to_owned());
            }
            return format!("{}<{value}>", self.in_scope("Vec", "std::vec::Vec"));
        }
        if is_message && field.proto3_optional() {
            let element = names::join(place.full, field.name());
            self.note(
                &element,
                "`optional` is left out: a message has presence without it",
            );
        }
        if is_message || field.proto3_optional() {
            let value = self.boxed(field, value, place);
            return format!("{}<{value}>", self.in_scope("Option", "std::option::Option"));
        }
        value
    }

    /// In a `Box` where the message would contain itself.
    fn boxed(&self, field: &FieldDescriptorProto, value: String, place: &Place<'_>) -> String {
        let target = field.type_name().trim_start_matches('.');
        let group = |full: &str| self.cycles.get(full);
        if field.r#type() == Type::Message && group(target).is_some() && group(target) == group(place.full) {
            format!("{}<{value}>", self.in_scope("Box", "std::boxed::Box"))
        } else {
            value
        }
    }

    fn entry_part(&mut self, entry: &DescriptorProto, number: i32) -> Result<Value, ImportError> {
        match entry.field.iter().find(|field| field.number() == number) {
            Some(field) => self.value(field),
            None => Err(ImportError::invalid(format!(
                "the map entry `{}` is not whole",
                entry.name()
            ))),
        }
    }

    fn value(&mut self, field: &FieldDescriptorProto) -> Result<Value, ImportError> {
        if !name::is_identifier(field.name()) {
            let why = format!("`{}` is no name of a field", field.name().escape_debug());
            return Err(ImportError::invalid(why));
        }
        let plain = |rust: &str| (rust.to_owned(), None);
        let (rust, encoding) = match field.r#type() {
            Type::Double => plain("f64"),
            Type::Float => plain("f32"),
            Type::Int32 => plain("i32"),
            Type::Int64 => plain("i64"),
            Type::Uint32 => plain("u32"),
            Type::Uint64 => plain("u64"),
            Type::Bool => plain("bool"),
            Type::Sint32 => ("i32".to_owned(), Some("sint32")),
            Type::Sint64 => ("i64".to_owned(), Some("sint64")),
            Type::Fixed32 => ("u32".to_owned(), Some("fixed32")),
            Type::Fixed64 => ("u64".to_owned(), Some("fixed64")),
            Type::Sfixed32 => ("i32".to_owned(), Some("sfixed32")),
            Type::Sfixed64 => ("i64".to_owned(), Some("sfixed64")),
            Type::String => plain(self.in_scope("String", "std::string::String")),
            Type::Bytes => (format!("{}<u8>", self.in_scope("Vec", "std::vec::Vec")), None),
            Type::Message => (self.path(field.type_name())?, None),
            Type::Enum => {
                let path = self.path(field.type_name())?;
                (
                    format!("{}<{path}>", self.in_scope("Open", "traitwire::Open")),
                    None,
                )
            }
            Type::Group => {
                let why = format!(
                    "the field `{}` is a group, which proto3 does not have",
                    field.name()
                );
                return Err(ImportError::invalid(why));
            }
        };
        Ok(Value { rust, encoding })
    }
}

/// The entry of a map field.
fn map_entry<'a>(field: &FieldDescriptorProto, place: &Place<'a>) -> Option<&'a DescriptorProto> {
    let inner = field
        .type_name()
        .trim_start_matches('.')
        .strip_prefix(place.full)?
        .strip_prefix('.')?;
    place
        .message
        .nested_type
        .iter()
        .find(|nested| is_map_entry(nested) && nested.name() == inner)
        .filter(|_| field.label() == Label::Repeated)
}
