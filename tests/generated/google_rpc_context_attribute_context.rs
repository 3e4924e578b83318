// Copyright 2026 Google LLC
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

//! `google/rpc/context/attribute_context.proto`, printed by `proto import`.

use std::collections::HashMap;

use traitwire::prelude::*;

traitwire::package!(
    "google.rpc.context",
    file = "google/rpc/context/attribute_context.proto",
    go_package =
        "google.golang.org/genproto/googleapis/rpc/context/attribute_context;attribute_context",
    java_multiple_files = true,
    java_outer_classname = "AttributeContextProto",
    java_package = "com.google.rpc.context"
);

/// This message defines the standard attribute vocabulary for Google APIs.
///
/// An attribute is a piece of metadata that describes an activity on a network
/// service. For example, the size of an HTTP request, or the status code of
/// an HTTP response.
///
/// Each attribute has a type and a name, which is logically defined as
/// a proto message field in `AttributeContext`. The field type becomes the
/// attribute type, and the field path becomes the attribute name. For example,
/// the attribute `source.ip` maps to field `AttributeContext.source.ip`.
///
/// This message definition is guaranteed not to have any wire breaking change.
/// So you can use it directly for passing attributes across different systems.
///
/// NOTE: Different system may generate different subset of attributes. Please
/// verify the system specification before relying on an attribute generated
/// a system.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContext {
    /// The origin of a network activity. In a multi hop network activity,
    /// the origin represents the sender of the first hop. For the first hop,
    /// the `source` and the `origin` must have the same content.
    #[field(7)]
    pub origin: Option<AttributeContextPeer>,
    /// The source of a network activity, such as starting a TCP connection.
    /// In a multi hop network activity, the source represents the sender of the
    /// last hop.
    #[field(1)]
    pub source: Option<AttributeContextPeer>,
    /// The destination of a network activity, such as accepting a TCP connection.
    /// In a multi hop network activity, the destination represents the receiver of
    /// the last hop.
    #[field(2)]
    pub destination: Option<AttributeContextPeer>,
    /// Represents a network request, such as an HTTP request.
    #[field(3)]
    pub request: Option<AttributeContextRequest>,
    /// Represents a network response, such as an HTTP response.
    #[field(4)]
    pub response: Option<AttributeContextResponse>,
    /// Represents a target resource that is involved with a network activity.
    /// If multiple resources are involved with an activity, this must be the
    /// primary one.
    #[field(5)]
    pub resource: Option<AttributeContextResource>,
    /// Represents an API operation that is involved to a network activity.
    #[field(6)]
    pub api: Option<AttributeContextApi>,
    /// Supports extensions for advanced use cases, such as logs and metrics.
    #[field(8)]
    pub extensions: Vec<traitwire::well_known::Any>,
}

/// This message defines attributes for a node that handles a network request.
/// The node can be either a service or an application that sends, forwards,
/// or receives the request. Service peers should fill in
/// `principal` and `labels` as appropriate.
#[message(name = "Peer", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextPeer {
    /// The IP address of the peer.
    #[field(1)]
    pub ip: String,
    /// The network port of the peer.
    #[field(2)]
    pub port: i64,
    /// The labels associated with the peer.
    #[field(6)]
    pub labels: HashMap<String, String>,
    /// The identity of this peer. Similar to `Request.auth.principal`, but
    /// relative to the peer instead of the request. For example, the
    /// identity associated with a load balancer that forwarded the request.
    #[field(7)]
    pub principal: String,
    /// The CLDR country/region code associated with the above IP address.
    /// If the IP address is private, the `region_code` should reflect the
    /// physical location where this peer is running.
    #[field(8)]
    pub region_code: String,
}

/// This message defines attributes associated with API operations, such as
/// a network API request. The terminology is based on the conventions used
/// by Google APIs, Istio, and OpenAPI.
#[message(name = "Api", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextApi {
    /// The API service name. It is a logical identifier for a networked API,
    /// such as "pubsub.googleapis.com". The naming syntax depends on the
    /// API management system being used for handling the request.
    #[field(1)]
    pub service: String,
    /// The API operation name. For gRPC requests, it is the fully qualified API
    /// method name, such as "google.pubsub.v1.Publisher.Publish". For OpenAPI
    /// requests, it is the `operationId`, such as "getPet".
    #[field(2)]
    pub operation: String,
    /// The API protocol used for sending the request, such as "http", "https",
    /// "grpc", or "internal".
    #[field(3)]
    pub protocol: String,
    /// The API version associated with the API operation above, such as "v1" or
    /// "v1alpha1".
    #[field(4)]
    pub version: String,
}

