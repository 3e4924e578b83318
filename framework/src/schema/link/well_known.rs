//! The canonical files of the well-known types, as protoc ships them (their comments left out).
//!
//! Languages compile these from their own runtime, so a file of ours under such a name must be the very same
//! one, whole: what is reached through records only says which of them are needed.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, FileOptions, MessageOptions, OneofDescriptorProto,
};

use super::error::{LinkError, LinkErrorKind};
use crate::schema::names;

/// The package of the well-known types.
const PACKAGE: &str = "google.protobuf";

/// A canonical file.
struct Canonical {
    path: &'static str,
    /// `java_outer_classname`.
    class: &'static str,
    /// The last part of `go_package`.
    go: &'static str,
    /// `cc_enable_arenas`.
    arenas: bool,
    messages: &'static [Message],
}

struct Message {
    name: &'static str,
    /// The name of the oneof that holds all its fields, if one does.
    oneof: Option<&'static str>,
    fields: &'static [Field],
}

/// A field of a canonical message; numbers count from one.
struct Field(&'static str, Label, Type, &'static str);

const fn one(name: &'static str, ty: Type) -> Field {
    Field(name, Label::Optional, ty, "")
}

const fn wrapper(name: &'static str, fields: &'static [Field]) -> Message {
    Message {
        name,
        oneof: None,
        fields,
    }
}

const CANONICAL: &[Canonical] = &[
    Canonical {
        path: "google/protobuf/any.proto",
        class: "AnyProto",
        go: "anypb",
        arenas: false,
        messages: &[wrapper(
            "Any",
            &[one("type_url", Type::String), one("value", Type::Bytes)],
        )],
    },
    Canonical {
        path: "google/protobuf/duration.proto",
        class: "DurationProto",
        go: "durationpb",
        arenas: true,
        messages: &[wrapper(
            "Duration",
            &[one("seconds", Type::Int64), one("nanos", Type::Int32)],
        )],
    },
    Canonical {
        path: "google/protobuf/empty.proto",
        class: "EmptyProto",
        go: "emptypb",
        arenas: true,
        messages: &[wrapper("Empty", &[])],
    },
    Canonical {
        path: "google/protobuf/field_mask.proto",
        class: "FieldMaskProto",
        go: "fieldmaskpb",
        arenas: true,
        messages: &[wrapper(
            "FieldMask",
            &[Field("paths", Label::Repeated, Type::String, "")],
        )],
    },
    Canonical {
        path: "google/protobuf/struct.proto",
        class: "StructProto",
        go: "structpb",
        arenas: true,
        messages: &[
            wrapper(
                "Struct",
                &[Field(
                    "fields",
                    Label::Repeated,
                    Type::Message,
                    ".google.protobuf.Struct.FieldsEntry",
                )],
            ),
            Message {
                name: "Value",
                oneof: Some("kind"),
                fields: &[
                    Field(
                        "null_value",
                        Label::Optional,
                        Type::Enum,
                        ".google.protobuf.NullValue",
                    ),
                    one("number_value", Type::Double),
                    one("string_value", Type::String),
                    one("bool_value", Type::Bool),
                    Field(
                        "struct_value",
                        Label::Optional,
                        Type::Message,
                        ".google.protobuf.Struct",
                    ),
                    Field(
                        "list_value",
                        Label::Optional,
                        Type::Message,
                        ".google.protobuf.ListValue",
                    ),
                ],
            },
            wrapper(
                "ListValue",
                &[Field(
                    "values",
                    Label::Repeated,
                    Type::Message,
                    ".google.protobuf.Value",
                )],
            ),
        ],
    },
    Canonical {
        path: "google/protobuf/timestamp.proto",
        class: "TimestampProto",
        go: "timestamppb",
        arenas: true,
        messages: &[wrapper(
            "Timestamp",
            &[one("seconds", Type::Int64), one("nanos", Type::Int32)],
        )],
    },
    Canonical {
        path: "google/protobuf/wrappers.proto",
        class: "WrappersProto",
        go: "wrapperspb",
        arenas: true,
        messages: &[
            wrapper("DoubleValue", &[one("value", Type::Double)]),
            wrapper("FloatValue", &[one("value", Type::Float)]),
            wrapper("Int64Value", &[one("value", Type::Int64)]),
            wrapper("UInt64Value", &[one("value", Type::Uint64)]),
            wrapper("Int32Value", &[one("value", Type::Int32)]),
            wrapper("UInt32Value", &[one("value", Type::Uint32)]),
            wrapper("BoolValue", &[one("value", Type::Bool)]),
            wrapper("StringValue", &[one("value", Type::String)]),
            wrapper("BytesValue", &[one("value", Type::Bytes)]),
        ],
    },
];

