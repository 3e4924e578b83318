//! Records of messages and enumerations as descriptors.

use prost_types::descriptor_proto::ReservedRange;
use prost_types::enum_descriptor_proto::EnumReservedRange;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, EnumValueOptions,
    FieldDescriptorProto, FieldOptions, MessageOptions, OneofDescriptorProto,
};

use super::rules;
use crate::schema::names;
use crate::schema::spec::{EnumSpec, FieldSpec, Kind, MemberSpec, MessageSpec, Reserved, Shape};

/// The descriptor of a message without the messages and enumerations that are nested in it.
pub(super) fn message(spec: &MessageSpec) -> DescriptorProto {
    let mut build = Build {
        scope: spec.full_name(),
        out: DescriptorProto::default(),
    };
    build.out.name = Some(spec.name.to_owned());
    build.out.options = deprecated(spec.deprecated, |flag| MessageOptions {
        deprecated: flag,
        ..Default::default()
    });
    for member in spec.members {
        build.member(member);
    }
    build.synthetic_oneofs();
    for reserved in spec.reserved {
        match *reserved {
            Reserved::Numbers(first, last) => build.out.reserved_range.push(ReservedRange {
                start: Some(first),
                end: Some(last.saturating_add(1)),
            }),
            Reserved::Name(name) => build.out.reserved_name.push(name.to_owned()),
        }
    }
    build.out
}

/// A message without fields.
pub(super) fn empty(name: &str) -> DescriptorProto {
    DescriptorProto {
        name: Some(name.to_owned()),
        ..Default::default()
    }
}

/// The descriptor of an enumeration.
pub(super) fn enumeration(spec: &EnumSpec) -> EnumDescriptorProto {
    let mut out = EnumDescriptorProto {
        name: Some(spec.name.to_owned()),
        ..Default::default()
    };
    if spec.deprecated || spec.allow_alias {
        out.options = Some(EnumOptions {
            allow_alias: spec.allow_alias.then_some(true),
            deprecated: spec.deprecated.then_some(true),
            ..Default::default()
        });
    }
    out.value = spec
        .values
        .iter()
        .map(|value| EnumValueDescriptorProto {
            name: Some(value.name.to_owned()),
            number: Some(value.number),
            options: deprecated(value.deprecated, |flag| EnumValueOptions {
                deprecated: flag,
                ..Default::default()
            }),
        })
        .collect();
    for reserved in spec.reserved {
        match *reserved {
            Reserved::Numbers(first, last) => {
                out.reserved_range.push(EnumReservedRange {
                    start: Some(first),
                    end: Some(last),
                });
            }
            Reserved::Name(name) => out.reserved_name.push(name.to_owned()),
        }
    }
    out
}

/// `Some(options)` with the flag set, or none at all.
pub(super) fn deprecated<O>(is: bool, options: impl FnOnce(Option<bool>) -> O) -> Option<O> {
    is.then(|| options(Some(true)))
}

struct Build {
    /// The full name of the message.
    scope: String,
    out: DescriptorProto,
}

impl Build {
    fn member(&mut self, member: &MemberSpec) {
        match member {
            MemberSpec::Field(spec) => {
                let field = self.field(spec);
                self.out.field.push(field);
            }
            MemberSpec::Oneof {
                name, spec, required, ..
            } => {
                let index = self.out.oneof_decl.len() as i32;
                self.out.oneof_decl.push(OneofDescriptorProto {
                    name: Some((*name).to_owned()),
                    options: rules::of_oneof(*required),
                });
                for spec in spec().fields {
                    let field = FieldDescriptorProto {
                        oneof_index: Some(index),
                        ..self.field(spec)
                    };
                    self.out.field.push(field);
                }
            }
        }
    }