/// This message defines request authentication attributes. Terminology is
/// based on the JSON Web Token (JWT) standard, but the terms also
/// correlate to concepts in other standards.
#[message(name = "Auth", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextAuth {
    /// The authenticated principal. Reflects the issuer (`iss`) and subject
    /// (`sub`) claims within a JWT. The issuer and subject should be `/`
    /// delimited, with `/` percent-encoded within the subject fragment. For
    /// Google accounts, the principal format is:
    /// "https://accounts.google.com/{id}"
    #[field(1)]
    pub principal: String,
    /// The intended audience(s) for this authentication information. Reflects
    /// the audience (`aud`) claim within a JWT. The audience
    /// value(s) depends on the `issuer`, but typically include one or more of
    /// the following pieces of information:
    ///
    /// *  The services intended to receive the credential. For example,
    ///    ["https://pubsub.googleapis.com/", "https://storage.googleapis.com/"].
    /// *  A set of service-based scopes. For example,
    ///    ["https://www.googleapis.com/auth/cloud-platform"].
    /// *  The client id of an app, such as the Firebase project id for JWTs
    ///    from Firebase Auth.
    ///
    /// Consult the documentation for the credential issuer to determine the
    /// information provided.
    #[field(2)]
    pub audiences: Vec<String>,
    /// The authorized presenter of the credential. Reflects the optional
    /// Authorized Presenter (`azp`) claim within a JWT or the
    /// OAuth client id. For example, a Google Cloud Platform client id looks
    /// as follows: "123456789012.apps.googleusercontent.com".
    #[field(3)]
    pub presenter: String,
    /// Structured claims presented with the credential. JWTs include
    /// `{key: value}` pairs for standard and private claims. The following
    /// is a subset of the standard required and optional claims that would
    /// typically be presented for a Google-based JWT:
    ///
    ///    {'iss': 'accounts.google.com',
    ///     'sub': '113289723416554971153',
    ///     'aud': ['123456789012', 'pubsub.googleapis.com'],
    ///     'azp': '123456789012.apps.googleusercontent.com',
    ///     'email': 'jsmith@example.com',
    ///     'iat': 1353601026,
    ///     'exp': 1353604926}
    ///
    /// SAML assertions are similarly specified, but with an identity provider
    /// dependent structure.
    #[field(4)]
    pub claims: Option<traitwire::well_known::Struct>,
    /// A list of access level resource names that allow resources to be
    /// accessed by authenticated requester. It is part of Secure GCP processing
    /// for the incoming request. An access level string has the format:
    /// "//{api_service_name}/accessPolicies/{policy_id}/accessLevels/{short_name}"
    ///
    /// Example:
    /// "//accesscontextmanager.googleapis.com/accessPolicies/MY_POLICY_ID/accessLevels/MY_LEVEL"
    #[field(5)]
    pub access_levels: Vec<String>,
}

/// This message defines attributes for an HTTP request. If the actual
/// request is not an HTTP request, the runtime system should try to map
/// the actual request to an equivalent HTTP request.
#[message(name = "Request", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextRequest {
    /// The unique ID for a request, which can be propagated to downstream
    /// systems. The ID should have low probability of collision
    /// within a single day for a specific service.
    #[field(1)]
    pub id: String,
    /// The HTTP request method, such as `GET`, `POST`.
    #[field(2)]
    pub method: String,
    /// The HTTP request headers. If multiple headers share the same key, they
    /// must be merged according to the HTTP spec. All header keys must be
    /// lowercased, because HTTP header keys are case-insensitive.
    #[field(3)]
    pub headers: HashMap<String, String>,
    /// The HTTP URL path, excluding the query parameters.
    #[field(4)]
    pub path: String,
    /// The HTTP request `Host` header value.
    #[field(5)]
    pub host: String,
    /// The HTTP URL scheme, such as `http` and `https`.
    #[field(6)]
    pub scheme: String,
    /// The HTTP URL query in the format of `name1=value1&name2=value2`, as it
    /// appears in the first line of the HTTP request. No decoding is performed.
    #[field(7)]
    pub query: String,
    /// The timestamp when the `destination` service receives the last byte of
    /// the request.
    #[field(9)]
    pub time: Option<traitwire::well_known::Timestamp>,
    /// The HTTP request size in bytes. If unknown, it must be -1.
    #[field(10)]
    pub size: i64,
    /// The network protocol used with the request, such as "http/1.1",
    /// "spdy/3", "h2", "h2c", "webrtc", "tcp", "udp", "quic". See
    /// https://www.iana.org/assignments/tls-extensiontype-values/tls-extensiontype-values.xhtml#alpn-protocol-ids
    /// for details.
    #[field(11)]
    pub protocol: String,
    /// A special parameter for request reason. It is used by security systems
    /// to associate auditing information with a request.
    #[field(12)]
    pub reason: String,
    /// The request authentication. May be absent for unauthenticated requests.
    /// Derived from the HTTP request `Authorization` header or equivalent.
    #[field(13)]
    pub auth: Option<AttributeContextAuth>,
    /// The values from Origin header from the HTTP request, such as
    /// "https://console.cloud.google.com". Modern browsers can only have one
    /// origin. Special browsers and/or HTTP clients may require multiple
    /// origins.
    #[field(14)]
    pub origin: String,
}

