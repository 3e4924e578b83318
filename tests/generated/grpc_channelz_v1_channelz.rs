// Copyright 2018 The gRPC Authors
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

// This file defines an interface for exporting monitoring information
// out of gRPC servers.  See the full design at
// https://github.com/grpc/proposal/blob/master/A14-channelz.md
//
// The canonical version of this proto can be found at
// https://github.com/grpc/grpc-proto/blob/master/grpc/channelz/v1/channelz.proto

//! `grpc/channelz/v1/channelz.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.channelz.v1",
    file = "grpc/channelz/v1/channelz.proto",
    go_package = "google.golang.org/grpc/channelz/grpc_channelz_v1",
    java_multiple_files = true,
    java_outer_classname = "ChannelzProto",
    java_package = "io.grpc.channelz.v1"
);

/// Channelz is a service exposed by gRPC servers that provides detailed debug
/// information.
#[service]
pub trait Channelz {
    /// Gets all root channels (i.e. channels the application has directly
    /// created). This does not include subchannels nor non-top level channels.
    async fn get_top_channels(
        &self,
        request: GetTopChannelsRequest,
    ) -> Result<GetTopChannelsResponse, Status>;

    /// Gets all servers that exist in the process.
    async fn get_servers(&self, request: GetServersRequest) -> Result<GetServersResponse, Status>;

    /// Returns a single Server, or else a NOT_FOUND code.
    async fn get_server(&self, request: GetServerRequest) -> Result<GetServerResponse, Status>;

    /// Gets all server sockets that exist in the process.
    async fn get_server_sockets(
        &self,
        request: GetServerSocketsRequest,
    ) -> Result<GetServerSocketsResponse, Status>;

    /// Returns a single Channel, or else a NOT_FOUND code.
    async fn get_channel(&self, request: GetChannelRequest) -> Result<GetChannelResponse, Status>;

    /// Returns a single Subchannel, or else a NOT_FOUND code.
    async fn get_subchannel(
        &self,
        request: GetSubchannelRequest,
    ) -> Result<GetSubchannelResponse, Status>;

    /// Returns a single Socket or else a NOT_FOUND code.
    async fn get_socket(&self, request: GetSocketRequest) -> Result<GetSocketResponse, Status>;
}

/// Channel is a logical grouping of channels, subchannels, and sockets.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channel {
    /// The identifier for this channel. This should be set.
    #[field(1)]
    pub r#ref: Option<ChannelRef>,
    /// Data specific to this channel.
    ///
    /// At most one of 'channel_ref+subchannel_ref' and 'socket' is set.
    #[field(2)]
    pub data: Option<ChannelData>,
    /// There are no ordering guarantees on the order of channel refs.
    /// There may not be cycles in the ref graph.
    /// A channel ref may be present in more than one channel or subchannel.
    #[field(3)]
    pub channel_ref: Vec<ChannelRef>,
    /// At most one of 'channel_ref+subchannel_ref' and 'socket' is set.
    /// There are no ordering guarantees on the order of subchannel refs.
    /// There may not be cycles in the ref graph.
    /// A sub channel ref may be present in more than one channel or subchannel.
    #[field(4)]
    pub subchannel_ref: Vec<SubchannelRef>,
    /// There are no ordering guarantees on the order of sockets.
    #[field(5)]
    pub socket_ref: Vec<SocketRef>,
}

/// Subchannel is a logical grouping of channels, subchannels, and sockets.
/// A subchannel is load balanced over by it's ancestor
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subchannel {
    /// The identifier for this channel.
    #[field(1)]
    pub r#ref: Option<SubchannelRef>,
    /// Data specific to this channel.
    ///
    /// At most one of 'channel_ref+subchannel_ref' and 'socket' is set.
    #[field(2)]
    pub data: Option<ChannelData>,
    /// There are no ordering guarantees on the order of channel refs.
    /// There may not be cycles in the ref graph.
    /// A channel ref may be present in more than one channel or subchannel.
    #[field(3)]
    pub channel_ref: Vec<ChannelRef>,
    /// At most one of 'channel_ref+subchannel_ref' and 'socket' is set.
    /// There are no ordering guarantees on the order of subchannel refs.
    /// There may not be cycles in the ref graph.
    /// A sub channel ref may be present in more than one channel or subchannel.
    #[field(4)]
    pub subchannel_ref: Vec<SubchannelRef>,
    /// There are no ordering guarantees on the order of sockets.
    #[field(5)]
    pub socket_ref: Vec<SocketRef>,
}