    fn field(&mut self, spec: &FieldSpec) -> FieldDescriptorProto {
        let json_name = spec
            .json_name
            .map_or_else(|| names::json_name(spec.name), str::to_owned);
        let mut field = bare_field(spec.name, spec.number, spec.ty.kind);
        field.json_name = Some(json_name);
        match spec.ty.shape {
            Shape::Singular => {}
            // A message has presence by itself; `optional` would only add a synthetic oneof.
            Shape::Optional => field.proto3_optional = (!is_message(spec.ty.kind)).then_some(true),
            Shape::Repeated { .. } => field.label = Some(Label::Repeated.into()),
            Shape::Map { key } => {
                let entry = names::map_entry(spec.name);
                field.label = Some(Label::Repeated.into());
                field.r#type = Some(Type::Message.into());
                field.type_name = Some(format!(".{}.{entry}", self.scope));
                self.out.nested_type.push(map_entry(entry, key, spec.ty.kind));
            }
        }
        let unpacked =
            matches!(spec.ty.shape, Shape::Repeated { packed: false }) && is_packable(spec.ty.kind);
        let rules = rules::of_field(spec);
        if spec.deprecated || unpacked || !rules.is_empty() {
            field.options = Some(FieldOptions {
                deprecated: spec.deprecated.then_some(true),
                packed: unpacked.then_some(false),
                uninterpreted_option: rules,
                ..Default::default()
            });
        }
        field
    }

    /// protoc puts a oneof of one member around each `optional` field, after the real ones.
    fn synthetic_oneofs(&mut self) {
        for at in 0..self.out.field.len() {
            if self.out.field[at].proto3_optional != Some(true) {
                continue;
            }
            let mut name = format!("_{}", self.out.field[at].name());
            while self.out.field.iter().any(|field| field.name() == name)
                || self.out.oneof_decl.iter().any(|oneof| oneof.name() == name)
            {
                name.insert(0, 'X');
            }
            self.out.field[at].oneof_index = Some(self.out.oneof_decl.len() as i32);
            self.out.oneof_decl.push(OneofDescriptorProto {
                name: Some(name),
                options: None,
            });
        }
    }
}

fn bare_field(name: &str, number: u32, kind: Kind) -> FieldDescriptorProto {
    let (ty, type_name) = field_type(kind);
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(i32::try_from(number).unwrap_or(i32::MAX)),
        label: Some(Label::Optional.into()),
        r#type: Some(ty.into()),
        type_name,
        ..Default::default()
    }
}

fn map_entry(name: String, key: Kind, value: Kind) -> DescriptorProto {
    let part = |name: &str, number, kind| FieldDescriptorProto {
        json_name: Some(name.to_owned()),
        ..bare_field(name, number, kind)
    };
    DescriptorProto {
        name: Some(name),
        field: vec![part("key", 1, key), part("value", 2, value)],
        options: Some(MessageOptions {
            map_entry: Some(true),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn is_message(kind: Kind) -> bool {
    matches!(kind, Kind::Message(_))
}

fn is_packable(kind: Kind) -> bool {
    !matches!(kind, Kind::Message(_) | Kind::String | Kind::Bytes)
}

fn field_type(kind: Kind) -> (Type, Option<String>) {
    let ty = match kind {
        Kind::Message(spec) => return (Type::Message, Some(format!(".{}", spec().full_name()))),
        Kind::Enum(spec) => return (Type::Enum, Some(format!(".{}", spec().full_name()))),
        Kind::Double => Type::Double,
        Kind::Float => Type::Float,
        Kind::Int32 => Type::Int32,
        Kind::Int64 => Type::Int64,
        Kind::Uint32 => Type::Uint32,
        Kind::Uint64 => Type::Uint64,
        Kind::Sint32 => Type::Sint32,
        Kind::Sint64 => Type::Sint64,
        Kind::Fixed32 => Type::Fixed32,
        Kind::Fixed64 => Type::Fixed64,
        Kind::Sfixed32 => Type::Sfixed32,
        Kind::Sfixed64 => Type::Sfixed64,
        Kind::Bool => Type::Bool,
        Kind::String => Type::String,
        Kind::Bytes => Type::Bytes,
    };
    (ty, None)
}
