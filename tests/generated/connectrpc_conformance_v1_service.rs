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

//! `connectrpc/conformance/v1/service.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "connectrpc.conformance.v1",
    file = "connectrpc/conformance/v1/service.proto"
);

/// The service implemented by conformance test servers. This is implemented by
/// the reference servers, used to test clients, and is expected to be implemented
/// by test servers, since this is the service used by reference clients.
///
/// Test servers must implement the service as described.
#[service]
pub trait ConformanceService {
    /// A unary operation. The request indicates the response headers and trailers
    /// and also indicates either a response message or an error to send back.
    ///
    /// Response message data is specified as bytes. The service should echo back
    /// request properties in the ConformancePayload and then include the message
    /// data in the data field.
    ///
    /// If the response_delay_ms duration is specified, the server should wait the
    /// given duration after reading the request before sending the corresponding
    /// response.
    ///
    /// Servers should allow the response definition to be unset in the request and
    /// if it is, set no response headers or trailers and return no response data.
    /// The returned payload should only contain the request info.
    async fn unary(&self, request: UnaryRequest) -> Result<UnaryResponse, Status>;

    /// A server-streaming operation. The request indicates the response headers,
    /// response messages, trailers, and an optional error to send back. The
    /// response data should be sent in the order indicated, and the server should
    /// wait between sending response messages as indicated.
    ///
    /// Response message data is specified as bytes. The service should echo back
    /// request properties in the first ConformancePayload, and then include the
    /// message data in the data field. Subsequent messages after the first one
    /// should contain only the data field.
    ///
    /// Servers should immediately send response headers on the stream before sleeping
    /// for any specified response delay and/or sending the first message so that
    /// clients can be unblocked reading response headers.
    ///
    /// If a response definition is not specified OR is specified, but response data
    /// is empty, the server should skip sending anything on the stream. When there
    /// are no responses to send, servers should throw an error if one is provided
    /// and return without error if one is not. Stream headers and trailers should
    /// still be set on the stream if provided regardless of whether a response is
    /// sent or an error is thrown.
    async fn server_stream(
        &self,
        request: ServerStreamRequest,
    ) -> Result<Streaming<ServerStreamResponse>, Status>;

    /// A client-streaming operation. The first request indicates the response
    /// headers and trailers and also indicates either a response message or an
    /// error to send back.
    ///
    /// Response message data is specified as bytes. The service should echo back
    /// request properties, including all request messages in the order they were
    /// received, in the ConformancePayload and then include the message data in
    /// the data field.
    ///
    /// If the input stream is empty, the server's response will include no data,
    /// only the request properties (headers, timeout).
    ///
    /// Servers should only read the response definition from the first message in
    /// the stream and should ignore any definition set in subsequent messages.
    ///
    /// Servers should allow the response definition to be unset in the request and
    /// if it is, set no response headers or trailers and return no response data.
    /// The returned payload should only contain the request info.
    async fn client_stream(
        &self,
        requests: Streaming<ClientStreamRequest>,
    ) -> Result<ClientStreamResponse, Status>;

    /// A bidirectional-streaming operation. The first request indicates the response
    /// headers, response messages, trailers, and an optional error to send back.
    /// The response data should be sent in the order indicated, and the server
    /// should wait between sending response messages as indicated.
    ///
    /// Response message data is specified as bytes and should be included in the
    /// data field of the ConformancePayload in each response.
    ///
    /// Servers should send responses indicated according to the rules of half duplex
    /// vs. full duplex streams. Once all responses are sent, the server should either
    /// return an error if specified or close the stream without error.
    ///
    /// Servers should immediately send response headers on the stream before sleeping
    /// for any specified response delay and/or sending the first message so that
    /// clients can be unblocked reading response headers.
    ///
    /// If a response definition is not specified OR is specified, but response data
    /// is empty, the server should skip sending anything on the stream. Stream
    /// headers and trailers should always be set on the stream if provided
    /// regardless of whether a response is sent or an error is thrown.
    ///
    /// If the full_duplex field is true:
    /// - the handler should read one request and then send back one response, and
    ///   then alternate, reading another request and then sending back another response, etc.
    ///
    /// - if the server receives a request and has no responses to send, it
    ///   should throw the error specified in the request.
    ///
    /// - the service should echo back all request properties in the first response
    ///   including the last received request. Subsequent responses should only
    ///   echo back the last received request.
    ///
    /// - if the response_delay_ms duration is specified, the server should wait the given
    ///   duration after reading the request before sending the corresponding
    ///   response.
    ///
    /// If the full_duplex field is false:
    /// - the handler should read all requests until the client is done sending.
    ///   Once all requests are read, the server should then send back any responses
    ///   specified in the response definition.
    ///
    /// - the server should echo back all request properties, including all request
    ///   messages in the order they were received, in the first response. Subsequent
    ///   responses should only include the message data in the data field.
    ///
    /// - if the response_delay_ms duration is specified, the server should wait that
    ///   long in between sending each response message.
    async fn bidi_stream(
        &self,
        requests: Streaming<BidiStreamRequest>,
    ) -> Result<Streaming<BidiStreamResponse>, Status>;