/// These come from the specified states in this document:
/// https://github.com/grpc/grpc/blob/master/doc/connectivity-semantics-and-api.md
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelConnectivityState {
    #[field(1)]
    pub state: Open<ChannelConnectivityStateState>,
}

#[enumeration(name = "State", within = ChannelConnectivityState)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChannelConnectivityStateState {
    #[value(name = "UNKNOWN")]
    #[default]
    Unknown = 0,
    #[value(name = "IDLE")]
    Idle = 1,
    #[value(name = "CONNECTING")]
    Connecting = 2,
    #[value(name = "READY")]
    Ready = 3,
    #[value(name = "TRANSIENT_FAILURE")]
    TransientFailure = 4,
    #[value(name = "SHUTDOWN")]
    Shutdown = 5,
}

/// Channel data is data related to a specific Channel or Subchannel.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelData {
    /// The connectivity state of the channel or subchannel.  Implementations
    /// should always set this.
    #[field(1)]
    pub state: Option<ChannelConnectivityState>,
    /// The target this channel originally tried to connect to.  May be absent
    #[field(2)]
    pub target: String,
    /// A trace of recent events on the channel.  May be absent.
    #[field(3)]
    pub trace: Option<ChannelTrace>,
    /// The number of calls started on the channel
    #[field(4)]
    pub calls_started: i64,
    /// The number of calls that have completed with an OK status
    #[field(5)]
    pub calls_succeeded: i64,
    /// The number of calls that have completed with a non-OK status
    #[field(6)]
    pub calls_failed: i64,
    /// The last time a call was started on the channel.
    #[field(7)]
    pub last_call_started_timestamp: Option<traitwire::well_known::Timestamp>,
}

/// A trace event is an interesting thing that happened to a channel or
/// subchannel, such as creation, address resolution, subchannel creation, etc.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelTraceEvent {
    /// High level description of the event.
    #[field(1)]
    pub description: String,
    /// the severity of the trace event
    #[field(2)]
    pub severity: Open<ChannelTraceEventSeverity>,
    /// When this event occurred.
    #[field(3)]
    pub timestamp: Option<traitwire::well_known::Timestamp>,
    /// ref of referenced channel or subchannel.
    /// Optional, only present if this event refers to a child object. For example,
    /// this field would be filled if this trace event was for a subchannel being
    /// created.
    #[field(oneof)]
    pub child_ref: Option<ChannelTraceEventChildRef>,
}

/// What `child_ref` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum ChannelTraceEventChildRef {
    #[field(4)]
    ChannelRef(ChannelRef),
    #[field(5)]
    SubchannelRef(SubchannelRef),
}

/// The supported severity levels of trace events.
#[enumeration(name = "Severity", within = ChannelTraceEvent)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChannelTraceEventSeverity {
    #[value(name = "CT_UNKNOWN")]
    #[default]
    CtUnknown = 0,
    #[value(name = "CT_INFO")]
    CtInfo = 1,
    #[value(name = "CT_WARNING")]
    CtWarning = 2,
    #[value(name = "CT_ERROR")]
    CtError = 3,
}

/// ChannelTrace represents the recent events that have occurred on the channel.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelTrace {
    /// Number of events ever logged in this tracing object. This can differ from
    /// events.size() because events can be overwritten or garbage collected by
    /// implementations.
    #[field(1)]
    pub num_events_logged: i64,
    /// Time that this channel was created.
    #[field(2)]
    pub creation_timestamp: Option<traitwire::well_known::Timestamp>,
    /// List of events that have occurred on this channel.
    #[field(3)]
    pub events: Vec<ChannelTraceEvent>,
}

