//! Fields and oneofs.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, OneofDescriptorProto};

use super::gap::{Gap, Kind};
use super::scope::Scope;
use super::writer::{Writer, quoted};
use crate::schema::names;

/// Whether a nested message is written as one, not as a map.
pub(super) fn is_real(message: &DescriptorProto) -> bool {
    !message
        .options
        .as_ref()
        .is_some_and(|options| options.map_entry())
}

/// The fields of a message; a oneof stands where its first field does.
pub(super) fn members(
    writer: &mut Writer<'_>,
    gap: &mut Gap,
    scope: &Scope,
    here: &str,
    path: &[i32],
    message: &DescriptorProto,
) {
    let line = |writer: &mut Writer<'_>, at: usize, field: &FieldDescriptorProto| {
        writer.element(
            &[path, &[2, at as i32]].concat(),
            &self::field(scope, here, message, field),
        );
    };
    let mut written = vec![false; message.oneof_decl.len()];
    for (at, field) in message.field.iter().enumerate() {
        let oneof = real_oneof(field).and_then(|index| Some((index, message.oneof_decl.get(index)?)));
        let Some((index, oneof)) = oneof else {
            gap.before(writer, Kind::Field);
            line(writer, at, field);
            continue;
        };
        if std::mem::replace(&mut written[index], true) {
            continue;
        }
        gap.before(writer, Kind::Block);
        let path = [path, &[8, index as i32]].concat();
        writer.block(&path, &format!("oneof {}", oneof.name()), |writer| {
            let options = oneof_rules(oneof);
            for option in &options {
                writer.line(&format!("option {option};"));
            }
            if !options.is_empty() {
                writer.blank();
            }
            for (at, field) in message.field.iter().enumerate() {
                if real_oneof(field) == Some(index) {
                    line(writer, at, field);
                }
            }
        });
    }
}

fn real_oneof(field: &FieldDescriptorProto) -> Option<usize> {
    if field.proto3_optional() {
        None
    } else {
        usize::try_from(field.oneof_index?).ok()
    }
}

fn field(scope: &Scope, here: &str, message: &DescriptorProto, field: &FieldDescriptorProto) -> String {
    let (label, ty) = match entry(message, field) {
        Some([key, value]) => (
            "",
            format!(
                "map<{}, {}>",
                type_name(scope, here, key),
                type_name(scope, here, value)
            ),
        ),
        None => (label(field), type_name(scope, here, field)),
    };
    format!(
        "{label}{ty} {} = {}{};",
        field.name(),
        field.number(),
        options(field)
    )
}

/// The key and the value, if the field is a map.
fn entry<'a>(
    message: &'a DescriptorProto,
    field: &FieldDescriptorProto,
) -> Option<&'a [FieldDescriptorProto; 2]> {
    let name = field.type_name().rsplit('.').next()?;
    let entry = message
        .nested_type
        .iter()
        .find(|inner| !is_real(inner) && inner.name() == name)?;
    entry.field.as_slice().try_into().ok()
}

fn label(field: &FieldDescriptorProto) -> &'static str {
    match field.label() {
        Label::Repeated => "repeated ",
        Label::Required => "required ",
        Label::Optional if field.proto3_optional() => "optional ",
        Label::Optional => "",
    }
}

fn type_name(scope: &Scope, here: &str, field: &FieldDescriptorProto) -> String {
    match field.r#type() {
        Type::Message | Type::Enum | Type::Group => scope.name(here, field.type_name()),
        // `TYPE_SFIXED32` is `sfixed32`.
        scalar => scalar
            .as_str_name()
            .trim_start_matches("TYPE_")
            .to_ascii_lowercase(),
    }
}

/// ` [deprecated = true]`, each on a line of its own if there are more.
fn options(field: &FieldDescriptorProto) -> String {
    let mut all = Vec::new();
    if let Some(flag) = field.options.as_ref().and_then(|options| options.packed) {
        all.push(format!("packed = {flag}"));
    }
    if let Some(flag) = field.options.as_ref().and_then(|options| options.deprecated) {
        all.push(format!("deprecated = {flag}"));
    }
    match field.json_name.as_deref() {
        Some(json) if json != names::json_name(field.name()) => {
            all.push(format!("json_name = {}", quoted(json)))
        }
        _ => {}
    }
    all.extend(field_rules(field));
    match all.as_slice() {
        [] => String::new(),
        // The one option's own lines are as deep as those of several would be.
        [one] => format!(" [{}]", one.replace("\n  ", "\n")),
        many => format!(" [\n{}\n]", many.join(",\n")),
    }
}

/// The rules of a field, an option each.
fn field_rules(field: &FieldDescriptorProto) -> Vec<String> {
    #[cfg(feature = "validate")]
    if let Some(options) = &field.options {
        return crate::schema::validate::field_texts(&options.uninterpreted_option);
    }
    let _ = field;
    Vec::new()
}

/// The rules of a oneof.
fn oneof_rules(oneof: &OneofDescriptorProto) -> Vec<String> {
    #[cfg(feature = "validate")]
    if let Some(options) = &oneof.options {
        return crate::schema::validate::oneof_texts(&options.uninterpreted_option);
    }
    let _ = oneof;
    Vec::new()
}
