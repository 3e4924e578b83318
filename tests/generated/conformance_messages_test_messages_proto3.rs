// Protocol Buffers - Google's data interchange format
// Copyright 2008 Google Inc.  All rights reserved.
//
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file or at
// https://developers.google.com/open-source/licenses/bsd
//
// Test schema for proto3 messages.  This test schema is used by:
//
// - benchmarks
// - fuzz tests
// - conformance tests

// This is the default, but we specify it here explicitly.

//! `conformance/messages/test_messages_proto3.proto`, printed by `proto import`.

use std::collections::HashMap;

use traitwire::prelude::*;

traitwire::package!(
    "protobuf_test_messages.proto3",
    file = "conformance/messages/test_messages_proto3.proto",
    cc_enable_arenas = true,
    java_package = "com.google.protobuf_test_messages.proto3",
    objc_class_prefix = "Proto3",
    optimize_for = SPEED
);

// Reserved for testing unknown fields
/// This proto includes every type of field in both singular and repeated
/// forms.
///
/// Also, crucially, all messages and enums in this file are eventually
/// submessages of this message.  So for example, a fuzz test of TestAllTypes
/// could trigger bugs that occur in any message type in this file.  We verify
/// this stays true in a unit test.
#[message(reserved(501..=510, 999999, "reserved_field"))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestAllTypesProto3 {
    /// Singular
    /// test [kotlin] comment
    #[field(1)]
    pub optional_int32: i32,
    #[field(2)]
    pub optional_int64: i64,
    #[field(3)]
    pub optional_uint32: u32,
    #[field(4)]
    pub optional_uint64: u64,
    #[field(5, sint32)]
    pub optional_sint32: i32,
    #[field(6, sint64)]
    pub optional_sint64: i64,
    #[field(7, fixed32)]
    pub optional_fixed32: u32,
    #[field(8, fixed64)]
    pub optional_fixed64: u64,
    #[field(9, sfixed32)]
    pub optional_sfixed32: i32,
    #[field(10, sfixed64)]
    pub optional_sfixed64: i64,
    #[field(11)]
    pub optional_float: f32,
    #[field(12)]
    pub optional_double: f64,
    #[field(13)]
    pub optional_bool: bool,
    #[field(14)]
    pub optional_string: String,
    #[field(15)]
    pub optional_bytes: Vec<u8>,
    #[field(18)]
    pub optional_nested_message: Option<Box<TestAllTypesProto3NestedMessage>>,
    #[field(19)]
    pub optional_foreign_message: Option<ForeignMessage>,
    #[field(21)]
    pub optional_nested_enum: Open<TestAllTypesProto3NestedEnum>,
    #[field(22)]
    pub optional_foreign_enum: Open<ForeignEnum>,
    #[field(23)]
    pub optional_aliased_enum: Open<TestAllTypesProto3AliasedEnum>,
    #[field(24)]
    pub optional_string_piece: String,
    #[field(25)]
    pub optional_cord: String,
    #[field(27)]
    pub recursive_message: Option<Box<TestAllTypesProto3>>,
    /// Repeated
    #[field(31)]
    pub repeated_int32: Vec<i32>,
    #[field(32)]
    pub repeated_int64: Vec<i64>,
    #[field(33)]
    pub repeated_uint32: Vec<u32>,
    #[field(34)]
    pub repeated_uint64: Vec<u64>,
    #[field(35, sint32)]
    pub repeated_sint32: Vec<i32>,
    #[field(36, sint64)]
    pub repeated_sint64: Vec<i64>,
    #[field(37, fixed32)]
    pub repeated_fixed32: Vec<u32>,
    #[field(38, fixed64)]
    pub repeated_fixed64: Vec<u64>,
    #[field(39, sfixed32)]
    pub repeated_sfixed32: Vec<i32>,
    #[field(40, sfixed64)]
    pub repeated_sfixed64: Vec<i64>,
    #[field(41)]
    pub repeated_float: Vec<f32>,
    #[field(42)]
    pub repeated_double: Vec<f64>,
    #[field(43)]
    pub repeated_bool: Vec<bool>,
    #[field(44)]
    pub repeated_string: Vec<String>,
    #[field(45)]
    pub repeated_bytes: Vec<Vec<u8>>,
    #[field(48)]
    pub repeated_nested_message: Vec<TestAllTypesProto3NestedMessage>,
    #[field(49)]
    pub repeated_foreign_message: Vec<ForeignMessage>,
    #[field(51)]
    pub repeated_nested_enum: Vec<Open<TestAllTypesProto3NestedEnum>>,
    #[field(52)]
    pub repeated_foreign_enum: Vec<Open<ForeignEnum>>,
    #[field(54)]
    pub repeated_string_piece: Vec<String>,
    #[field(55)]
    pub repeated_cord: Vec<String>,
    /// Packed
    #[field(75)]
    pub packed_int32: Vec<i32>,
    #[field(76)]
    pub packed_int64: Vec<i64>,
    #[field(77)]
    pub packed_uint32: Vec<u32>,
    #[field(78)]
    pub packed_uint64: Vec<u64>,
    #[field(79, sint32)]
    pub packed_sint32: Vec<i32>,
    #[field(80, sint64)]
    pub packed_sint64: Vec<i64>,
    #[field(81, fixed32)]
    pub packed_fixed32: Vec<u32>,
    #[field(82, fixed64)]
    pub packed_fixed64: Vec<u64>,
    #[field(83, sfixed32)]
    pub packed_sfixed32: Vec<i32>,
    #[field(84, sfixed64)]
    pub packed_sfixed64: Vec<i64>,
    #[field(85)]
    pub packed_float: Vec<f32>,
    #[field(86)]
    pub packed_double: Vec<f64>,
    #[field(87)]
    pub packed_bool: Vec<bool>,
    #[field(88)]
    pub packed_nested_enum: Vec<Open<TestAllTypesProto3NestedEnum>>,
    /// Unpacked
    #[field(89, packed = false)]
    pub unpacked_int32: Vec<i32>,
    #[field(90, packed = false)]
    pub unpacked_int64: Vec<i64>,
    #[field(91, packed = false)]
    pub unpacked_uint32: Vec<u32>,
    #[field(92, packed = false)]
    pub unpacked_uint64: Vec<u64>,
    #[field(93, sint32, packed = false)]
    pub unpacked_sint32: Vec<i32>,
    #[field(94, sint64, packed = false)]
    pub unpacked_sint64: Vec<i64>,
    #[field(95, fixed32, packed = false)]
    pub unpacked_fixed32: Vec<u32>,
    #[field(96, fixed64, packed = false)]
    pub unpacked_fixed64: Vec<u64>,
    #[field(97, sfixed32, packed = false)]
    pub unpacked_sfixed32: Vec<i32>,
    #[field(98, sfixed64, packed = false)]
    pub unpacked_sfixed64: Vec<i64>,
    #[field(99, packed = false)]
    pub unpacked_float: Vec<f32>,
    #[field(100, packed = false)]
    pub unpacked_double: Vec<f64>,
    #[field(101, packed = false)]
    pub unpacked_bool: Vec<bool>,
    #[field(102, packed = false)]
    pub unpacked_nested_enum: Vec<Open<TestAllTypesProto3NestedEnum>>,
    /// Map
    #[field(56)]
    pub map_int32_int32: HashMap<i32, i32>,
    #[field(57)]
    pub map_int64_int64: HashMap<i64, i64>,
    #[field(58)]
    pub map_uint32_uint32: HashMap<u32, u32>,
    #[field(59)]
    pub map_uint64_uint64: HashMap<u64, u64>,
    #[field(60, map(sint32, sint32))]
    pub map_sint32_sint32: HashMap<i32, i32>,
    #[field(61, map(sint64, sint64))]
    pub map_sint64_sint64: HashMap<i64, i64>,
    #[field(62, map(fixed32, fixed32))]
    pub map_fixed32_fixed32: HashMap<u32, u32>,
    #[field(63, map(fixed64, fixed64))]
    pub map_fixed64_fixed64: HashMap<u64, u64>,
    #[field(64, map(sfixed32, sfixed32))]
    pub map_sfixed32_sfixed32: HashMap<i32, i32>,
    #[field(65, map(sfixed64, sfixed64))]
    pub map_sfixed64_sfixed64: HashMap<i64, i64>,
    #[field(66)]
    pub map_int32_float: HashMap<i32, f32>,
    #[field(67)]
    pub map_int32_double: HashMap<i32, f64>,
    #[field(68)]
    pub map_bool_bool: HashMap<bool, bool>,
    #[field(69)]
    pub map_string_string: HashMap<String, String>,
    #[field(70)]
    pub map_string_bytes: HashMap<String, Vec<u8>>,
    #[field(71)]
    pub map_string_nested_message: HashMap<String, TestAllTypesProto3NestedMessage>,
    #[field(72)]
    pub map_string_foreign_message: HashMap<String, ForeignMessage>,
    #[field(73)]
    pub map_string_nested_enum: HashMap<String, Open<TestAllTypesProto3NestedEnum>>,
    #[field(74)]
    pub map_string_foreign_enum: HashMap<String, Open<ForeignEnum>>,
    #[field(oneof)]
    pub oneof_field: Option<TestAllTypesProto3OneofField>,
    /// Well-known types
    #[field(201)]
    pub optional_bool_wrapper: Option<traitwire::well_known::BoolValue>,
    #[field(202)]
    pub optional_int32_wrapper: Option<traitwire::well_known::Int32Value>,
    #[field(203)]
    pub optional_int64_wrapper: Option<traitwire::well_known::Int64Value>,
    #[field(204)]
    pub optional_uint32_wrapper: Option<traitwire::well_known::UInt32Value>,
    #[field(205)]
    pub optional_uint64_wrapper: Option<traitwire::well_known::UInt64Value>,
    #[field(206)]
    pub optional_float_wrapper: Option<traitwire::well_known::FloatValue>,
    #[field(207)]
    pub optional_double_wrapper: Option<traitwire::well_known::DoubleValue>,
    #[field(208)]
    pub optional_string_wrapper: Option<traitwire::well_known::StringValue>,
    #[field(209)]
    pub optional_bytes_wrapper: Option<traitwire::well_known::BytesValue>,
    #[field(211)]
    pub repeated_bool_wrapper: Vec<traitwire::well_known::BoolValue>,
    #[field(212)]
    pub repeated_int32_wrapper: Vec<traitwire::well_known::Int32Value>,
    #[field(213)]
    pub repeated_int64_wrapper: Vec<traitwire::well_known::Int64Value>,
    #[field(214)]
    pub repeated_uint32_wrapper: Vec<traitwire::well_known::UInt32Value>,
    #[field(215)]
    pub repeated_uint64_wrapper: Vec<traitwire::well_known::UInt64Value>,
    #[field(216)]
    pub repeated_float_wrapper: Vec<traitwire::well_known::FloatValue>,
    #[field(217)]
    pub repeated_double_wrapper: Vec<traitwire::well_known::DoubleValue>,
    #[field(218)]
    pub repeated_string_wrapper: Vec<traitwire::well_known::StringValue>,
    #[field(219)]
    pub repeated_bytes_wrapper: Vec<traitwire::well_known::BytesValue>,
    #[field(301)]
    pub optional_duration: Option<traitwire::well_known::Duration>,
    #[field(302)]
    pub optional_timestamp: Option<traitwire::well_known::Timestamp>,
    #[field(303)]
    pub optional_field_mask: Option<traitwire::well_known::FieldMask>,
    #[field(304)]
    pub optional_struct: Option<traitwire::well_known::Struct>,
    #[field(305)]
    pub optional_any: Option<traitwire::well_known::Any>,
    #[field(306)]
    pub optional_value: Option<traitwire::well_known::Value>,
    #[field(307)]
    pub optional_null_value: Open<traitwire::well_known::NullValue>,
    #[field(308)]
    pub optional_empty: Option<traitwire::well_known::Empty>,
    #[field(311)]
    pub repeated_duration: Vec<traitwire::well_known::Duration>,
    #[field(312)]
    pub repeated_timestamp: Vec<traitwire::well_known::Timestamp>,
    #[field(313)]
    pub repeated_fieldmask: Vec<traitwire::well_known::FieldMask>,
    #[field(324)]
    pub repeated_struct: Vec<traitwire::well_known::Struct>,
    #[field(315)]
    pub repeated_any: Vec<traitwire::well_known::Any>,
    #[field(316)]
    pub repeated_value: Vec<traitwire::well_known::Value>,
    #[field(317)]
    pub repeated_list_value: Vec<traitwire::well_known::ListValue>,
    #[field(318)]
    pub repeated_empty: Vec<traitwire::well_known::Empty>,
    /// Test field-name-to-JSON-name convention.
    /// (protobuf says names can be any valid C/C++ identifier.)
    #[field(401)]
    pub fieldname1: i32,
    #[field(402)]
    pub field_name2: i32,
    #[field(403)]
    pub _field_name3: i32,
    #[field(404, name = "field__name4_")]
    pub field_name4: i32,
    #[field(405)]
    pub field0name5: i32,
    #[field(406)]
    pub field_0_name6: i32,
    #[field(407, name = "fieldName7")]
    pub field_name7: i32,
    #[field(408, name = "FieldName8")]
    pub field_name8: i32,
    #[field(409, name = "field_Name9")]
    pub field_name9: i32,
    #[field(410, name = "Field_Name10")]
    pub field_name10: i32,
    #[field(411, name = "FIELD_NAME11")]
    pub field_name11: i32,
    #[field(412, name = "FIELD_name12")]
    pub field_name12: i32,
    #[field(413)]
    pub __field_name13: i32,
    #[field(414, name = "__Field_name14")]
    pub __field_name14: i32,
    #[field(415, name = "field__name15")]
    pub field_name15: i32,
    #[field(416, name = "field__Name16")]
    pub field_name16: i32,
    #[field(417)]
    pub field_name17__: i32,
    #[field(418, name = "Field_name18__")]
    pub field_name18: i32,
    /// What arrived and is not declared here.
    #[field(unknown)]
    pub unknown_fields: traitwire::UnknownFields,
}

