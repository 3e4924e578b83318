// Copyright 2015-2016 gRPC authors.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//     http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// Message definitions to be used by integration test service definitions.

//! `grpc/testing/messages.proto`, printed by `proto import`.

#![allow(deprecated, reason = "what is deprecated is declared here")]

use std::collections::HashMap;

use traitwire::prelude::*;

traitwire::package!(
    "grpc.testing",
    file = "grpc/testing/messages.proto",
    java_package = "io.grpc.testing.integration"
);

/// TODO(dgq): Go back to using well-known types once
/// https://github.com/grpc/grpc/issues/6980 has been fixed.
/// import "google/protobuf/wrappers.proto";
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoolValue {
    /// The bool value.
    #[field(1)]
    pub value: bool,
}

/// A block of data, to simply increase gRPC message size.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload {
    /// The type of data in body.
    #[field(1)]
    pub r#type: Open<PayloadType>,
    /// Primary contents of payload.
    #[field(2)]
    pub body: Vec<u8>,
}

/// A protobuf representation for grpc status. This is used by test
/// clients to specify a status that the server should attempt to return.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EchoStatus {
    #[field(1)]
    pub code: i32,
    #[field(2)]
    pub message: String,
}

/// Unary request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimpleRequest {
    /// Desired payload type in the response from the server.
    /// If response_type is RANDOM, server randomly chooses one from other formats.
    #[field(1)]
    pub response_type: Open<PayloadType>,
    /// Desired payload size in the response from the server.
    #[field(2)]
    pub response_size: i32,
    /// Optional input payload sent along with the request.
    #[field(3)]
    pub payload: Option<Payload>,
    /// Whether SimpleResponse should include username.
    #[field(4)]
    pub fill_username: bool,
    /// Whether SimpleResponse should include OAuth scope.
    #[field(5)]
    pub fill_oauth_scope: bool,
    /// Whether to request the server to compress the response. This field is
    /// "nullable" in order to interoperate seamlessly with clients not able to
    /// implement the full compression tests by introspecting the call to verify
    /// the response's compression status.
    #[field(6)]
    pub response_compressed: Option<BoolValue>,
    /// Whether server should return a given status
    #[field(7)]
    pub response_status: Option<EchoStatus>,
    /// Whether the server should expect this request to be compressed.
    #[field(8)]
    pub expect_compressed: Option<BoolValue>,
    /// Whether SimpleResponse should include server_id.
    #[field(9)]
    pub fill_server_id: bool,
    /// Whether SimpleResponse should include grpclb_route_type.
    #[field(10)]
    pub fill_grpclb_route_type: bool,
    /// If set the server should record this metrics report data for the current RPC.
    #[field(11)]
    pub orca_per_query_report: Option<TestOrcaReport>,
}

/// Unary response, as configured by the request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimpleResponse {
    /// Payload to increase message size.
    #[field(1)]
    pub payload: Option<Payload>,
    /// The user the request came from, for verifying authentication was
    /// successful when the client expected it.
    #[field(2)]
    pub username: String,
    /// OAuth scope.
    #[field(3)]
    pub oauth_scope: String,
    /// Server ID. This must be unique among different server instances,
    /// but the same across all RPC's made to a particular server instance.
    #[field(4)]
    pub server_id: String,
    /// gRPCLB Path.
    #[field(5)]
    pub grpclb_route_type: Open<GrpclbRouteType>,
    /// Server hostname.
    #[field(6)]
    pub hostname: String,
}

/// Client-streaming request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamingInputCallRequest {
    /// Optional input payload sent along with the request.
    #[field(1)]
    pub payload: Option<Payload>,
    /// Whether the server should expect this request to be compressed. This field
    /// is "nullable" in order to interoperate seamlessly with servers not able to
    /// implement the full compression tests by introspecting the call to verify
    /// the request's compression status.
    #[field(2)]
    pub expect_compressed: Option<BoolValue>,
}

/// Client-streaming response.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamingInputCallResponse {
    /// Aggregated size of payloads received from the client.
    #[field(1)]
    pub aggregated_payload_size: i32,
}

/// Configuration for a particular response.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResponseParameters {
    /// Desired payload sizes in responses from the server.
    #[field(1)]
    pub size: i32,
    /// Desired interval between consecutive responses in the response stream in
    /// microseconds.
    #[field(2)]
    pub interval_us: i32,
    /// Whether to request the server to compress the response. This field is
    /// "nullable" in order to interoperate seamlessly with clients not able to
    /// implement the full compression tests by introspecting the call to verify
    /// the response's compression status.
    #[field(3)]
    pub compressed: Option<BoolValue>,
}

/// Server-streaming request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamingOutputCallRequest {
    /// Desired payload type in the response from the server.
    /// If response_type is RANDOM, the payload from each response in the stream
    /// might be of different types. This is to simulate a mixed type of payload
    /// stream.
    #[field(1)]
    pub response_type: Open<PayloadType>,
    /// Configuration for each expected response message.
    #[field(2)]
    pub response_parameters: Vec<ResponseParameters>,
    /// Optional input payload sent along with the request.
    #[field(3)]
    pub payload: Option<Payload>,
    /// Whether server should return a given status
    #[field(7)]
    pub response_status: Option<EchoStatus>,
    /// If set the server should update this metrics report data at the OOB server.
    #[field(8)]
    pub orca_oob_report: Option<TestOrcaReport>,
}

/// Server-streaming response, as configured by the request and parameters.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamingOutputCallResponse {
    /// Payload to increase response size.
    #[field(1)]
    pub payload: Option<Payload>,
}

