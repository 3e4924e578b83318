//! Options as they are written in `.proto`: a line for each rule, in the form that `buf format` leaves unchanged.

use std::fmt::Write as _;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, UninterpretedOption};

use super::{EXTENSION, message, type_of, values_of};
use crate::schema::options::{self, Fields, RawField};
use crate::schema::print::quoted;

/// The options of a field, `(buf.validate.field).string.min_len = 1`. One may have lines of its own inside braces.
pub(crate) fn field_texts(kept: &[UninterpretedOption]) -> Vec<String> {
    texts(kept, "(buf.validate.field)", "FieldRules")
}

/// The options of a oneof, `(buf.validate.oneof).required = true`.
pub(crate) fn oneof_texts(kept: &[UninterpretedOption]) -> Vec<String> {
    texts(kept, "(buf.validate.oneof)", "OneofRules")
}

fn texts(kept: &[UninterpretedOption], name: &str, rules: &str) -> Vec<String> {
    let mut all = Vec::new();
    if let (Some(bytes), Some(rules)) = (options::message(kept, EXTENSION), message(rules)) {
        lines(rules, &bytes, name, &mut all);
    }
    all
}

fn lines(of: &'static DescriptorProto, bytes: &[u8], path: &str, all: &mut Vec<String>) {
    let mut empty = true;
    for raw in Fields(bytes) {
        empty = false;
        let Some(field) = of.field.iter().find(|field| field.number() as u32 == raw.number) else {
            continue;
        };
        let path = format!("{path}.{}", field.name());
        match (type_of(field), raw.content) {
            (Some(inner), Some(content)) if field.label() != Label::Repeated => {
                lines(inner, content, &path, all);
            }
            _ => all.extend(
                values(field, &raw)
                    .into_iter()
                    .map(|value| format!("{path} = {value}")),
            ),
        }
    }
    // A message without fields is there all the same.
    if empty {
        all.push(format!("{path} = {{}}"));
    }
}

/// The values of a field, of which a packed one has several.
fn values(field: &FieldDescriptorProto, raw: &RawField<'_>) -> Vec<String> {
    match (field.r#type(), raw.content) {
        (Type::Message, Some(content)) => vec![literal(field, content)],
        (Type::String, Some(content)) => vec![quoted(&String::from_utf8_lossy(content))],
        (Type::Bytes, Some(content)) => vec![escaped(content)],
        // Packed numbers come from other compilers, if at all.
        (_, Some(_)) => Vec::new(),
        (Type::Enum, None) => {
            let known = values_of(field)
                .iter()
                .find(|value| value.number() as u64 == raw.value);
            vec![known.map_or_else(|| raw.value.to_string(), |value| value.name().to_owned())]
        }
        (ty, None) => vec![scalar(ty, raw.value)],
    }
}

fn scalar(ty: Type, value: u64) -> String {
    match ty {
        Type::Bool => (value != 0).to_string(),
        Type::Float => float(&format!("{:?}", f32::from_bits(value as u32))),
        Type::Double => float(&format!("{:?}", f64::from_bits(value))),
        Type::Int32 | Type::Sfixed32 => (value as i32).to_string(),
        Type::Int64 | Type::Sfixed64 => (value as i64).to_string(),
        Type::Sint32 | Type::Sint64 => ((value >> 1) as i64 ^ -((value & 1) as i64)).to_string(),
        _ => value.to_string(),
    }
}

/// A number as Rust writes it, shorter and with protobuf's name for what is none.
fn float(text: &str) -> String {
    text.strip_suffix(".0").unwrap_or(text).replace("NaN", "nan")
}

/// A message between braces: on one line with one field, on a line each with more.
fn literal(field: &FieldDescriptorProto, content: &[u8]) -> String {
    let mut parts = Vec::new();
    for raw in Fields(content) {
        let (name, value) = match (field.type_name(), raw.number, raw.content) {
            (".google.protobuf.Duration" | ".google.protobuf.Timestamp", 1, None) => {
                ("seconds", scalar(Type::Int64, raw.value))
            }
            (".google.protobuf.Duration" | ".google.protobuf.Timestamp", 2, None) => {
                ("nanos", scalar(Type::Int32, raw.value))
            }
            (".google.protobuf.FieldMask", 1, Some(path)) => {
                ("paths", quoted(&String::from_utf8_lossy(path)))
            }
            _ => {
                let inner = type_of(field)
                    .and_then(|of| of.field.iter().find(|field| field.number() as u32 == raw.number));
                let Some(inner) = inner else { continue };
                for value in values(inner, &raw) {
                    parts.push(format!("{}: {value}", inner.name()));
                }
                continue;
            }
        };
        parts.push(format!("{name}: {value}"));
    }
    match parts.as_slice() {
        [] => "{}".to_owned(),
        [one] => format!("{{{one}}}"),
        many => format!("{{\n  {}\n}}", many.join("\n  ")),
    }
}

/// Bytes as a literal.
fn escaped(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => out.push(char::from(*byte)),
            // Writing to a string cannot fail.
            _ => drop(write!(out, "\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}
