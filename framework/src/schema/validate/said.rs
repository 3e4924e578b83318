//! Whether the text of rules says all of them.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FieldDescriptorProto, UninterpretedOption};

use super::{EXTENSION, message, type_of, values_of};
use crate::schema::options::{self, Fields, RawField};

/// Whether all of these options are rules that have words, `rules` being the message that they are of.
pub(crate) fn is_said(kept: &[UninterpretedOption], rules: &str) -> bool {
    let number = EXTENSION.to_string();
    kept.iter().all(|option| {
        let bytes = options::message(std::slice::from_ref(option), EXTENSION);
        options::name(option) == number
            && bytes.is_some_and(|bytes| message(rules).is_some_and(|rules| whole(rules, &bytes)))
    })
}

fn whole(of: &'static DescriptorProto, bytes: &[u8]) -> bool {
    all(bytes, |raw| {
        let field = of.field.iter().find(|field| field.number() as u32 == raw.number);
        field.is_some_and(|field| has_words(field, raw))
    })
}

/// Whether the bytes are fields and nothing else, and all of them are such.
fn all(bytes: &[u8], is: impl Fn(&RawField<'_>) -> bool) -> bool {
    let mut fields = Fields(bytes);
    fields.by_ref().all(|raw| is(&raw)) && fields.0.is_empty()
}

/// Numbers that are packed have none.
fn has_words(field: &FieldDescriptorProto, raw: &RawField<'_>) -> bool {
    let is_text = |content: Option<&[u8]>| content.is_some_and(|text| std::str::from_utf8(text).is_ok());
    match (field.r#type(), field.type_name()) {
        (Type::Message, name) => raw.content.is_some_and(|content| match (type_of(field), name) {
            (Some(inner), _) => whole(inner, content),
            (None, ".google.protobuf.Duration" | ".google.protobuf.Timestamp") => {
                all(content, |raw| matches!(raw.number, 1 | 2) && raw.wire() == 0)
            }
            (None, ".google.protobuf.FieldMask") => {
                all(content, |raw| raw.number == 1 && is_text(raw.content))
            }
            _ => false,
        }),
        (Type::String, _) => is_text(raw.content),
        (Type::Bytes, _) => raw.content.is_some(),
        (Type::Enum, _) => {
            let known = || {
                values_of(field)
                    .iter()
                    .any(|value| value.number() as u64 == raw.value)
            };
            raw.wire() == 0 && known()
        }
        (Type::Fixed32 | Type::Sfixed32 | Type::Float, _) => raw.wire() == 5,
        (Type::Fixed64 | Type::Sfixed64 | Type::Double, _) => raw.wire() == 1,
        _ => raw.wire() == 0,
    }
}
