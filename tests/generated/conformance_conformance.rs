// Protocol Buffers - Google's data interchange format
// Copyright 2008 Google Inc.  All rights reserved.
//
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file or at
// https://developers.google.com/open-source/licenses/bsd

//! `conformance/conformance.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "conformance",
    file = "conformance/conformance.proto",
    java_package = "com.google.protobuf.conformance",
    objc_class_prefix = "Conformance"
);

/// Meant to encapsulate all types of tests: successes, skips, failures, etc.
/// Therefore, this may or may not have a failure message. Failure messages
/// may be truncated for our failure lists.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestStatus {
    #[field(1)]
    pub name: String,
    #[field(2)]
    pub failure_message: String,
    /// What an actual test name matched to in a failure list. Can be wildcarded or
    /// an exact match without wildcards.
    #[field(3)]
    pub matched_name: String,
}

/// The conformance runner will request a list of failures as the first request.
/// This will be known by message_type == "conformance.FailureSet", a conformance
/// test should return a serialized FailureSet in protobuf_payload.
#[message(reserved(1))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FailureSet {
    #[field(2)]
    pub test: Vec<TestStatus>,
}

/// Represents a single test case's input.  The testee should:
///
///   1. parse this proto (which should always succeed)
///   2. parse the protobuf or JSON payload in "payload" (which may fail)
///   3. if the parse succeeded, serialize the message in the requested format.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConformanceRequest {
    /// The payload (whether protobuf of JSON) is always for a
    /// protobuf_test_messages.proto3.TestAllTypes proto (as defined in
    /// src/google/protobuf/proto3_test_messages.proto).
    #[field(oneof)]
    pub payload: Option<ConformanceRequestPayload>,
    /// Which format should the testee serialize its message to?
    #[field(3)]
    pub requested_output_format: Open<WireFormat>,
    /// The full name for the test message to use; for the moment, either:
    /// protobuf_test_messages.proto3.TestAllTypesProto3 or
    /// protobuf_test_messages.proto2.TestAllTypesProto2 or
    /// protobuf_test_messages.editions.proto2.TestAllTypesProto2 or
    /// protobuf_test_messages.editions.proto3.TestAllTypesProto3 or
    /// protobuf_test_messages.editions.TestAllTypesEdition2023 or
    /// protobuf_test_messages.edition_unstable.TestAllTypesEditionUnstable.
    #[field(4)]
    pub message_type: String,
    /// Each test is given a specific test category. Some category may need
    /// specific support in testee programs. Refer to the definition of
    /// TestCategory for more information.
    #[field(5)]
    pub test_category: Open<TestCategory>,
    /// Specify details for how to encode jspb.
    #[field(6)]
    pub jspb_encoding_options: Option<JspbEncodingConfig>,
    /// This can be used in json and text format. If true, testee should print
    /// unknown fields instead of ignore. This feature is optional.
    #[field(9)]
    pub print_unknown_fields: bool,
}

/// What `payload` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum ConformanceRequestPayload {
    #[field(1)]
    ProtobufPayload(Vec<u8>),
    #[field(2)]
    JsonPayload(String),
    /// Only used inside Google.  Opensource testees just skip it.
    #[field(7)]
    JspbPayload(String),
    #[field(8)]
    TextPayload(String),
}

/// Represents a single test case's output.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConformanceResponse {
    #[field(oneof)]
    pub result: Option<ConformanceResponseResult>,
}

/// What `result` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum ConformanceResponseResult {
    /// This string should be set to indicate parsing failed.  The string can
    /// provide more information about the parse error if it is available.
    ///
    /// Setting this string does not necessarily mean the testee failed the
    /// test.  Some of the test cases are intentionally invalid input.
    #[field(1)]
    ParseError(String),
    /// If the input was successfully parsed but errors occurred when
    /// serializing it to the requested output format, set the error message in
    /// this field.
    #[field(6)]
    SerializeError(String),
    /// This should be set if the test program timed out.  The string should
    /// provide more information about what the child process was doing when it
    /// was killed.
    #[field(9)]
    TimeoutError(String),
    /// This should be set if some other error occurred.  This will always
    /// indicate that the test failed.  The string can provide more information
    /// about the failure.
    #[field(2)]
    RuntimeError(String),
    /// If the input was successfully parsed and the requested output was
    /// protobuf, serialize it to protobuf and set it in this field.
    #[field(3)]
    ProtobufPayload(Vec<u8>),
    /// If the input was successfully parsed and the requested output was JSON,
    /// serialize to JSON and set it in this field.
    #[field(4)]
    JsonPayload(String),
    /// For when the testee skipped the test, likely because a certain feature
    /// wasn't supported, like JSON input/output.
    #[field(5)]
    Skipped(String),
    /// If the input was successfully parsed and the requested output was JSPB,
    /// serialize to JSPB and set it in this field. JSPB is only used inside
    /// Google. Opensource testees can just skip it.
    #[field(7)]
    JspbPayload(String),
    /// If the input was successfully parsed and the requested output was
    /// TEXT_FORMAT, serialize to TEXT_FORMAT and set it in this field.
    #[field(8)]
    TextPayload(String),
}

/// Encoding options for jspb format.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JspbEncodingConfig {
    /// Encode the value field of Any as jspb array if true, otherwise binary.
    #[field(1)]
    pub use_jspb_array_any_format: bool,
}

// This defines the conformance testing protocol.  This protocol exists between
// the conformance test suite itself and the code being tested.  For each test,
// the suite will send a ConformanceRequest message and expect a
// ConformanceResponse message.
//
// You can either run the tests in two different ways:
//
//   1. in-process (using the interface in conformance_test.h).
//
//   2. as a sub-process communicating over a pipe.  Information about how to
//      do this is in conformance_test_runner.cc.
//
// Pros/cons of the two approaches:
//
//   - running as a sub-process is much simpler for languages other than C/C++.
//
//   - running as a sub-process may be more tricky in unusual environments like
//     iOS apps, where fork/stdin/stdout are not available.

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WireFormat {
    #[value(name = "UNSPECIFIED")]
    #[default]
    Unspecified = 0,
    #[value(name = "PROTOBUF")]
    Protobuf = 1,
    #[value(name = "JSON")]
    Json = 2,
    /// Only used inside Google. Opensource testees just skip it.
    #[value(name = "JSPB")]
    Jspb = 3,
    #[value(name = "TEXT_FORMAT")]
    TextFormat = 4,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TestCategory {
    #[value(name = "UNSPECIFIED_TEST")]
    #[default]
    UnspecifiedTest = 0,
    /// Test binary wire format.
    #[value(name = "BINARY_TEST")]
    BinaryTest = 1,
    /// Test json wire format.
    #[value(name = "JSON_TEST")]
    JsonTest = 2,
    /// Similar to JSON_TEST. However, during parsing json, testee should ignore
    /// unknown fields. This feature is optional. Each implementation can decide
    /// whether to support it.  See
    /// https://developers.google.com/protocol-buffers/docs/proto3#json_options
    /// for more detail.
    #[value(name = "JSON_IGNORE_UNKNOWN_PARSING_TEST")]
    JsonIgnoreUnknownParsingTest = 3,
    /// Test jspb wire format. Only used inside Google. Opensource testees just
    /// skip it.
    #[value(name = "JSPB_TEST")]
    JspbTest = 4,
    /// Test text format. For cpp, java and python, testees can already deal with
    /// this type. Testees of other languages can simply skip it.
    #[value(name = "TEXT_FORMAT_TEST")]
    TextFormatTest = 5,
}