    /// A unary endpoint that the server should not implement and should instead
    /// return an unimplemented error when invoked.
    async fn unimplemented(
        &self,
        request: UnimplementedRequest,
    ) -> Result<UnimplementedResponse, Status>;

    /// A unary endpoint denoted as having no side effects (i.e. idempotent).
    /// Implementations should use an HTTP GET when invoking this endpoint and
    /// leverage query parameters to send data.
    #[no_side_effects]
    async fn idempotent_unary(
        &self,
        request: IdempotentUnaryRequest,
    ) -> Result<IdempotentUnaryResponse, Status>;
}

/// A definition of a response to be sent from a single-response endpoint.
/// Can be used to define a response for unary or client-streaming calls.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnaryResponseDefinition {
    /// Response headers to send
    #[field(1)]
    pub response_headers: Vec<Header>,
    #[field(oneof)]
    pub response: Option<UnaryResponseDefinitionResponse>,
    /// Response trailers to send - together with the error if present
    #[field(4)]
    pub response_trailers: Vec<Header>,
    /// Wait this many milliseconds before sending a response message
    #[field(6)]
    pub response_delay_ms: u32,
    /// This field is only used by the reference server. If you are implementing a
    /// server under test, you can ignore this field or respond with an error if the
    /// server receives a request where it is set.
    ///
    /// For test definitions, this field should be used instead of the above fields.
    #[field(5)]
    pub raw_response: Option<RawHTTPResponse>,
}

/// What `response` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum UnaryResponseDefinitionResponse {
    /// Response data to send
    #[field(2)]
    ResponseData(Vec<u8>),
    /// Error to raise instead of response message
    /// Servers should build a RequestInfo and append it to the details of the
    /// requested error.
    #[field(3)]
    Error(Error),
}