/// Puts the canonical file in the place of one that was put together from records, where there is a canonical one.
pub(super) fn replace(file: &mut FileDescriptorProto) -> Result<(), LinkError> {
    let Some(canonical) = CANONICAL.iter().find(|canonical| canonical.path == file.name()) else {
        return Ok(());
    };
    let whole = canonical.descriptor();
    for message in &file.message_type {
        let known = whole.message_type.iter().find(|known| known.name == message.name);
        if file.package() != PACKAGE || known.is_none_or(|known| known.field != message.field) {
            return Err(foreign(file, message.name()));
        }
    }
    for enumeration in &file.enum_type {
        if file.package() != PACKAGE
            || !whole
                .enum_type
                .iter()
                .any(|known| known.value == enumeration.value)
        {
            return Err(foreign(file, enumeration.name()));
        }
    }
    if let Some(service) = file.service.first() {
        return Err(foreign(file, service.name()));
    }
    *file = whole;
    Ok(())
}

/// The canonical file of this path.
pub(super) fn canonical(path: &str) -> Option<FileDescriptorProto> {
    let canonical = CANONICAL.iter().find(|canonical| canonical.path == path)?;
    Some(canonical.descriptor())
}

fn foreign(file: &FileDescriptorProto, item: &str) -> LinkError {
    LinkError::new(
        LinkErrorKind::File,
        format!(
            "`{}` is not what `{}` declares in every other language: that file is not ours to change, so put your \
             type into a package of your own, or use `traitwire::well_known`",
            names::join(file.package(), item),
            file.name()
        ),
    )
}

impl Canonical {
    fn descriptor(&self) -> FileDescriptorProto {
        FileDescriptorProto {
            name: Some(self.path.to_owned()),
            package: Some(PACKAGE.to_owned()),
            syntax: Some("proto3".to_owned()),
            message_type: self.messages.iter().map(Message::descriptor).collect(),
            enum_type: if self.class == "StructProto" {
                vec![null_value()]
            } else {
                Vec::new()
            },
            options: Some(FileOptions {
                cc_enable_arenas: self.arenas.then_some(true),
                csharp_namespace: Some("Google.Protobuf.WellKnownTypes".to_owned()),
                go_package: Some(format!("google.golang.org/protobuf/types/known/{}", self.go)),
                java_multiple_files: Some(true),
                java_outer_classname: Some(self.class.to_owned()),
                java_package: Some("com.google.protobuf".to_owned()),
                objc_class_prefix: Some("GPB".to_owned()),
                ..Default::default()
            }),
            ..Default::default()
        }
    }
}

impl Message {
    fn descriptor(&self) -> DescriptorProto {
        DescriptorProto {
            name: Some(self.name.to_owned()),
            field: self
                .fields
                .iter()
                .zip(1..)
                .map(|(field, at)| field.descriptor(at, self.oneof))
                .collect(),
            nested_type: if self.name == "Struct" {
                vec![fields_entry()]
            } else {
                Vec::new()
            },
            oneof_decl: self
                .oneof
                .map(|name| OneofDescriptorProto {
                    name: Some(name.to_owned()),
                    options: None,
                })
                .into_iter()
                .collect(),
            ..Default::default()
        }
    }
}

impl Field {
    fn descriptor(&self, number: i32, oneof: Option<&str>) -> FieldDescriptorProto {
        let Self(name, label, ty, type_name) = *self;
        FieldDescriptorProto {
            name: Some(name.to_owned()),
            number: Some(number),
            label: Some(label.into()),
            r#type: Some(ty.into()),
            type_name: (!type_name.is_empty()).then(|| type_name.to_owned()),
            json_name: Some(names::json_name(name)),
            oneof_index: oneof.map(|_| 0),
            ..Default::default()
        }
    }
}

fn fields_entry() -> DescriptorProto {
    let value = Field("value", Label::Optional, Type::Message, ".google.protobuf.Value");
    DescriptorProto {
        name: Some("FieldsEntry".to_owned()),
        field: vec![
            one("key", Type::String).descriptor(1, None),
            value.descriptor(2, None),
        ],
        options: Some(MessageOptions {
            map_entry: Some(true),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn null_value() -> EnumDescriptorProto {
    let zero = EnumValueDescriptorProto {
        name: Some("NULL_VALUE".to_owned()),
        number: Some(0),
        options: None,
    };
    EnumDescriptorProto {
        name: Some("NullValue".to_owned()),
        value: vec![zero],
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protox::file::{FileResolver, GoogleFileResolver};

    #[test]
    fn canonical_files_are_those_that_protoc_ships() {
        for canonical in CANONICAL {
            let theirs = GoogleFileResolver::new().open_file(canonical.path).unwrap();
            let theirs = FileDescriptorProto {
                source_code_info: None,
                ..theirs.file_descriptor_proto().clone()
            };
            assert_eq!(canonical.descriptor(), theirs, "{}", canonical.path);
        }
    }

    #[test]
    fn a_type_that_is_not_in_a_canonical_file_is_refused() {
        let mut file = CANONICAL[0].descriptor();
        file.message_type[0].name = Some("Mine".to_owned());
        let error = replace(&mut file).unwrap_err().to_string();
        assert!(
            error.contains("google.protobuf.Mine") && error.contains("any.proto"),
            "{error}"
        );
    }
}
