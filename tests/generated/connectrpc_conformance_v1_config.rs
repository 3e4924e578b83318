// Copyright 2023-2024 The Connect Authors
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

//! `connectrpc/conformance/v1/config.proto`, printed by `proto import`.

#![allow(deprecated, reason = "what is deprecated is declared here")]

use traitwire::prelude::*;

traitwire::package!(
    "connectrpc.conformance.v1",
    file = "connectrpc/conformance/v1/config.proto"
);

/// Config defines the configuration for running conformance tests.
/// This enumerates all of the "flavors" of the test suite to run.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The features supported by the client or server under test.
    /// This is used to filter the set of test cases that are run.
    /// If absent, an empty message is used. See Features for more
    /// on how empty/absent fields are interpreted.
    #[field(1)]
    pub features: Option<Features>,
    /// This can indicate additional permutations that are supported
    /// that might otherwise be excluded based on the above features.
    #[field(2)]
    pub include_cases: Vec<ConfigCase>,
    /// This can indicates permutations that are not supported even
    /// though their support might be implied by the above features.
    #[field(3)]
    pub exclude_cases: Vec<ConfigCase>,
}

/// Features define the feature set that a client or server supports. They are
/// used to determine the server configurations and test cases that
/// will be run. They are defined in YAML files and are specified as part of the
/// --conf flag to the test runner.
///
/// TODO: we could probably model some of the constraints on what are valid vs.
///       invalid (i.e. conflicting/impossible) features using protovalidate rules
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    /// Supported HTTP versions.
    /// If empty, HTTP 1.1 and HTTP/2 are assumed.
    #[field(1)]
    pub versions: Vec<Open<HTTPVersion>>,
    /// Supported protocols.
    /// If empty, all three are assumed: Connect, gRPC, and gRPC-Web.
    #[field(2)]
    pub protocols: Vec<Open<Protocol>>,
    /// Supported codecs.
    /// If empty, "proto" and "json" are assumed.
    #[field(3)]
    pub codecs: Vec<Open<Codec>>,
    /// Supported compression algorithms.
    /// If empty, "identity" and "gzip" are assumed.
    #[field(4)]
    pub compressions: Vec<Open<Compression>>,
    /// Supported stream types.
    /// If empty, all stream types are assumed. This is usually for
    /// clients, since some client environments may not be able to
    /// support certain kinds of streaming operations, especially
    /// bidirectional streams.
    #[field(5)]
    pub stream_types: Vec<Open<StreamType>>,
    /// Whether H2C (unencrypted, non-TLS HTTP/2 over cleartext) is supported.
    /// If absent, true is assumed.
    #[field(6)]
    pub supports_h2c: Option<bool>,
    /// Whether TLS is supported.
    /// If absent, true is assumed.
    #[field(7)]
    pub supports_tls: Option<bool>,
    /// Whether the client supports TLS certificates.
    /// If absent, false is assumed. This should not be set if
    /// supports_tls is false.
    #[field(8)]
    pub supports_tls_client_certs: Option<bool>,
    /// Whether trailers are supported.
    /// If absent, true is assumed. If false, implies that gRPC protocol is not allowed.
    #[field(9)]
    pub supports_trailers: Option<bool>,
    /// Whether half duplex bidi streams are supported over HTTP/1.1.
    /// If absent, false is assumed.
    #[field(10)]
    pub supports_half_duplex_bidi_over_http1: Option<bool>,
    /// Whether Connect via GET is supported.
    /// If absent, true is assumed.
    #[field(11)]
    pub supports_connect_get: Option<bool>,
    /// Whether a message receive limit is supported.
    /// If absent, true is assumed.
    #[field(12)]
    pub supports_message_receive_limit: Option<bool>,
}

/// ConfigCase represents a single resolved configuration case. When tests are
/// run, the Config and the supported features therein are used to compute all
/// of the cases relevant to the implementation under test. These configuration
/// cases are then used to select which test cases are applicable.
///
/// TODO: we could probably model some of the constraints on what is a valid
///       vs. invalid config case using protovalidate rules
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConfigCase {
    /// If unspecified, indicates cases for all versions.
    #[field(1)]
    pub version: Open<HTTPVersion>,
    /// If unspecified, indicates cases for all protocols.
    #[field(2)]
    pub protocol: Open<Protocol>,
    /// If unspecified, indicates cases for all codecs.
    #[field(3)]
    pub codec: Open<Codec>,
    /// If unspecified, indicates cases for all compression algorithms.
    #[field(4)]
    pub compression: Open<Compression>,
    /// If unspecified, indicates cases for all stream types.
    #[field(5)]
    pub stream_type: Open<StreamType>,
    /// If absent, indicates cases for plaintext (no TLS) but also for
    /// TLS if features indicate that TLS is supported.
    #[field(6)]
    pub use_tls: Option<bool>,
    /// If absent, indicates cases without client certs but also cases
    /// that use client certs if features indicate they are supported.
    #[field(7)]
    pub use_tls_client_certs: Option<bool>,
    /// If absent, indicates cases that do not test message receive
    /// limits but also cases that do test message receive limits if
    /// features indicate they are supported.
    #[field(8)]
    pub use_message_receive_limit: Option<bool>,
}

/// TLSCreds represents credentials for TLS. It includes both a
/// certificate and corresponding private key. Both are encoded
/// in PEM format.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TLSCreds {
    #[field(1)]
    pub cert: Vec<u8>,
    #[field(2)]
    pub key: Vec<u8>,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HTTPVersion {
    #[default]
    Unspecified = 0,
    #[value(name = "HTTP_VERSION_1")]
    HttpVersion1 = 1,
    #[value(name = "HTTP_VERSION_2")]
    HttpVersion2 = 2,
    #[value(name = "HTTP_VERSION_3")]
    HttpVersion3 = 3,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Protocol {
    #[default]
    Unspecified = 0,
    Connect = 1,
    Grpc = 2,
    /// TODO: Support add'l protocols:
    /// PROTOCOL_GRPC_WEB_TEXT = 4;
    /// PROTOCOL_REST_TRANSCODING = 5;
    GrpcWeb = 3,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Codec {
    #[default]
    Unspecified = 0,
    Proto = 1,
    Json = 2,
    /// not used; will be ignored
    #[deprecated]
    Text = 3,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compression {
    #[default]
    Unspecified = 0,
    Identity = 1,
    Gzip = 2,
    Br = 3,
    Zstd = 4,
    Deflate = 5,
    Snappy = 6,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StreamType {
    #[default]
    Unspecified = 0,
    Unary = 1,
    ClientStream = 2,
    ServerStream = 3,
    HalfDuplexBidiStream = 4,
    FullDuplexBidiStream = 5,
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Code {
    #[default]
    Unspecified = 0,
    Canceled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Aborted = 10,
    OutOfRange = 11,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    DataLoss = 15,
    Unauthenticated = 16,
}
