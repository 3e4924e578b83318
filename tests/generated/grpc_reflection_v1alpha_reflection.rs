// Copyright 2016 The gRPC Authors
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
// Service exported by server reflection

// Warning: this entire file is deprecated. Use this instead:
// https://github.com/grpc/grpc-proto/blob/master/grpc/reflection/v1/reflection.proto

//! `grpc/reflection/v1alpha/reflection.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.reflection.v1alpha",
    file = "grpc/reflection/v1alpha/reflection.proto",
    deprecated = true,
    java_multiple_files = true,
    java_outer_classname = "ServerReflectionProto",
    java_package = "io.grpc.reflection.v1alpha"
);

#[service]
pub trait ServerReflection {
    /// The reflection service is structured as a bidirectional stream, ensuring
    /// all related requests go to a single server.
    async fn server_reflection_info(
        &self,
        requests: Streaming<ServerReflectionRequest>,
    ) -> Result<Streaming<ServerReflectionResponse>, Status>;
}

/// The message sent by the client when calling ServerReflectionInfo method.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerReflectionRequest {
    #[field(1)]
    pub host: String,
    /// To use reflection service, the client should set one of the following
    /// fields in message_request. The server distinguishes requests by their
    /// defined field and then handles them using corresponding methods.
    #[field(oneof)]
    pub message_request: Option<ServerReflectionRequestMessageRequest>,
}

/// What `message_request` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum ServerReflectionRequestMessageRequest {
    /// Find a proto file by the file name.
    #[field(3)]
    FileByFilename(String),
    /// Find the proto file that declares the given fully-qualified symbol name.
    /// This field should be a fully-qualified symbol name
    /// (e.g. <package>.<service>[.<method>] or <package>.<type>).
    #[field(4)]
    FileContainingSymbol(String),
    /// Find the proto file which defines an extension extending the given
    /// message type with the given field number.
    #[field(5)]
    FileContainingExtension(ExtensionRequest),
    /// Finds the tag numbers used by all known extensions of extendee_type, and
    /// appends them to ExtensionNumberResponse in an undefined order.
    /// Its corresponding method is best-effort: it's not guaranteed that the
    /// reflection service will implement this method, and it's not guaranteed
    /// that this method will provide all extensions. Returns
    /// StatusCode::UNIMPLEMENTED if it's not implemented.
    /// This field should be a fully-qualified type name. The format is
    /// <package>.<type>
    #[field(6)]
    AllExtensionNumbersOfType(String),
    /// List the full names of registered services. The content will not be
    /// checked.
    #[field(7)]
    ListServices(String),
}

/// The type name and extension number sent by the client when requesting
/// file_containing_extension.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExtensionRequest {
    /// Fully-qualified type name. The format should be <package>.<type>
    #[field(1)]
    pub containing_type: String,
    #[field(2)]
    pub extension_number: i32,
}

/// The message sent by the server to answer ServerReflectionInfo method.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerReflectionResponse {
    #[field(1)]
    pub valid_host: String,
    #[field(2)]
    pub original_request: Option<ServerReflectionRequest>,
    /// The server set one of the following fields accroding to the message_request
    /// in the request.
    #[field(oneof)]
    pub message_response: Option<ServerReflectionResponseMessageResponse>,
}

/// What `message_response` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum ServerReflectionResponseMessageResponse {
    /// This message is used to answer file_by_filename, file_containing_symbol,
    /// file_containing_extension requests with transitive dependencies. As
    /// the repeated label is not allowed in oneof fields, we use a
    /// FileDescriptorResponse message to encapsulate the repeated fields.
    /// The reflection service is allowed to avoid sending FileDescriptorProtos
    /// that were previously sent in response to earlier requests in the stream.
    #[field(4)]
    FileDescriptorResponse(FileDescriptorResponse),
    /// This message is used to answer all_extension_numbers_of_type requst.
    #[field(5)]
    AllExtensionNumbersResponse(ExtensionNumberResponse),
    /// This message is used to answer list_services request.
    #[field(6)]
    ListServicesResponse(ListServiceResponse),
    /// This message is used when an error occurs.
    #[field(7)]
    ErrorResponse(ErrorResponse),
}

/// Serialized FileDescriptorProto messages sent by the server answering
/// a file_by_filename, file_containing_symbol, or file_containing_extension
/// request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileDescriptorResponse {
    /// Serialized FileDescriptorProto messages. We avoid taking a dependency on
    /// descriptor.proto, which uses proto2 only features, by making them opaque
    /// bytes instead.
    #[field(1)]
    pub file_descriptor_proto: Vec<Vec<u8>>,
}

/// A list of extension numbers sent by the server answering
/// all_extension_numbers_of_type request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExtensionNumberResponse {
    /// Full name of the base type, including the package name. The format
    /// is <package>.<type>
    #[field(1)]
    pub base_type_name: String,
    #[field(2)]
    pub extension_number: Vec<i32>,
}

/// A list of ServiceResponse sent by the server answering list_services request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListServiceResponse {
    /// The information of each service may be expanded in the future, so we use
    /// ServiceResponse message to encapsulate it.
    #[field(1)]
    pub service: Vec<ServiceResponse>,
}

/// The information of a single service used by ListServiceResponse to answer
/// list_services request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceResponse {
    /// Full name of a registered service, including its package name. The format
    /// is <package>.<service>
    #[field(1)]
    pub name: String,
}

/// The error code and error message sent by the server when an error occurs.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorResponse {
    /// This field uses the error codes defined in grpc::StatusCode.
    #[field(1)]
    pub error_code: i32,
    #[field(2)]
    pub error_message: String,
}
