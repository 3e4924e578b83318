// Protocol Buffers - Google's data interchange format
// Copyright 2008 Google Inc.  All rights reserved.
// https://developers.google.com/protocol-buffers/
//
// Redistribution and use in source and binary forms, with or without
// modification, are permitted provided that the following conditions are
// met:
//
//     * Redistributions of source code must retain the above copyright
// notice, this list of conditions and the following disclaimer.
//     * Redistributions in binary form must reproduce the above
// copyright notice, this list of conditions and the following disclaimer
// in the documentation and/or other materials provided with the
// distribution.
//     * Neither the name of Google Inc. nor the names of its
// contributors may be used to endorse or promote products derived from
// this software without specific prior written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS
// "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
// LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR
// A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
// OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
// SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
// LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
// DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
// THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
// (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
// OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

//! `google/protobuf/type.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.protobuf",
    file = "google/protobuf/type.proto",
    cc_enable_arenas = true,
    csharp_namespace = "Google.Protobuf.WellKnownTypes",
    go_package = "google.golang.org/protobuf/types/known/typepb",
    java_multiple_files = true,
    java_outer_classname = "TypeProto",
    java_package = "com.google.protobuf",
    objc_class_prefix = "GPB"
);

/// A protocol buffer message type.
///
/// New usages of this message as an alternative to DescriptorProto are strongly
/// discouraged. This message does not reliability preserve all information
/// necessary to model the schema and preserve semantics. Instead make use of
/// FileDescriptorSet which preserves the necessary information.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Type {
    /// The fully qualified message name.
    #[field(1)]
    pub name: String,
    /// The list of fields.
    #[field(2)]
    pub fields: Vec<Field>,
    /// The list of types appearing in `oneof` definitions in this type.
    #[field(3)]
    pub oneofs: Vec<String>,
    /// The protocol buffer options.
    #[field(4)]
    pub options: Vec<Option>,
    /// The source context.
    #[field(5)]
    pub source_context: std::option::Option<super::google_protobuf_source_context::SourceContext>,
    /// The source syntax.
    #[field(6)]
    pub syntax: Open<Syntax>,
    /// The source edition string, only valid when syntax is SYNTAX_EDITIONS.
    #[field(7)]
    pub edition: String,
}

/// A single field of a message type.
///
/// New usages of this message as an alternative to FieldDescriptorProto are
/// strongly discouraged. This message does not reliability preserve all
/// information necessary to model the schema and preserve semantics. Instead
/// make use of FileDescriptorSet which preserves the necessary information.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// The field type.
    #[field(1)]
    pub kind: Open<FieldKind>,
    /// The field cardinality.
    #[field(2)]
    pub cardinality: Open<FieldCardinality>,
    /// The field number.
    #[field(3)]
    pub number: i32,
    /// The field name.
    #[field(4)]
    pub name: String,
    /// The field type URL, without the scheme, for message or enumeration
    /// types. Example: `"type.googleapis.com/google.protobuf.Timestamp"`.
    #[field(6)]
    pub type_url: String,
    /// The index of the field type in `Type.oneofs`, for message or enumeration
    /// types. The first type has index 1; zero means the type is not in the list.
    #[field(7)]
    pub oneof_index: i32,
    /// Whether to use alternative packed wire representation.
    #[field(8)]
    pub packed: bool,
    /// The protocol buffer options.
    #[field(9)]
    pub options: Vec<Option>,
    /// The field JSON name.
    #[field(10)]
    pub json_name: String,
    /// The string value of the default value of this field. Proto2 syntax only.
    #[field(11)]
    pub default_value: String,
}