/// A definition of responses to be sent from a streaming endpoint.
/// Can be used to define responses for server-streaming or bidi-streaming calls.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamResponseDefinition {
    /// Response headers to send
    #[field(1)]
    pub response_headers: Vec<Header>,
    /// Response data to send
    #[field(2)]
    pub response_data: Vec<Vec<u8>>,
    /// Wait this many milliseconds before sending each response message
    #[field(3)]
    pub response_delay_ms: u32,
    /// Optional error to raise, but only after sending any response messages.
    /// In the event an immediate error is thrown before any responses are sent,
    /// (i.e. the equivalent of a trailers-only response), then servers should
    /// build a RequestInfo message with available information and append that to
    /// the error details.
    #[field(4)]
    pub error: Option<Error>,
    /// Response trailers to send - together with the error if present
    #[field(5)]
    pub response_trailers: Vec<Header>,
    /// This field is only used by the reference server. If you are implementing a
    /// server under test, you can ignore this field or respond with an error if the
    /// server receives a request where it is set.
    ///
    /// For test definitions, this field should be used instead of the above fields.
    #[field(6)]
    pub raw_response: Option<RawHTTPResponse>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnaryRequest {
    /// The response definition which should be returned in the conformance payload
    #[field(1)]
    pub response_definition: Option<UnaryResponseDefinition>,
    /// Additional data. Only used to pad the request size to test large request messages.
    #[field(2)]
    pub request_data: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnaryResponse {
    /// The conformance payload to respond with.
    #[field(1)]
    pub payload: Option<ConformancePayload>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdempotentUnaryRequest {
    /// The response definition which should be returned in the conformance payload
    #[field(1)]
    pub response_definition: Option<UnaryResponseDefinition>,
    /// Additional data. Only used to pad the request size to test large request messages.
    #[field(2)]
    pub request_data: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdempotentUnaryResponse {
    /// The conformance payload to respond with.
    #[field(1)]
    pub payload: Option<ConformancePayload>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerStreamRequest {
    /// The response definition which should be returned in the conformance payload.
    #[field(1)]
    pub response_definition: Option<StreamResponseDefinition>,
    /// Additional data. Only used to pad the request size to test large request messages.
    #[field(2)]
    pub request_data: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerStreamResponse {
    /// The conformance payload to respond with
    #[field(1)]
    pub payload: Option<ConformancePayload>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientStreamRequest {
    /// Tells the server how to reply once all client messages are
    /// complete. Required in the first message in the stream, but
    /// should be ignored in subsequent messages.
    #[field(1)]
    pub response_definition: Option<UnaryResponseDefinition>,
    /// Additional data for subsequent messages in the stream. Also
    /// used to pad the request size to test large request messages.
    #[field(2)]
    pub request_data: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientStreamResponse {
    /// The conformance payload to respond with
    #[field(1)]
    pub payload: Option<ConformancePayload>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BidiStreamRequest {
    /// Tells the server how to reply; required in the first message
    /// in the stream. Should be ignored in subsequent messages.
    #[field(1)]
    pub response_definition: Option<StreamResponseDefinition>,
    /// Tells the server whether it should wait for each request
    /// before sending a response.
    ///
    /// If true, it indicates the server should effectively interleave the
    /// stream so messages are sent in request->response pairs.
    ///
    /// If false, then the response stream will be sent once all request messages
    /// are finished sending with the only delays between messages
    /// being the optional fixed milliseconds defined in the response
    /// definition.
    ///
    /// This field is only relevant in the first message in the stream
    /// and should be ignored in subsequent messages.
    #[field(2)]
    pub full_duplex: bool,
    /// Additional data for subsequent messages in the stream. Also
    /// used to pad the request size to test large request messages.
    #[field(3)]
    pub request_data: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BidiStreamResponse {
    /// The conformance payload to respond with
    #[field(1)]
    pub payload: Option<ConformancePayload>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnimplementedRequest {}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnimplementedResponse {}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConformancePayload {
    /// Any response data specified in the response definition to the server should be
    /// echoed back here.
    #[field(1)]
    pub data: Vec<u8>,
    /// Echoes back information about the request stream observed so far.
    #[field(2)]
    pub request_info: Option<ConformancePayloadRequestInfo>,
}

#[message(name = "RequestInfo", within = ConformancePayload)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConformancePayloadRequestInfo {
    /// The server echos back the request headers it observed here.
    #[field(1)]
    pub request_headers: Vec<Header>,
    /// The timeout observed that was included in the request. Other timeouts use a
    /// type of uint32, but we want to be lenient here to allow whatever value the RPC
    /// server observes, even if it's outside the range of uint32.
    #[field(2)]
    pub timeout_ms: Option<i64>,
    /// The server should echo back all requests received.
    /// For unary and server-streaming requests, this should always contain a single request
    /// For client-streaming and half-duplex bidi-streaming, this should contain
    /// all client requests in the order received and be present in each response.
    /// For full-duplex bidirectional-streaming, this should contain all requests in the order
    /// they were received since the last sent response.
    #[field(3)]
    pub requests: Vec<traitwire::well_known::Any>,
    /// If present, the request used the Connect protocol and a GET method. This
    /// captures other relevant information about the request. If a server implementation
    /// is unable to populate this (due to the server framework not exposing all of these
    /// details to application code), it may be an empty message. This implies that the
    /// server framework, at a minimum, at least expose to application code whether the
    /// request used GET vs. POST.
    #[field(4)]
    pub connect_get_info: Option<ConformancePayloadConnectGetInfo>,
}

#[message(name = "ConnectGetInfo", within = ConformancePayload)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConformancePayloadConnectGetInfo {
    /// The query params observed in the request URL.
    #[field(1)]
    pub query_params: Vec<Header>,
}

/// An error definition used for specifying a desired error response
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Error {
    /// The error code.
    /// For a list of Connect error codes see: https://connectrpc.com/docs/protocol#error-codes
    #[field(1)]
    pub code: Open<super::connectrpc_conformance_v1_config::Code>,
    /// If this value is absent in a test case response definition, the contents of the
    /// actual error message will not be checked. This is useful for certain kinds of
    /// error conditions where the exact message to be used is not specified, only the
    /// code.
    #[field(2)]
    pub message: Option<String>,
    /// Errors in Connect and gRPC protocols can have arbitrary messages
    /// attached to them, which are known as error details.
    #[field(3)]
    pub details: Vec<traitwire::well_known::Any>,
}

/// A tuple of name and values (ASCII) for a header or trailer entry.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Header/trailer name (key).
    #[field(1)]
    pub name: String,
    /// Header/trailer value. This is repeated to explicitly support headers and
    /// trailers where a key is repeated. In such a case, these values must be in
    /// the same order as which values appeared in the header or trailer block.
    #[field(2)]
    pub value: Vec<String>,
}

/// RawHTTPRequest models a raw HTTP request. This can be used to craft
/// custom requests with odd properties (including certain kinds of
/// malformed requests) to test edge cases in servers.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawHTTPRequest {
    /// The HTTP verb (i.e. GET , POST).
    #[field(1)]
    pub verb: String,
    /// The URI to send the request to.
    #[field(2)]
    pub uri: String,
    /// Any headers to set on the request.
    #[field(3)]
    pub headers: Vec<Header>,
    /// These query params will be encoded and added to the uri before
    /// the request is sent.
    #[field(4)]
    pub raw_query_params: Vec<Header>,
    /// This provides an easier way to define a complex binary query param
    /// than having to write literal base64-encoded bytes in raw_query_params.
    #[field(5)]
    pub encoded_query_params: Vec<RawHTTPRequestEncodedQueryParam>,
    #[field(oneof)]
    pub body: Option<RawHTTPRequestBody>,
}

/// What `body` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum RawHTTPRequestBody {
    /// The body is a single message.
    #[field(6)]
    Unary(MessageContents),
    /// The body is a stream, encoded using a five-byte
    /// prefix before each item in the stream.
    #[field(7)]
    Stream(StreamContents),
}

#[message(name = "EncodedQueryParam", within = RawHTTPRequest)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawHTTPRequestEncodedQueryParam {
    /// Query param name.
    #[field(1)]
    pub name: String,
    /// Query param value.
    #[field(2)]
    pub value: Option<MessageContents>,
    /// If true, the message contents will be base64-encoded and the
    /// resulting string used as the query parameter value.
    #[field(3)]
    pub base64_encode: bool,
}

/// MessageContents represents a message in a request body.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessageContents {
    /// The message data can be defined in one of three ways.
    #[field(oneof)]
    pub data: Option<MessageContentsData>,
    /// If specified and not identity, the above data will be
    /// compressed using the given algorithm.
    #[field(4)]
    pub compression: Open<super::connectrpc_conformance_v1_config::Compression>,
}

/// What `data` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum MessageContentsData {
    /// Arbitrary bytes.
    #[field(1)]
    Binary(Vec<u8>),
    /// Arbitrary text.
    #[field(2)]
    Text(String),
    /// An actual message. The message inside the Any will be
    /// serialized to the protobuf binary formats, and the
    /// resulting bytes will be the contents.
    #[field(3)]
    BinaryMessage(traitwire::well_known::Any),
}

/// StreamContents represents a sequence of messages in a request body.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamContents {
    /// The messages in the stream.
    #[field(1)]
    pub items: Vec<StreamContentsStreamItem>,
}

#[message(name = "StreamItem", within = StreamContents)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamContentsStreamItem {
    /// must be in the range 0 to 255.
    #[field(1)]
    pub flags: u32,
    /// if absent use actual length of payload
    #[field(2)]
    pub length: Option<u32>,
    #[field(3)]
    pub payload: Option<MessageContents>,
}

/// RawHTTPResponse models a raw HTTP response. This can be used to craft
/// custom responses with odd properties (including certain kinds of
/// malformed responses) to test edge cases in clients.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawHTTPResponse {
    /// If status code is not specified, it will default to a 200 response code.
    #[field(1)]
    pub status_code: u32,
    /// Headers to be set on the response.
    #[field(2)]
    pub headers: Vec<Header>,
    #[field(oneof)]
    pub body: Option<RawHTTPResponseBody>,
    /// Trailers to be set on the response.
    #[field(5)]
    pub trailers: Vec<Header>,
}

/// What `body` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum RawHTTPResponseBody {
    /// The body is a single message.
    #[field(3)]
    Unary(MessageContents),
    /// The body is a stream, encoded using a five-byte
    /// prefix before each item in the stream.
    #[field(4)]
    Stream(StreamContents),
}
