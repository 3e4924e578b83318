//! Options that are extensions, which `prost_types` drops: kept through decoding and encoding of descriptors.
//!
//! In memory such an option is an `uninterpreted_option` of its number and its raw bytes. So it is part of the descriptor,
//! is compared and copied with it, and needs no second structure beside. On disk and on the wire it is what it should be.

use prost::Message as _;
use prost_types::uninterpreted_option::NamePart;
use prost_types::{FileDescriptorProto, FileDescriptorSet, UninterpretedOption};

/// The number of `uninterpreted_option` in every kind of options.
const UNINTERPRETED: u32 = 999;

/// The least number that an extension of options has.
const FIRST: u32 = 1000;

/// Length-delimited.
const LEN: u32 = 2;

/// A set of files in the binary form, its options whole.
pub fn encode(set: &FileDescriptorSet) -> Vec<u8> {
    rewritten(Kind::Set, set.encode_to_vec(), revealed)
}

/// A file in the binary form, its options whole.
pub fn encode_file(file: &FileDescriptorProto) -> Vec<u8> {
    rewritten(Kind::File, file.encode_to_vec(), revealed)
}

/// Reads what [`encode`] or any compiler has written.
///
/// # Errors
/// The bytes are no `FileDescriptorSet`.
pub fn decode(bytes: &[u8]) -> Result<FileDescriptorSet, prost::DecodeError> {
    FileDescriptorSet::decode(rewritten(Kind::Set, bytes.to_vec(), hidden).as_slice())
}

/// An option of this number whose value is the message `bytes`.
#[cfg(any(feature = "validate", test))]
pub(crate) fn extension(number: u32, bytes: &[u8]) -> UninterpretedOption {
    let mut raw = Vec::new();
    put_len(number, bytes, &mut raw);
    kept(number, raw)
}

/// The messages that are the values of the option of this number, one after the other, which is their merge.
#[cfg(any(feature = "validate", test))]
pub(crate) fn message(options: &[UninterpretedOption], number: u32) -> Option<Vec<u8>> {
    let mut found = None;
    for raw in options.iter().filter_map(|option| raw(option, number)) {
        let field = Fields(raw).next()?;
        found
            .get_or_insert_with(Vec::new)
            .extend_from_slice(field.content?);
    }
    found
}

fn kept(number: u32, raw: Vec<u8>) -> UninterpretedOption {
    UninterpretedOption {
        name: vec![NamePart {
            name_part: number.to_string(),
            is_extension: true,
        }],
        string_value: Some(raw),
        ..Default::default()
    }
}

/// The name of an option: of one that is kept, its number.
pub(crate) fn name(option: &UninterpretedOption) -> String {
    let parts: Vec<_> = option.name.iter().map(|part| part.name_part.as_str()).collect();
    parts.join(".")
}

/// The raw bytes of a kept option of this number.
fn raw(option: &UninterpretedOption, number: u32) -> Option<&[u8]> {
    match option.name.as_slice() {
        [name] if name.is_extension && name.name_part == number.to_string() => option.string_value.as_deref(),
        _ => None,
    }
}

/// What a message of a descriptor is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Set,
    File,
    Message,
    Field,
    Oneof,
    Enum,
    Value,
    Service,
    Method,
    Range,
    Options,
}

impl Kind {
    /// What the field of this number holds, if there may be options in it (`google/protobuf/descriptor.proto`).
    fn field(self, number: u32) -> Option<Self> {
        Some(match (self, number) {
            (Self::Set, 1) => Self::File,
            (Self::File, 4) | (Self::Message, 3) => Self::Message,
            (Self::File, 5) | (Self::Message, 4) => Self::Enum,
            (Self::File, 6) => Self::Service,
            (Self::File, 7) | (Self::Message, 2 | 6) => Self::Field,
            (Self::Message, 5) => Self::Range,
            (Self::Message, 8) => Self::Oneof,
            (Self::Enum, 2) => Self::Value,
            (Self::Service, 2) => Self::Method,
            (Self::File | Self::Field, 8)
            | (Self::Message, 7)
            | (Self::Oneof, 2)
            | (Self::Enum | Self::Value | Self::Service | Self::Range, 3)
            | (Self::Method, 4) => Self::Options,
            _ => return None,
        })
    }
}