/// What `oneof_field` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum TestAllTypesProto3OneofField {
    #[field(111)]
    OneofUint32(u32),
    #[field(112)]
    OneofNestedMessage(Box<TestAllTypesProto3NestedMessage>),
    #[field(113)]
    OneofString(String),
    #[field(114)]
    OneofBytes(Vec<u8>),
    #[field(115)]
    OneofBool(bool),
    #[field(116)]
    OneofUint64(u64),
    #[field(117)]
    OneofFloat(f32),
    #[field(118)]
    OneofDouble(f64),
    #[field(119)]
    OneofEnum(Open<TestAllTypesProto3NestedEnum>),
    #[field(120)]
    OneofNullValue(Open<traitwire::well_known::NullValue>),
}

#[message(name = "NestedMessage", within = TestAllTypesProto3)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestAllTypesProto3NestedMessage {
    #[field(1)]
    pub a: i32,
    #[field(2)]
    pub corecursive: Option<Box<TestAllTypesProto3>>,
    /// What arrived and is not declared here.
    #[field(unknown)]
    pub unknown_fields: traitwire::UnknownFields,
}

#[enumeration(name = "NestedEnum", within = TestAllTypesProto3)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TestAllTypesProto3NestedEnum {
    #[value(name = "FOO")]
    #[default]
    Foo = 0,
    #[value(name = "BAR")]
    Bar = 1,
    #[value(name = "BAZ")]
    Baz = 2,
    /// Intentionally negative.
    #[value(name = "NEG")]
    Neg = -1,
}