// Intentionally don't use field numbers from other refs.
/// ChannelRef is a reference to a Channel.
#[message(reserved(3, 4, 5, 6, 7, 8))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelRef {
    /// The globally unique id for this channel.  Must be a positive number.
    #[field(1)]
    pub channel_id: i64,
    /// An optional name associated with the channel.
    #[field(2)]
    pub name: String,
}

// Intentionally don't use field numbers from other refs.
/// SubchannelRef is a reference to a Subchannel.
#[message(reserved(1, 2, 3, 4, 5, 6))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubchannelRef {
    /// The globally unique id for this subchannel.  Must be a positive number.
    #[field(7)]
    pub subchannel_id: i64,
    /// An optional name associated with the subchannel.
    #[field(8)]
    pub name: String,
}

// Intentionally don't use field numbers from other refs.
/// SocketRef is a reference to a Socket.
#[message(reserved(1, 2, 5, 6, 7, 8))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketRef {
    /// The globally unique id for this socket.  Must be a positive number.
    #[field(3)]
    pub socket_id: i64,
    /// An optional name associated with the socket.
    #[field(4)]
    pub name: String,
}

// Intentionally don't use field numbers from other refs.
/// ServerRef is a reference to a Server.
#[message(reserved(1, 2, 3, 4, 7, 8))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerRef {
    /// A globally unique identifier for this server.  Must be a positive number.
    #[field(5)]
    pub server_id: i64,
    /// An optional name associated with the server.
    #[field(6)]
    pub name: String,
}

/// Server represents a single server.  There may be multiple servers in a single
/// program.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Server {
    /// The identifier for a Server.  This should be set.
    #[field(1)]
    pub r#ref: Option<ServerRef>,
    /// The associated data of the Server.
    #[field(2)]
    pub data: Option<ServerData>,
    /// The sockets that the server is listening on.  There are no ordering
    /// guarantees.  This may be absent.
    #[field(3)]
    pub listen_socket: Vec<SocketRef>,
}

/// ServerData is data for a specific Server.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerData {
    /// A trace of recent events on the server.  May be absent.
    #[field(1)]
    pub trace: Option<ChannelTrace>,
    /// The number of incoming calls started on the server
    #[field(2)]
    pub calls_started: i64,
    /// The number of incoming calls that have completed with an OK status
    #[field(3)]
    pub calls_succeeded: i64,
    /// The number of incoming calls that have a completed with a non-OK status
    #[field(4)]
    pub calls_failed: i64,
    /// The last time a call was started on the server.
    #[field(5)]
    pub last_call_started_timestamp: Option<traitwire::well_known::Timestamp>,
}

/// Information about an actual connection.  Pronounced "sock-ay".
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Socket {
    /// The identifier for the Socket.
    #[field(1)]
    pub r#ref: Option<SocketRef>,
    /// Data specific to this Socket.
    #[field(2)]
    pub data: Option<SocketData>,
    /// The locally bound address.
    #[field(3)]
    pub local: Option<Address>,
    /// The remote bound address.  May be absent.
    #[field(4)]
    pub remote: Option<Address>,
    /// Security details for this socket.  May be absent if not available, or
    /// there is no security on the socket.
    #[field(5)]
    pub security: Option<Security>,
    /// Optional, represents the name of the remote endpoint, if different than
    /// the original target name.
    #[field(6)]
    pub remote_name: String,
}