/// For reconnect interop test only.
/// Client tells server what reconnection parameters it used.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReconnectParams {
    #[field(1)]
    pub max_reconnect_backoff_ms: i32,
}

/// For reconnect interop test only.
/// Server tells client whether its reconnects are following the spec and the
/// reconnect backoffs it saw.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReconnectInfo {
    #[field(1)]
    pub passed: bool,
    #[field(2)]
    pub backoff_ms: Vec<i32>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerStatsRequest {
    /// Request stats for the next num_rpcs sent by client.
    #[field(1)]
    pub num_rpcs: i32,
    /// If num_rpcs have not completed within timeout_sec, return partial results.
    #[field(2)]
    pub timeout_sec: i32,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerStatsResponse {
    /// The number of completed RPCs for each peer.
    #[field(1)]
    pub rpcs_by_peer: HashMap<String, i32>,
    /// The number of RPCs that failed to record a remote peer.
    #[field(2)]
    pub num_failures: i32,
    #[field(3)]
    pub rpcs_by_method: HashMap<String, LoadBalancerStatsResponseRpcsByPeer>,
}

#[message(name = "RpcsByPeer", within = LoadBalancerStatsResponse)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerStatsResponseRpcsByPeer {
    /// The number of completed RPCs for each peer.
    #[field(1)]
    pub rpcs_by_peer: HashMap<String, i32>,
}

/// Request for retrieving a test client's accumulated stats.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerAccumulatedStatsRequest {}

/// Accumulated stats for RPCs sent by a test client.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerAccumulatedStatsResponse {
    /// The total number of RPCs have ever issued for each type.
    /// Deprecated: use stats_per_method.rpcs_started instead.
    #[deprecated]
    #[field(1)]
    pub num_rpcs_started_by_method: HashMap<String, i32>,
    /// The total number of RPCs have ever completed successfully for each type.
    /// Deprecated: use stats_per_method.result instead.
    #[deprecated]
    #[field(2)]
    pub num_rpcs_succeeded_by_method: HashMap<String, i32>,
    /// The total number of RPCs have ever failed for each type.
    /// Deprecated: use stats_per_method.result instead.
    #[deprecated]
    #[field(3)]
    pub num_rpcs_failed_by_method: HashMap<String, i32>,
    /// Per-method RPC statistics.  The key is the RpcType in string form; e.g.
    /// 'EMPTY_CALL' or 'UNARY_CALL'
    #[field(4)]
    pub stats_per_method: HashMap<String, LoadBalancerAccumulatedStatsResponseMethodStats>,
}

#[message(name = "MethodStats", within = LoadBalancerAccumulatedStatsResponse)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerAccumulatedStatsResponseMethodStats {
    /// The number of RPCs that were started for this method.
    #[field(1)]
    pub rpcs_started: i32,
    /// The number of RPCs that completed with each status for this method.  The
    /// key is the integral value of a google.rpc.Code; the value is the count.
    #[field(2)]
    pub result: HashMap<i32, i32>,
}

/// Configurations for a test client.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientConfigureRequest {
    /// The types of RPCs the client sends.
    #[field(1)]
    pub types: Vec<Open<ClientConfigureRequestRpcType>>,
    /// The collection of custom metadata to be attached to RPCs sent by the client.
    #[field(2)]
    pub metadata: Vec<ClientConfigureRequestMetadata>,
    /// The deadline to use, in seconds, for all RPCs.  If unset or zero, the
    /// client will use the default from the command-line.
    #[field(3)]
    pub timeout_sec: i32,
}

/// Metadata to be attached for the given type of RPCs.
#[message(name = "Metadata", within = ClientConfigureRequest)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientConfigureRequestMetadata {
    #[field(1)]
    pub r#type: Open<ClientConfigureRequestRpcType>,
    #[field(2)]
    pub key: String,
    #[field(3)]
    pub value: String,
}

/// Type of RPCs to send.
#[enumeration(name = "RpcType", within = ClientConfigureRequest)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClientConfigureRequestRpcType {
    #[value(name = "EMPTY_CALL")]
    #[default]
    EmptyCall = 0,
    #[value(name = "UNARY_CALL")]
    UnaryCall = 1,
}

/// Response for updating a test client's configuration.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientConfigureResponse {}

/// Metrics data the server will update and send to the client. It mirrors orca load report
/// https://github.com/cncf/xds/blob/eded343319d09f30032952beda9840bbd3dcf7ac/xds/data/orca/v3/orca_load_report.proto#L15,
/// but avoids orca dependency. Used by both per-query and out-of-band reporting tests.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestOrcaReport {
    #[field(1)]
    pub cpu_utilization: f64,
    #[field(2)]
    pub memory_utilization: f64,
    #[field(3)]
    pub request_cost: HashMap<String, f64>,
    #[field(4)]
    pub utilization: HashMap<String, f64>,
}

/// The type of payload that should be returned.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PayloadType {
    /// Compressable text format.
    #[value(name = "COMPRESSABLE")]
    #[default]
    Compressable = 0,
}

/// The type of route that a client took to reach a server w.r.t. gRPCLB.
/// The server must fill in "fallback" if it detects that the RPC reached
/// the server via the "gRPCLB fallback" path, and "backend" if it detects
/// that the RPC reached the server via "gRPCLB backend" path (i.e. if it got
/// the address of this server from the gRPCLB server BalanceLoad RPC). Exactly
/// how this detection is done is context and server dependent.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GrpclbRouteType {
    /// Server didn't detect the route that a client took to reach it.
    #[default]
    Unknown = 0,
    /// Indicates that a client reached a server via gRPCLB fallback.
    Fallback = 1,
    /// Indicates that a client reached a server as a gRPCLB-given backend.
    Backend = 2,
}
