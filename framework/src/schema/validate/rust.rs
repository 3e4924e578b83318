//! Options as they are written in Rust: the arguments of `#[validate(…)]`.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, UninterpretedOption};

use super::{EXTENSION, by_name, message, type_of, values_of};
use crate::schema::options::{self, Fields, RawField};
use crate::schema::rules::{Family, RuleName, RuleValue, Shown};

/// What `#[validate(…)]` says, and which options it cannot.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) arguments: Vec<String>,
    pub(crate) left_out: Vec<String>,
}

/// The rules of a field, or of a member of a oneof, which is never required by itself.
pub(crate) fn field_arguments(kept: &[UninterpretedOption], is_member: bool) -> Arguments {
    let mut all = Arguments::default();
    if let (Some(bytes), Some(rules)) = (options::message(kept, EXTENSION), message("FieldRules")) {
        all.values(rules, &bytes, is_member, "");
    }
    all
}

/// Whether a member of a oneof must be there.
pub(crate) fn is_required(kept: &[UninterpretedOption]) -> bool {
    let required = message("OneofRules").and_then(|rules| by_name(rules, "required"));
    match (options::message(kept, EXTENSION), required) {
        (Some(bytes), Some(required)) => Fields(&bytes)
            .filter(|raw| raw.number == required.number() as u32)
            .last()
            .is_some_and(|raw| raw.value != 0),
        _ => false,
    }
}

impl Arguments {
    /// The fields of `FieldRules`; `path` is the way to them.
    fn values(&mut self, rules: &'static DescriptorProto, bytes: &[u8], is_part: bool, path: &str) {
        for raw in Fields(bytes) {
            let Some(field) = rules
                .field
                .iter()
                .find(|field| field.number() as u32 == raw.number)
            else {
                self.left_out.push(format!("{path}number {}", raw.number));
                continue;
            };
            let group = type_of(field).filter(|_| field.label() != Label::Repeated);
            match (field.name(), group, raw.content) {
                ("required", ..) if !is_part => self.push_if(raw.value != 0, "required"),
                ("ignore", ..) => match raw.value {
                    1 => self.arguments.push("ignore = if_zero_value".to_owned()),
                    3 => self.arguments.push("ignore = always".to_owned()),
                    _ => {}
                },
                (name, Some(group), Some(content)) => self.group(name, group, content, path),
                (name, ..) => self.left_out.push(format!("{path}{name}")),
            }
        }
    }

    fn push_if(&mut self, holds: bool, argument: &str) {
        if holds {
            self.arguments.push(argument.to_owned());
        }
    }

    /// The rules of one family.
    fn group(&mut self, family: &str, group: &'static DescriptorProto, bytes: &[u8], path: &str) {
        let mut lists: Vec<(RuleName, Vec<String>)> = Vec::new();
        for raw in Fields(bytes) {
            let field = group
                .field
                .iter()
                .find(|field| field.number() as u32 == raw.number);
            let Some(field) = field else {
                self.left_out
                    .push(format!("{path}{family}, number {}", raw.number));
                continue;
            };
            let (name, rules) = (field.name(), type_of(field));
            if let (Some(rules), Some(content)) = (rules, raw.content) {
                let mut part = Self::default();
                part.values(rules, content, true, &format!("{path}{family}.{name}."));
                self.left_out.append(&mut part.left_out);
                if !part.arguments.is_empty() {
                    self.arguments
                        .push(format!("{name}({})", part.arguments.join(", ")));
                }
                continue;
            }
            let (Some(rule), Some(value)) = (RuleName::parse(name), literal(field, &raw)) else {
                self.left_out.push(format!("{path}{family}.{name}"));
                continue;
            };
            if matches!(rule, RuleName::In | RuleName::NotIn) {
                match lists.iter_mut().find(|(list, _)| *list == rule) {
                    Some((_, values)) => values.push(value),
                    None => lists.push((rule, vec![value])),
                }
            } else if field.r#type() != Type::Bool || matches!(rule, RuleName::Const | RuleName::Strict) {
                self.arguments.push(format!("{name} = {value}"));
            } else {
                self.push_if(raw.value != 0, name);
            }
        }
        for (rule, values) in lists {
            self.arguments
                .push(format!("{} = [{}]", rule.as_str(), values.join(", ")));
        }
    }
}

/// A value as a literal of Rust, where it has one.
fn literal(field: &FieldDescriptorProto, raw: &RawField<'_>) -> Option<String> {
    let float = |value: f64, text: String| value.is_finite().then_some(text);
    Some(match (field.r#type(), raw.content) {
        (Type::String, Some(content)) => format!("{:?}", str::from_utf8(content).ok()?),
        (Type::Bytes, Some(content)) => format!("b\"{}\"", content.escape_ascii()),
        (Type::Message, Some(content)) => {
            let family = match field.type_name() {
                ".google.protobuf.Duration" => Family::Duration,
                ".google.protobuf.Timestamp" => Family::Timestamp,
                _ => return None,
            };
            let (mut seconds, mut nanos) = (0, 0);
            for raw in Fields(content) {
                match raw.number {
                    1 => seconds = raw.value as i64,
                    2 => nanos = raw.value as i32,
                    _ => {}
                }
            }
            format!("\"{}\"", Shown(family, RuleValue::Time { seconds, nanos }))
        }
        (_, Some(_)) => return None,
        (Type::Bool, None) => (raw.value != 0).to_string(),
        (Type::Enum, None) => {
            let known = values_of(field)
                .iter()
                .find(|value| value.number() as u64 == raw.value)?;
            known.name().strip_prefix("KNOWN_REGEX_")?.to_lowercase()
        }
        (Type::Float, None) => {
            let value = f32::from_bits(raw.value as u32);
            float(value.into(), format!("{value:?}"))?
        }
        (Type::Double, None) => {
            let value = f64::from_bits(raw.value);
            float(value, format!("{value:?}"))?
        }
        (Type::Int32 | Type::Sfixed32, None) => (raw.value as i32).to_string(),
        (Type::Int64 | Type::Sfixed64, None) => (raw.value as i64).to_string(),
        (Type::Sint32 | Type::Sint64, None) => {
            ((raw.value >> 1) as i64 ^ -((raw.value & 1) as i64)).to_string()
        }
        (_, None) => raw.value.to_string(),
    })
}