/// SocketData is data associated for a specific Socket.  The fields present
/// are specific to the implementation, so there may be minor differences in
/// the semantics.  (e.g. flow control windows)
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketData {
    /// The number of streams that have been started.
    #[field(1)]
    pub streams_started: i64,
    /// The number of streams that have ended successfully:
    /// On client side, received frame with eos bit set;
    /// On server side, sent frame with eos bit set.
    #[field(2)]
    pub streams_succeeded: i64,
    /// The number of streams that have ended unsuccessfully:
    /// On client side, ended without receiving frame with eos bit set;
    /// On server side, ended without sending frame with eos bit set.
    #[field(3)]
    pub streams_failed: i64,
    /// The number of grpc messages successfully sent on this socket.
    #[field(4)]
    pub messages_sent: i64,
    /// The number of grpc messages received on this socket.
    #[field(5)]
    pub messages_received: i64,
    /// The number of keep alives sent.  This is typically implemented with HTTP/2
    /// ping messages.
    #[field(6)]
    pub keep_alives_sent: i64,
    /// The last time a stream was created by this endpoint.  Usually unset for
    /// servers.
    #[field(7)]
    pub last_local_stream_created_timestamp: Option<traitwire::well_known::Timestamp>,
    /// The last time a stream was created by the remote endpoint.  Usually unset
    /// for clients.
    #[field(8)]
    pub last_remote_stream_created_timestamp: Option<traitwire::well_known::Timestamp>,
    /// The last time a message was sent by this endpoint.
    #[field(9)]
    pub last_message_sent_timestamp: Option<traitwire::well_known::Timestamp>,
    /// The last time a message was received by this endpoint.
    #[field(10)]
    pub last_message_received_timestamp: Option<traitwire::well_known::Timestamp>,
    /// The amount of window, granted to the local endpoint by the remote endpoint.
    /// This may be slightly out of date due to network latency.  This does NOT
    /// include stream level or TCP level flow control info.
    #[field(11)]
    pub local_flow_control_window: Option<traitwire::well_known::Int64Value>,
    /// The amount of window, granted to the remote endpoint by the local endpoint.
    /// This may be slightly out of date due to network latency.  This does NOT
    /// include stream level or TCP level flow control info.
    #[field(12)]
    pub remote_flow_control_window: Option<traitwire::well_known::Int64Value>,
    /// Socket options set on this socket.  May be absent if 'summary' is set
    /// on GetSocketRequest.
    #[field(13)]
    pub option: Vec<SocketOption>,
}

/// Address represents the address used to create the socket.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    #[field(oneof)]
    pub address: Option<AddressAddress>,
}

/// What `address` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum AddressAddress {
    #[field(1)]
    TcpipAddress(AddressTcpIpAddress),
    #[field(2)]
    UdsAddress(AddressUdsAddress),
    #[field(3)]
    OtherAddress(AddressOtherAddress),
}

#[message(name = "TcpIpAddress", within = Address)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressTcpIpAddress {
    /// Either the IPv4 or IPv6 address in bytes.  Will be either 4 bytes or 16
    /// bytes in length.
    #[field(1)]
    pub ip_address: Vec<u8>,
    /// 0-64k, or -1 if not appropriate.
    #[field(2)]
    pub port: i32,
}

/// A Unix Domain Socket address.
#[message(name = "UdsAddress", within = Address)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressUdsAddress {
    #[field(1)]
    pub filename: String,
}

/// An address type not included above.
#[message(name = "OtherAddress", within = Address)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressOtherAddress {
    /// The human readable version of the value.  This value should be set.
    #[field(1)]
    pub name: String,
    /// The actual address message.
    #[field(2)]
    pub value: Option<traitwire::well_known::Any>,
}

/// Security represents details about how secure the socket is.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Security {
    #[field(oneof)]
    pub model: Option<SecurityModel>,
}

/// What `model` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum SecurityModel {
    #[field(1)]
    Tls(SecurityTls),
    #[field(2)]
    Other(SecurityOtherSecurity),
}

#[message(name = "Tls", within = Security)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityTls {
    #[field(oneof)]
    pub cipher_suite: Option<SecurityTlsCipherSuite>,
    /// the certificate used by this endpoint.
    #[field(3)]
    pub local_certificate: Vec<u8>,
    /// the certificate used by the remote endpoint.
    #[field(4)]
    pub remote_certificate: Vec<u8>,
}

