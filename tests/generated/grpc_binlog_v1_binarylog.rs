// Copyright 2018 The gRPC Authors
// All rights reserved.
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

// The canonical version of this proto can be found at
// https://github.com/grpc/grpc-proto/blob/master/grpc/binlog/v1/binarylog.proto

//! `grpc/binlog/v1/binarylog.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.binarylog.v1",
    file = "grpc/binlog/v1/binarylog.proto",
    go_package = "google.golang.org/grpc/binarylog/grpc_binarylog_v1",
    java_multiple_files = true,
    java_outer_classname = "BinaryLogProto",
    java_package = "io.grpc.binarylog.v1"
);

/// Log entry we store in binary logs
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrpcLogEntry {
    /// The timestamp of the binary log message
    #[field(1)]
    pub timestamp: Option<traitwire::well_known::Timestamp>,
    /// Uniquely identifies a call. The value must not be 0 in order to disambiguate
    /// from an unset value.
    /// Each call may have several log entries, they will all have the same call_id.
    /// Nothing is guaranteed about their value other than they are unique across
    /// different RPCs in the same gRPC process.
    #[field(2)]
    pub call_id: u64,
    /// The entry sequence id for this call. The first GrpcLogEntry has a
    /// value of 1, to disambiguate from an unset value. The purpose of
    /// this field is to detect missing entries in environments where
    /// durability or ordering is not guaranteed.
    #[field(3)]
    pub sequence_id_within_call: u64,
    #[field(4)]
    pub r#type: Open<GrpcLogEntryEventType>,
    /// One of the above Logger enum
    #[field(5)]
    pub logger: Open<GrpcLogEntryLogger>,
    /// The logger uses one of the following fields to record the payload,
    /// according to the type of the log entry.
    #[field(oneof)]
    pub payload: Option<GrpcLogEntryPayload>,
    /// true if payload does not represent the full message or metadata.
    #[field(10)]
    pub payload_truncated: bool,
    /// Peer address information, will only be recorded on the first
    /// incoming event. On client side, peer is logged on
    /// EVENT_TYPE_SERVER_HEADER normally or EVENT_TYPE_SERVER_TRAILER in
    /// the case of trailers-only. On server side, peer is always
    /// logged on EVENT_TYPE_CLIENT_HEADER.
    #[field(11)]
    pub peer: Option<Address>,
}

/// What `payload` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum GrpcLogEntryPayload {
    #[field(6)]
    ClientHeader(ClientHeader),
    #[field(7)]
    ServerHeader(ServerHeader),
    /// Used by EVENT_TYPE_CLIENT_MESSAGE, EVENT_TYPE_SERVER_MESSAGE
    #[field(8)]
    Message(Message),
    #[field(9)]
    Trailer(Trailer),
}

/// Enumerates the type of event
/// Note the terminology is different from the RPC semantics
/// definition, but the same meaning is expressed here.
#[enumeration(name = "EventType", within = GrpcLogEntry)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GrpcLogEntryEventType {
    #[default]
    Unknown = 0,
    /// Header sent from client to server
    ClientHeader = 1,
    /// Header sent from server to client
    ServerHeader = 2,
    /// Message sent from client to server
    ClientMessage = 3,
    /// Message sent from server to client
    ServerMessage = 4,
    /// A signal that client is done sending
    ClientHalfClose = 5,
    /// Trailer indicates the end of the RPC.
    /// On client side, this event means a trailer was either received
    /// from the network or the gRPC library locally generated a status
    /// to inform the application about a failure.
    /// On server side, this event means the server application requested
    /// to send a trailer. Note: EVENT_TYPE_CANCEL may still arrive after
    /// this due to races on server side.
    ServerTrailer = 6,
    /// A signal that the RPC is cancelled. On client side, this
    /// indicates the client application requests a cancellation.
    /// On server side, this indicates that cancellation was detected.
    /// Note: This marks the end of the RPC. Events may arrive after
    /// this due to races. For example, on client side a trailer
    /// may arrive even though the application requested to cancel the RPC.
    Cancel = 7,
}

/// Enumerates the entity that generates the log entry
#[enumeration(name = "Logger", within = GrpcLogEntry)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GrpcLogEntryLogger {
    #[default]
    Unknown = 0,
    Client = 1,
    Server = 2,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientHeader {
    /// This contains only the metadata from the application.
    #[field(1)]
    pub metadata: Option<Metadata>,
    /// The name of the RPC method, which looks something like:
    /// /<service>/<method>
    /// Note the leading "/" character.
    #[field(2)]
    pub method_name: String,
    /// A single process may be used to run multiple virtual
    /// servers with different identities.
    /// The authority is the name of such a server identitiy.
    /// It is typically a portion of the URI in the form of
    /// <host> or <host>:<port> .
    #[field(3)]
    pub authority: String,
    /// the RPC timeout
    #[field(4)]
    pub timeout: Option<traitwire::well_known::Duration>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerHeader {
    /// This contains only the metadata from the application.
    #[field(1)]
    pub metadata: Option<Metadata>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trailer {
    /// This contains only the metadata from the application.
    #[field(1)]
    pub metadata: Option<Metadata>,
    /// The gRPC status code.
    #[field(2)]
    pub status_code: u32,
    /// An original status message before any transport specific
    /// encoding.
    #[field(3)]
    pub status_message: String,
    /// The value of the 'grpc-status-details-bin' metadata key. If
    /// present, this is always an encoded 'google.rpc.Status' message.
    #[field(4)]
    pub status_details: Vec<u8>,
}

/// Message payload, used by CLIENT_MESSAGE and SERVER_MESSAGE
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Length of the message. It may not be the same as the length of the
    /// data field, as the logging payload can be truncated or omitted.
    #[field(1)]
    pub length: u32,
    /// May be truncated or omitted.
    #[field(2)]
    pub data: Vec<u8>,
}

/// A list of metadata pairs, used in the payload of client header,
/// server header, and server trailer.
/// Implementations may omit some entries to honor the header limits
/// of GRPC_BINARY_LOG_CONFIG.
///
/// Header keys added by gRPC are omitted. To be more specific,
/// implementations will not log the following entries, and this is
/// not to be treated as a truncation:
/// - entries handled by grpc that are not user visible, such as those
///   that begin with 'grpc-' (with exception of grpc-trace-bin)
///   or keys like 'lb-token'
/// - transport specific entries, including but not limited to:
///   ':path', ':authority', 'content-encoding', 'user-agent', 'te', etc
/// - entries added for call credentials
///
/// Implementations must always log grpc-trace-bin if it is present.
/// Practically speaking it will only be visible on server side because
/// grpc-trace-bin is managed by low level client side mechanisms
/// inaccessible from the application level. On server side, the
/// header is just a normal metadata key.
/// The pair will not count towards the size limit.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    #[field(1)]
    pub entry: Vec<MetadataEntry>,
}

/// A metadata key value pair
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetadataEntry {
    #[field(1)]
    pub key: String,
    #[field(2)]
    pub value: Vec<u8>,
}

/// Address information
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    #[field(1)]
    pub r#type: Open<AddressType>,
    #[field(2)]
    pub address: String,
    /// only for TYPE_IPV4 and TYPE_IPV6
    #[field(3)]
    pub ip_port: u32,
}

#[enumeration(name = "Type", within = Address)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AddressType {
    #[default]
    Unknown = 0,
    /// address is in 1.2.3.4 form
    Ipv4 = 1,
    /// address is in IPv6 canonical form (RFC5952 section 4)
    /// The scope is NOT included in the address string.
    Ipv6 = 2,
    /// address is UDS string
    Unix = 3,
}