/// The bytes with `change` made to each field of options; as they were where they are no such message.
fn rewritten(kind: Kind, bytes: Vec<u8>, change: fn(&RawField<'_>, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut fields = Fields(&bytes);
    for field in &mut fields {
        match (kind, kind.field(field.number), field.content) {
            (Kind::Options, ..) => change(&field, &mut out),
            (_, Some(inner), Some(content)) => {
                put_len(
                    field.number,
                    &rewritten(inner, content.to_vec(), change),
                    &mut out,
                );
            }
            _ => out.extend_from_slice(field.raw),
        }
    }
    if fields.0.is_empty() { out } else { bytes }
}

/// An extension becomes an option that is kept.
fn hidden(field: &RawField<'_>, out: &mut Vec<u8>) {
    if field.number < FIRST {
        return out.extend_from_slice(field.raw);
    }
    put_len(
        UNINTERPRETED,
        &kept(field.number, field.raw.to_vec()).encode_to_vec(),
        out,
    );
}

/// An option that is kept becomes the extension that it was.
fn revealed(field: &RawField<'_>, out: &mut Vec<u8>) {
    let option = field
        .content
        .filter(|_| field.number == UNINTERPRETED)
        .and_then(|content| UninterpretedOption::decode(content).ok());
    let number = option
        .as_ref()
        .and_then(|option| option.name.first()?.name_part.parse().ok());
    match (&option, number) {
        (Some(option), Some(number)) => out.extend_from_slice(raw(option, number).unwrap_or(field.raw)),
        _ => out.extend_from_slice(field.raw),
    }
}

/// A field of a message in the binary form.
pub(crate) struct RawField<'a> {
    pub(crate) number: u32,
    /// Tag and value.
    raw: &'a [u8],
    /// The value of a varint or a number of fixed length.
    #[cfg_attr(
        not(feature = "validate"),
        allow(dead_code, reason = "only rules have such values")
    )]
    pub(crate) value: u64,
    /// The value of what has a length.
    pub(crate) content: Option<&'a [u8]>,
}

#[cfg(feature = "validate")]
impl RawField<'_> {
    /// The wire type.
    pub(crate) fn wire(&self) -> u8 {
        self.raw.first().map_or(0, |tag| tag & 7)
    }
}

/// The fields of a message; what is left when they end is no field. Groups have none of ours in them.
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = RawField<'a>;

    fn next(&mut self) -> Option<RawField<'a>> {
        let mut rest = self.0;
        let tag = varint(&mut rest)?;
        let (number, wire) = (u32::try_from(tag >> 3).ok()?, (tag & 7) as u32);
        let (mut value, mut content) = (0, None);
        match wire {
            0 => value = varint(&mut rest)?,
            1 => value = u64::from_le_bytes(take(&mut rest, 8)?.try_into().ok()?),
            5 => value = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?).into(),
            LEN => {
                let len = usize::try_from(varint(&mut rest)?).ok()?;
                content = Some(take(&mut rest, len)?);
            }
            _ => return None,
        }
        let raw = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        Some(RawField {
            number,
            raw,
            value,
            content,
        })
    }
}

fn take<'a>(rest: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(len)?;
    *rest = after;
    Some(taken)
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for at in 0..10 {
        let byte = *rest.get(at)?;
        value |= u64::from(byte & 0x7f).checked_shl(at as u32 * 7)?;
        if byte < 0x80 {
            *rest = &rest[at + 1..];
            return Some(value);
        }
    }
    None
}

pub(crate) fn put_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub(crate) fn put_len(number: u32, content: &[u8], out: &mut Vec<u8>) {
    put_varint(u64::from(number << 3 | LEN), out);
    put_varint(content.len() as u64, out);
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use prost_types::{DescriptorProto, FieldDescriptorProto, FieldOptions};

    use super::*;

    fn set(options: FieldOptions) -> FileDescriptorSet {
        let field = FieldDescriptorProto {
            name: Some("f".into()),
            options: Some(options),
            ..Default::default()
        };
        let nested = DescriptorProto {
            field: vec![field],
            ..Default::default()
        };
        let message = DescriptorProto {
            nested_type: vec![nested],
            ..Default::default()
        };
        FileDescriptorSet {
            file: vec![FileDescriptorProto {
                name: Some("a.proto".into()),
                message_type: vec![message],
                ..Default::default()
            }],
        }
    }

    #[test]
    fn extensions_survive_both_ways() {
        let before = set(FieldOptions {
            deprecated: Some(true),
            uninterpreted_option: vec![extension(1159, b"\x08\x01"), extension(50_000, b"")],
            ..Default::default()
        });
        let bytes = encode(&before);
        // deprecated, 1159 with two bytes, 50000 with none.
        let options = [0x18, 1, 0xba, 0x48, 2, 8, 1, 0x82, 0xb5, 0x18, 0];
        assert!(
            bytes.windows(options.len()).any(|window| window == options),
            "{bytes:x?}"
        );
        let after = decode(&bytes).expect("a set");
        assert_eq!(before, after);
        let kept = &after.file[0].message_type[0].nested_type[0].field[0]
            .options
            .as_ref()
            .expect("options");
        assert_eq!(
            message(&kept.uninterpreted_option, 1159).as_deref(),
            Some(&b"\x08\x01"[..])
        );
        assert_eq!(message(&kept.uninterpreted_option, 1160), None);
    }

    #[test]
    fn what_is_no_descriptor_is_an_error_and_no_more() {
        assert!(decode(b"\xff").is_err());
        assert!(decode(b"\x0a\xff\xff\xff\xff\x0f").is_err());
        let whole = encode(&set(FieldOptions::default()));
        for end in 0..whole.len() {
            let _ = decode(&whole[..end]);
        }
    }
}