/// What `cipher_suite` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum SecurityTlsCipherSuite {
    /// The cipher suite name in the RFC 4346 format:
    /// https://tools.ietf.org/html/rfc4346#appendix-C
    #[field(1)]
    StandardName(String),
    /// Some other way to describe the cipher suite if
    /// the RFC 4346 name is not available.
    #[field(2)]
    OtherName(String),
}

#[message(name = "OtherSecurity", within = Security)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityOtherSecurity {
    /// The human readable version of the value.
    #[field(1)]
    pub name: String,
    /// The actual security details message.
    #[field(2)]
    pub value: Option<traitwire::well_known::Any>,
}

/// SocketOption represents socket options for a socket.  Specifically, these
/// are the options returned by getsockopt().
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketOption {
    /// The full name of the socket option.  Typically this will be the upper case
    /// name, such as "SO_REUSEPORT".
    #[field(1)]
    pub name: String,
    /// The human readable value of this socket option.  At least one of value or
    /// additional will be set.
    #[field(2)]
    pub value: String,
    /// Additional data associated with the socket option.  At least one of value
    /// or additional will be set.
    #[field(3)]
    pub additional: Option<traitwire::well_known::Any>,
}

/// For use with SocketOption's additional field.  This is primarily used for
/// SO_RCVTIMEO and SO_SNDTIMEO
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketOptionTimeout {
    #[field(1)]
    pub duration: Option<traitwire::well_known::Duration>,
}

/// For use with SocketOption's additional field.  This is primarily used for
/// SO_LINGER.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketOptionLinger {
    /// active maps to `struct linger.l_onoff`
    #[field(1)]
    pub active: bool,
    /// duration maps to `struct linger.l_linger`
    #[field(2)]
    pub duration: Option<traitwire::well_known::Duration>,
}

