//! `buf/validate/validate.proto`, and rules as the options that it declares.
//!
//! The file is protovalidate's, at v1.2.2, as it is. What its rules are called and numbered is read from its descriptor.

mod encode;
mod rust;
mod said;
#[cfg(test)]
mod tests;
mod text;

use std::sync::LazyLock;

use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

pub(crate) use encode::{field_options, oneof_options};
pub(crate) use rust::{field_arguments, is_required};
pub(crate) use said::is_said;
pub(crate) use text::{field_texts, oneof_texts};

use super::options;

/// Where the file belongs.
pub(crate) const PATH: &str = "buf/validate/validate.proto";

/// The file as its authors wrote it.
pub(crate) const TEXT: &str = include_str!("validate.proto");

/// It and `google/protobuf/descriptor.proto`, compiled; a test makes it from the text.
const SET: &[u8] = include_bytes!("validate.binpb");

/// The number of the three options, `(buf.validate.field)` and its like.
pub(crate) const EXTENSION: u32 = 1159;

static FILES: LazyLock<Vec<FileDescriptorProto>> =
    LazyLock::new(|| options::decode(SET).map(|set| set.file).unwrap_or_default());

/// The file and `google/protobuf/descriptor.proto`, which it imports beside well-known types.
pub(crate) fn files() -> &'static [FileDescriptorProto] {
    &FILES
}

/// Whether a file of this path is ours: its messages, enumerations and extensions are. How its own options are encoded is
/// the compiler's choice, so they do not count.
pub(crate) fn is_ours(file: &FileDescriptorProto) -> bool {
    let ours = FILES.iter().find(|ours| ours.name() == PATH);
    ours.is_some_and(|ours| shape(ours) == shape(file))
}

/// What a file declares, its options left out.
fn shape(file: &FileDescriptorProto) -> Vec<String> {
    fn fields(scope: &str, fields: &[FieldDescriptorProto], all: &mut Vec<String>) {
        all.extend(fields.iter().map(|field| {
            let (name, number, extendee) = (field.name(), field.number(), field.extendee());
            let (label, ty, of) = (field.label(), field.r#type(), field.type_name());
            format!("{scope}.{name} {number} {label:?} {ty:?} {of} {extendee}")
        }));
    }
    fn messages(scope: &str, inner: &[DescriptorProto], all: &mut Vec<String>) {
        for message in inner {
            let name = format!("{scope}.{}", message.name());
            fields(&name, &message.field, all);
            messages(&name, &message.nested_type, all);
            all.push(name);
        }
    }
    let mut all = vec![file.package().to_owned()];
    fields("", &file.extension, &mut all);
    messages("", &file.message_type, &mut all);
    for enumeration in &file.enum_type {
        let values = enumeration.value.iter();
        all.extend(values.map(|value| format!("{} {} {}", enumeration.name(), value.name(), value.number())));
    }
    all
}

/// A message of the file, or of one of the well-known types in it.
fn message(name: &str) -> Option<&'static DescriptorProto> {
    let file = FILES.iter().find(|file| file.name() == PATH)?;
    file.message_type.iter().find(|message| message.name() == name)
}

/// The field of this name.
fn by_name(message: &'static DescriptorProto, name: &str) -> Option<&'static FieldDescriptorProto> {
    message.field.iter().find(|field| field.name() == name)
}

/// The message type of a field that is one of the file's.
fn type_of(field: &FieldDescriptorProto) -> Option<&'static DescriptorProto> {
    message(field.type_name().strip_prefix(".buf.validate.")?)
}

/// The names and numbers of the values of a field's enumeration.
fn values_of(field: &FieldDescriptorProto) -> &'static [prost_types::EnumValueDescriptorProto] {
    let file = FILES.iter().find(|file| file.name() == PATH);
    let all = file.map_or(&[][..], |file| &file.enum_type);
    let name = field.type_name().strip_prefix(".buf.validate.");
    all.iter()
        .find(|all| all.name.as_deref() == name)
        .map_or(&[], |all| &all.value)
}