#[enumeration(name = "AliasedEnum", within = TestAllTypesProto3)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TestAllTypesProto3AliasedEnum {
    #[value(name = "ALIAS_FOO")]
    #[default]
    AliasFoo = 0,
    #[value(name = "ALIAS_BAR")]
    AliasBar = 1,
    #[value(name = "ALIAS_BAZ", alias("MOO", "moo", "bAz"))]
    AliasBaz = 2,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForeignMessage {
    #[field(1)]
    pub c: i32,
    /// What arrived and is not declared here.
    #[field(unknown)]
    pub unknown_fields: traitwire::UnknownFields,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NullHypothesisProto3 {
    /// What arrived and is not declared here.
    #[field(unknown)]
    pub unknown_fields: traitwire::UnknownFields,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumOnlyProto3 {
    /// What arrived and is not declared here.
    #[field(unknown)]
    pub unknown_fields: traitwire::UnknownFields,
}

#[enumeration(name = "Bool", within = EnumOnlyProto3)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EnumOnlyProto3Bool {
    #[value(name = "kFalse")]
    #[default]
    KFalse = 0,
    #[value(name = "kTrue")]
    KTrue = 1,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ForeignEnum {
    #[value(name = "FOREIGN_FOO")]
    #[default]
    ForeignFoo = 0,
    #[value(name = "FOREIGN_BAR")]
    ForeignBar = 1,
    #[value(name = "FOREIGN_BAZ")]
    ForeignBaz = 2,
}
