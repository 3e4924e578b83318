//! Rules as options.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FieldDescriptorProto, UninterpretedOption};

use super::{EXTENSION, by_name, message, type_of, values_of};
use crate::schema::options::{extension, put_len, put_varint};
use crate::schema::rules::{Family, FieldRules, Ignore, Rule, RuleValue, ValueRules};
use crate::schema::spec::Shape;

/// `(buf.validate.field)`, if there are rules.
pub(crate) fn field_options(rules: &FieldRules, shape: Shape) -> Option<UninterpretedOption> {
    if rules.is_empty() {
        return None;
    }
    let all = message("FieldRules")?;
    let mut fields = values(all, &rules.own);
    let parts = match shape {
        Shape::Repeated { .. } => vec![(Family::Repeated, "items", &rules.elements)],
        Shape::Map { .. } => vec![
            (Family::Map, "keys", &rules.keys),
            (Family::Map, "values", &rules.elements),
        ],
        Shape::Singular | Shape::Optional => Vec::new(),
    };
    for (family, part, part_rules) in parts {
        if *part_rules != ValueRules::NONE {
            let group = by_name(all, family.name())?;
            let part = by_name(type_of(group)?, part)?;
            fields.push(group.number(), |out| {
                put_len(part.number() as u32, &values(all, part_rules).finish(), out);
            });
        }
    }
    Some(extension(EXTENSION, &fields.finish()))
}

/// `(buf.validate.oneof)`, if a member is required.
pub(crate) fn oneof_options(required: bool) -> Option<UninterpretedOption> {
    let field = by_name(message("OneofRules")?, "required")?;
    let mut bytes = Vec::new();
    put_varint(u64::from((field.number() as u32) << 3), &mut bytes);
    put_varint(1, &mut bytes);
    required.then(|| extension(EXTENSION, &bytes))
}

/// Fields by number, tags included.
type Numbered = Vec<(i32, Vec<u8>)>;

/// The fields of a message, each with what is written for it.
#[derive(Default)]
struct Written {
    /// Fields of their own, tags included.
    plain: Numbered,
    /// Fields that are messages, whose content comes in parts: themselves the numbers and bytes of their fields.
    groups: Vec<(i32, Numbered)>,
}

impl Written {
    fn push(&mut self, group: i32, write: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = Vec::new();
        write(&mut bytes);
        let number = first_number(&bytes);
        match self.groups.iter_mut().find(|(number, _)| *number == group) {
            Some((_, parts)) => parts.push((number, bytes)),
            None => self.groups.push((group, vec![(number, bytes)])),
        }
    }

    /// The message, its fields sorted by number as every official implementation sorts them.
    fn finish(mut self) -> Vec<u8> {
        for (group, mut parts) in self.groups {
            parts.sort_by_key(|(number, _)| *number);
            let content: Vec<u8> = parts.into_iter().flat_map(|(_, bytes)| bytes).collect();
            let mut bytes = Vec::new();
            put_len(group as u32, &content, &mut bytes);
            self.plain.push((group, bytes));
        }
        self.plain.sort_by_key(|(number, _)| *number);
        self.plain.into_iter().flat_map(|(_, bytes)| bytes).collect()
    }
}

/// The number of the field that `bytes` begin with.
fn first_number(bytes: &[u8]) -> i32 {
    let field = crate::schema::options::Fields(bytes).next();
    field.map_or(0, |field| field.number as i32)
}

/// The fields of `FieldRules` for these rules.
fn values(all: &'static DescriptorProto, rules: &ValueRules) -> Written {
    let mut fields = Written::default();
    let mut plain = |name: &str, value: u64| {
        if let Some(field) = by_name(all, name) {
            let mut bytes = Vec::new();
            put_varint(u64::from((field.number() as u32) << 3), &mut bytes);
            put_varint(value, &mut bytes);
            fields.plain.push((field.number(), bytes));
        }
    };
    if rules.required {
        plain("required", 1);
    }
    match rules.ignore {
        Ignore::Unspecified => {}
        Ignore::IfZeroValue => plain("ignore", 1),
        Ignore::Always => plain("ignore", 3),
    }
    for rule in rules.rules {
        let Some(group) = by_name(all, rule.family.name()) else {
            continue;
        };
        let Some(field) = type_of(group).and_then(|group| by_name(group, rule.name.as_str())) else {
            continue;
        };
        match rule.value {
            RuleValue::List { items } => {
                for item in items {
                    fields.push(group.number(), |out| value(field, rule, item, out));
                }
            }
            one => fields.push(group.number(), |out| value(field, rule, &one, out)),
        }
    }
    fields
}

/// A field of a message of rules.
fn value(field: &FieldDescriptorProto, rule: &Rule, value: &RuleValue, out: &mut Vec<u8>) {
    let number = field.number() as u32;
    let mut tagged = |wire: u32| put_varint(u64::from(number << 3 | wire), out);
    match *value {
        RuleValue::Text(text) if field.r#type() == Type::Enum => {
            let known = values_of(field).iter().find(|value| value.name() == text);
            tagged(0);
            put_varint(known.map_or(0, |value| value.number() as u64), out);
        }
        RuleValue::Text(text) => put_len(number, text.as_bytes(), out),
        RuleValue::Bytes(bytes) => put_len(number, bytes, out),
        RuleValue::Flag(flag) => {
            tagged(0);
            put_varint(flag.into(), out);
        }
        RuleValue::Size(size) => {
            tagged(0);
            put_varint(size, out);
        }
        RuleValue::Float(float) if rule.family == Family::Float => {
            tagged(5);
            out.extend_from_slice(&(float as f32).to_le_bytes());
        }
        RuleValue::Float(float) => {
            tagged(1);
            out.extend_from_slice(&float.to_le_bytes());
        }
        // What fits the field's type fits 64 bits, of which the lower half is a number of 32.
        RuleValue::Int(int) => match field.r#type() {
            Type::Sint32 | Type::Sint64 => {
                tagged(0);
                put_varint(((int << 1) ^ (int >> 127)) as u64, out);
            }
            Type::Fixed32 | Type::Sfixed32 => {
                tagged(5);
                out.extend_from_slice(&(int as u32).to_le_bytes());
            }
            Type::Fixed64 | Type::Sfixed64 => {
                tagged(1);
                out.extend_from_slice(&(int as u64).to_le_bytes());
            }
            _ => {
                tagged(0);
                put_varint(int as u64, out);
            }
        },
        RuleValue::Time { seconds, nanos } => {
            let mut content = Vec::new();
            for (number, part) in [(1, seconds as u64), (2, i64::from(nanos) as u64)] {
                if part != 0 {
                    put_varint(number << 3, &mut content);
                    put_varint(part, &mut content);
                }
            }
            put_len(number, &content, out);
        }
        RuleValue::List { .. } => {}
    }
}
