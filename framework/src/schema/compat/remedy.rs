//! What to write in Rust to keep the old contract.

use prost_types::FieldDescriptorProto;
use prost_types::field_descriptor_proto::Type;

use crate::schema::link::{Places, Written};

impl Places {
    /// How to reserve `what` in a message.
    pub(super) fn reserve(&self, message: &str, what: &str) -> String {
        let simple = simple(message);
        match self.written(message) {
            Written::Item => format!("write `reserved({what})` in the `#[message(…)]` of `{simple}`"),
            Written::Arguments => format!("write `reserved({what})` in the method's `#[rpc(…)]`"),
            Written::Returns => format!("write `reserved({what})` in the method's `#[returns(…)]`"),
            Written::Unit => {
                format!("let the method return a message `{simple}` with `#[message(reserved({what}))]`")
            }
        }
    }

    /// How to keep a removed field, number `number`, name `name`.
    pub(super) fn keep_field(&self, message: &str, number: i32, name: &str) -> String {
        match self.written(message) {
            Written::Item => "keep the field".to_owned(),
            Written::Arguments => "keep the argument".to_owned(),
            Written::Returns | Written::Unit => format!("keep it by `#[returns({name} = {number})]`"),
        }
    }

    /// How a field gets its number, and with it what else its attribute says: `name = "x"`.
    pub(super) fn field(&self, message: &str, number: i32, name: &str, option: &str) -> String {
        match self.written(message) {
            Written::Returns | Written::Unit if option.starts_with("json_name") => {
                format!("return a message of your own, whose field has `#[field({number}, {option})]`")
            }
            Written::Returns | Written::Unit => {
                format!("write `{name} = {number}` in the method's `#[returns(…)]`")
            }
            _ if option.is_empty() => format!("write `#[field({number})]`"),
            _ => format!("write `#[field({number}, {option})]`"),
        }
    }
}

/// How to reserve `what` in an enumeration.
pub(super) fn reserve_value(enumeration: &str, what: &str) -> String {
    format!(
        "write `reserved({what})` in the `#[enumeration(…)]` of `{}`",
        simple(enumeration)
    )
}

/// The type of a field's values in Rust, and what its attribute has to say.
pub(super) fn rust_type(field: &FieldDescriptorProto) -> String {
    let (ty, encoding) = match field.r#type() {
        Type::Bool => ("bool", None),
        Type::Int32 => ("i32", None),
        Type::Int64 => ("i64", None),
        Type::Uint32 => ("u32", None),
        Type::Uint64 => ("u64", None),
        Type::Sint32 => ("i32", Some("sint32")),
        Type::Sint64 => ("i64", Some("sint64")),
        Type::Fixed32 => ("u32", Some("fixed32")),
        Type::Fixed64 => ("u64", Some("fixed64")),
        Type::Sfixed32 => ("i32", Some("sfixed32")),
        Type::Sfixed64 => ("i64", Some("sfixed64")),
        Type::Float => ("f32", None),
        Type::Double => ("f64", None),
        Type::String => ("String", None),
        Type::Bytes => ("Vec<u8>", None),
        Type::Message | Type::Enum | Type::Group => (simple(field.type_name()), None),
    };
    match encoding {
        Some(encoding) => format!("`{ty}` with `{encoding}` in its attribute"),
        None => format!("`{ty}`"),
    }
}

pub(super) fn simple(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The scope that a name stands in.
pub(super) fn around(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(scope, _)| scope)
}