/// This message defines attributes for a typical network response. It
/// generally models semantics of an HTTP response.
#[message(name = "Response", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextResponse {
    /// The HTTP response status code, such as `200` and `404`.
    #[field(1)]
    pub code: i64,
    /// The HTTP response size in bytes. If unknown, it must be -1.
    #[field(2)]
    pub size: i64,
    /// The HTTP response headers. If multiple headers share the same key, they
    /// must be merged according to HTTP spec. All header keys must be
    /// lowercased, because HTTP header keys are case-insensitive.
    #[field(3)]
    pub headers: HashMap<String, String>,
    /// The timestamp when the `destination` service sends the last byte of
    /// the response.
    #[field(4)]
    pub time: Option<traitwire::well_known::Timestamp>,
    /// The amount of time it takes the backend service to fully respond to a
    /// request. Measured from when the destination service starts to send the
    /// request to the backend until when the destination service receives the
    /// complete response from the backend.
    #[field(5)]
    pub backend_latency: Option<traitwire::well_known::Duration>,
}

/// This message defines core attributes for a resource. A resource is an
/// addressable (named) entity provided by the destination service. For
/// example, a file stored on a network storage service.
#[message(name = "Resource", within = AttributeContext)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeContextResource {
    /// The name of the service that this resource belongs to, such as
    /// `pubsub.googleapis.com`. The service may be different from the DNS
    /// hostname that actually serves the request.
    #[field(1)]
    pub service: String,
    /// The stable identifier (name) of a resource on the `service`. A resource
    /// can be logically identified as "//{resource.service}/{resource.name}".
    /// The differences between a resource name and a URI are:
    ///
    /// *   Resource name is a logical identifier, independent of network
    ///     protocol and API version. For example,
    ///     `//pubsub.googleapis.com/projects/123/topics/news-feed`.
    /// *   URI often includes protocol and version information, so it can
    ///     be used directly by applications. For example,
    ///     `https://pubsub.googleapis.com/v1/projects/123/topics/news-feed`.
    ///
    /// See https://cloud.google.com/apis/design/resource_names for details.
    #[field(2)]
    pub name: String,
    /// The type of the resource. The syntax is platform-specific because
    /// different platforms define their resources differently.
    ///
    /// For Google APIs, the type format must be "{service}/{kind}", such as
    /// "pubsub.googleapis.com/Topic".
    #[field(3)]
    pub r#type: String,
    /// The labels or tags on the resource, such as AWS resource tags and
    /// Kubernetes resource labels.
    #[field(4)]
    pub labels: HashMap<String, String>,
    /// The unique identifier of the resource. UID is unique in the time
    /// and space for this resource within the scope of the service. It is
    /// typically generated by the server on successful creation of a resource
    /// and must not be changed. UID is used to uniquely identify resources
    /// with resource name reuses. This should be a UUID4.
    #[field(5)]
    pub uid: String,
    /// Annotations is an unstructured key-value map stored with a resource that
    /// may be set by external tools to store and retrieve arbitrary metadata.
    /// They are not queryable and should be preserved when modifying objects.
    ///
    /// More info:
    /// https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
    #[field(6)]
    pub annotations: HashMap<String, String>,
    /// Mutable. The display name set by clients. Must be <= 63 characters.
    #[field(7)]
    pub display_name: String,
    /// Output only. The timestamp when the resource was created. This may
    /// be either the time creation was initiated or when it was completed.
    #[field(8)]
    pub create_time: Option<traitwire::well_known::Timestamp>,
    /// Output only. The timestamp when the resource was last updated. Any
    /// change to the resource made by users must refresh this value.
    /// Changes to a resource made by the service should refresh this value.
    #[field(9)]
    pub update_time: Option<traitwire::well_known::Timestamp>,
    /// Output only. The timestamp when the resource was deleted.
    /// If the resource is not deleted, this must be empty.
    #[field(10)]
    pub delete_time: Option<traitwire::well_known::Timestamp>,
    /// Output only. An opaque value that uniquely identifies a version or
    /// generation of a resource. It can be used to confirm that the client
    /// and server agree on the ordering of a resource being written.
    #[field(11)]
    pub etag: String,
    /// Immutable. The location of the resource. The location encoding is
    /// specific to the service provider, and new encoding may be introduced
    /// as the service evolves.
    ///
    /// For Google Cloud products, the encoding is what is used by Google Cloud
    /// APIs, such as `us-east1`, `aws-us-east-1`, and `azure-eastus2`. The
    /// semantics of `location` is identical to the
    /// `cloud.googleapis.com/location` label used by some Google Cloud APIs.
    #[field(12)]
    pub location: String,
}