/// Basic field types.
#[enumeration(name = "Kind", within = Field)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Field type unknown.
    #[value(name = "TYPE_UNKNOWN")]
    #[default]
    TypeUnknown = 0,
    /// Field type double.
    #[value(name = "TYPE_DOUBLE")]
    TypeDouble = 1,
    /// Field type float.
    #[value(name = "TYPE_FLOAT")]
    TypeFloat = 2,
    /// Field type int64.
    #[value(name = "TYPE_INT64")]
    TypeInt64 = 3,
    /// Field type uint64.
    #[value(name = "TYPE_UINT64")]
    TypeUint64 = 4,
    /// Field type int32.
    #[value(name = "TYPE_INT32")]
    TypeInt32 = 5,
    /// Field type fixed64.
    #[value(name = "TYPE_FIXED64")]
    TypeFixed64 = 6,
    /// Field type fixed32.
    #[value(name = "TYPE_FIXED32")]
    TypeFixed32 = 7,
    /// Field type bool.
    #[value(name = "TYPE_BOOL")]
    TypeBool = 8,
    /// Field type string.
    #[value(name = "TYPE_STRING")]
    TypeString = 9,
    /// Field type group. Proto2 syntax only, and deprecated.
    #[value(name = "TYPE_GROUP")]
    TypeGroup = 10,
    /// Field type message.
    #[value(name = "TYPE_MESSAGE")]
    TypeMessage = 11,
    /// Field type bytes.
    #[value(name = "TYPE_BYTES")]
    TypeBytes = 12,
    /// Field type uint32.
    #[value(name = "TYPE_UINT32")]
    TypeUint32 = 13,
    /// Field type enum.
    #[value(name = "TYPE_ENUM")]
    TypeEnum = 14,
    /// Field type sfixed32.
    #[value(name = "TYPE_SFIXED32")]
    TypeSfixed32 = 15,
    /// Field type sfixed64.
    #[value(name = "TYPE_SFIXED64")]
    TypeSfixed64 = 16,
    /// Field type sint32.
    #[value(name = "TYPE_SINT32")]
    TypeSint32 = 17,
    /// Field type sint64.
    #[value(name = "TYPE_SINT64")]
    TypeSint64 = 18,
}

/// Whether a field is optional, required, or repeated.
#[enumeration(name = "Cardinality", within = Field)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FieldCardinality {
    /// For fields with unknown cardinality.
    #[default]
    Unknown = 0,
    /// For optional fields.
    Optional = 1,
    /// For required fields. Proto2 syntax only.
    Required = 2,
    /// For repeated fields.
    Repeated = 3,
}

/// Enum type definition.
///
/// New usages of this message as an alternative to EnumDescriptorProto are
/// strongly discouraged. This message does not reliability preserve all
/// information necessary to model the schema and preserve semantics. Instead
/// make use of FileDescriptorSet which preserves the necessary information.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Enum {
    /// Enum type name.
    #[field(1)]
    pub name: String,
    /// Enum value definitions.
    #[field(2)]
    pub enumvalue: Vec<EnumValue>,
    /// Protocol buffer options.
    #[field(3)]
    pub options: Vec<Option>,
    /// The source context.
    #[field(4)]
    pub source_context: std::option::Option<super::google_protobuf_source_context::SourceContext>,
    /// The source syntax.
    #[field(5)]
    pub syntax: Open<Syntax>,
    /// The source edition string, only valid when syntax is SYNTAX_EDITIONS.
    #[field(6)]
    pub edition: String,
}

/// Enum value definition.
///
/// New usages of this message as an alternative to EnumValueDescriptorProto are
/// strongly discouraged. This message does not reliability preserve all
/// information necessary to model the schema and preserve semantics. Instead
/// make use of FileDescriptorSet which preserves the necessary information.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumValue {
    /// Enum value name.
    #[field(1)]
    pub name: String,
    /// Enum value number.
    #[field(2)]
    pub number: i32,
    /// Protocol buffer options.
    #[field(3)]
    pub options: Vec<Option>,
}

/// A protocol buffer option, which can be attached to a message, field,
/// enumeration, etc.
///
/// New usages of this message as an alternative to FileOptions, MessageOptions,
/// FieldOptions, EnumOptions, EnumValueOptions, ServiceOptions, or MethodOptions
/// are strongly discouraged.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Option {
    /// The option's name. For protobuf built-in options (options defined in
    /// descriptor.proto), this is the short name. For example, `"map_entry"`.
    /// For custom options, it should be the fully-qualified name. For example,
    /// `"google.api.http"`.
    #[field(1)]
    pub name: String,
    /// The option's value packed in an Any message. If the value is a primitive,
    /// the corresponding wrapper type defined in google/protobuf/wrappers.proto
    /// should be used. If the value is an enum, it should be stored as an int32
    /// value using the google.protobuf.Int32Value type.
    #[field(2)]
    pub value: std::option::Option<traitwire::well_known::Any>,
}

/// The syntax in which a protocol buffer element is defined.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Syntax `proto2`.
    #[default]
    Proto2 = 0,
    /// Syntax `proto3`.
    Proto3 = 1,
    /// Syntax `editions`.
    Editions = 2,
}