/// For use with SocketOption's additional field.  Tcp info for
/// SOL_TCP and TCP_INFO.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SocketOptionTcpInfo {
    #[field(1)]
    pub tcpi_state: u32,
    #[field(2)]
    pub tcpi_ca_state: u32,
    #[field(3)]
    pub tcpi_retransmits: u32,
    #[field(4)]
    pub tcpi_probes: u32,
    #[field(5)]
    pub tcpi_backoff: u32,
    #[field(6)]
    pub tcpi_options: u32,
    #[field(7)]
    pub tcpi_snd_wscale: u32,
    #[field(8)]
    pub tcpi_rcv_wscale: u32,
    #[field(9)]
    pub tcpi_rto: u32,
    #[field(10)]
    pub tcpi_ato: u32,
    #[field(11)]
    pub tcpi_snd_mss: u32,
    #[field(12)]
    pub tcpi_rcv_mss: u32,
    #[field(13)]
    pub tcpi_unacked: u32,
    #[field(14)]
    pub tcpi_sacked: u32,
    #[field(15)]
    pub tcpi_lost: u32,
    #[field(16)]
    pub tcpi_retrans: u32,
    #[field(17)]
    pub tcpi_fackets: u32,
    #[field(18)]
    pub tcpi_last_data_sent: u32,
    #[field(19)]
    pub tcpi_last_ack_sent: u32,
    #[field(20)]
    pub tcpi_last_data_recv: u32,
    #[field(21)]
    pub tcpi_last_ack_recv: u32,
    #[field(22)]
    pub tcpi_pmtu: u32,
    #[field(23)]
    pub tcpi_rcv_ssthresh: u32,
    #[field(24)]
    pub tcpi_rtt: u32,
    #[field(25)]
    pub tcpi_rttvar: u32,
    #[field(26)]
    pub tcpi_snd_ssthresh: u32,
    #[field(27)]
    pub tcpi_snd_cwnd: u32,
    #[field(28)]
    pub tcpi_advmss: u32,
    #[field(29)]
    pub tcpi_reordering: u32,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetTopChannelsRequest {
    /// start_channel_id indicates that only channels at or above this id should be
    /// included in the results.
    /// To request the first page, this should be set to 0. To request
    /// subsequent pages, the client generates this value by adding 1 to
    /// the highest seen result ID.
    #[field(1)]
    pub start_channel_id: i64,
    /// If non-zero, the server will return a page of results containing
    /// at most this many items. If zero, the server will choose a
    /// reasonable page size.  Must never be negative.
    #[field(2)]
    pub max_results: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetTopChannelsResponse {
    /// list of channels that the connection detail service knows about.  Sorted in
    /// ascending channel_id order.
    /// Must contain at least 1 result, otherwise 'end' must be true.
    #[field(1)]
    pub channel: Vec<Channel>,
    /// If set, indicates that the list of channels is the final list.  Requesting
    /// more channels can only return more if they are created after this RPC
    /// completes.
    #[field(2)]
    pub end: bool,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServersRequest {
    /// start_server_id indicates that only servers at or above this id should be
    /// included in the results.
    /// To request the first page, this must be set to 0. To request
    /// subsequent pages, the client generates this value by adding 1 to
    /// the highest seen result ID.
    #[field(1)]
    pub start_server_id: i64,
    /// If non-zero, the server will return a page of results containing
    /// at most this many items. If zero, the server will choose a
    /// reasonable page size.  Must never be negative.
    #[field(2)]
    pub max_results: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServersResponse {
    /// list of servers that the connection detail service knows about.  Sorted in
    /// ascending server_id order.
    /// Must contain at least 1 result, otherwise 'end' must be true.
    #[field(1)]
    pub server: Vec<Server>,
    /// If set, indicates that the list of servers is the final list.  Requesting
    /// more servers will only return more if they are created after this RPC
    /// completes.
    #[field(2)]
    pub end: bool,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServerRequest {
    /// server_id is the identifier of the specific server to get.
    #[field(1)]
    pub server_id: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServerResponse {
    /// The Server that corresponds to the requested server_id.  This field
    /// should be set.
    #[field(1)]
    pub server: Option<Server>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServerSocketsRequest {
    #[field(1)]
    pub server_id: i64,
    /// start_socket_id indicates that only sockets at or above this id should be
    /// included in the results.
    /// To request the first page, this must be set to 0. To request
    /// subsequent pages, the client generates this value by adding 1 to
    /// the highest seen result ID.
    #[field(2)]
    pub start_socket_id: i64,
    /// If non-zero, the server will return a page of results containing
    /// at most this many items. If zero, the server will choose a
    /// reasonable page size.  Must never be negative.
    #[field(3)]
    pub max_results: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetServerSocketsResponse {
    /// list of socket refs that the connection detail service knows about.  Sorted in
    /// ascending socket_id order.
    /// Must contain at least 1 result, otherwise 'end' must be true.
    #[field(1)]
    pub socket_ref: Vec<SocketRef>,
    /// If set, indicates that the list of sockets is the final list.  Requesting
    /// more sockets will only return more if they are created after this RPC
    /// completes.
    #[field(2)]
    pub end: bool,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetChannelRequest {
    /// channel_id is the identifier of the specific channel to get.
    #[field(1)]
    pub channel_id: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetChannelResponse {
    /// The Channel that corresponds to the requested channel_id.  This field
    /// should be set.
    #[field(1)]
    pub channel: Option<Channel>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetSubchannelRequest {
    /// subchannel_id is the identifier of the specific subchannel to get.
    #[field(1)]
    pub subchannel_id: i64,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetSubchannelResponse {
    /// The Subchannel that corresponds to the requested subchannel_id.  This
    /// field should be set.
    #[field(1)]
    pub subchannel: Option<Subchannel>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetSocketRequest {
    /// socket_id is the identifier of the specific socket to get.
    #[field(1)]
    pub socket_id: i64,
    /// If true, the response will contain only high level information
    /// that is inexpensive to obtain. Fields thay may be omitted are
    /// documented.
    #[field(2)]
    pub summary: bool,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetSocketResponse {
    /// The Socket that corresponds to the requested socket_id.  This field
    /// should be set.
    #[field(1)]
    pub socket: Option<Socket>,
}
