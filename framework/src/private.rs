//! All that generated code names, and nothing else.
//!
//! Not part of the public interface: it changes with the macros.

pub use http;
pub use http_body;
pub use inventory;
pub use prost;
pub use tower_service;

// Records.
pub use crate::schema::spec::{
    Compression, EnumSpec, FieldSpec, FieldType, ForeignSpec, Idempotency, Kind, MemberSpec, MessageSpec,
    MethodSpec, OneofSpec, PackageSpec, Reserved, ServiceSpec, Shape, Source, ValueSpec,
};

// Rules.
#[cfg(feature = "validate")]
pub use crate::message::validate::{self, Pattern};
pub use crate::schema::rules::{
    self, Family, FieldRules, Ignore, Literal, Part, Rule, RuleName, RuleValue, Ruled, ValueRules,
};

// The codec.
pub use crate::message::enumeration::{self, Enumeration};
pub use crate::message::field::{Field, Key, assert_list, assert_map, assert_optional, expect};
pub use crate::message::name::Name;
pub use crate::message::oneof::{
    Oneof, OneofField, assert_disjoint, assert_oneofs_disjoint, assert_unreserved,
};
pub use crate::message::record::{
    Message, encoded_len, merge_delimited, package_of, package_to_join, put_delimited, put_delimited_tagged,
    put_delimited_unless_empty, spec,
};
pub use crate::message::unknown::KeepsUnknown;
pub use crate::message::value::{Value, encoding, put_tag};
pub use crate::message::with;
pub use crate::message::{DecodeError, Fault, Reader, Sink, SizeHint, WireType};
pub use crate::message::{foreign, interop};

// Errors.
pub use crate::rpc::status::{Detail, Explain, Report, RpcError, report};
pub use tonic::{Code, Status};

// A call.
pub use crate::error::Error;
pub use crate::registry::Root;
pub use crate::rpc::frame::Encode;
pub use crate::rpc::inbound::Inbound;
pub use crate::rpc::method::{Elements, Fallible, IsContext, Lend, Method, MethodState};
pub use crate::rpc::outbound::{Encoder, Outbound};
pub use crate::rpc::payload::{Inspect, Reply, Request};
pub use crate::rpc::total::{AnyElements, AnyError, AnyReply, AnyRequest, AnyResult, Has, Is, IsNot};
pub use crate::rpc::{Body, BoxError, Context, Encoding};

// Interceptors.
pub use crate::interceptor::{Chain, Interceptors, Resources, Slot, Stack, Unsound, enabled};

// The server.
pub use crate::rpc::encodings;
#[cfg(feature = "server")]
pub use crate::server::Origin;
#[cfg(feature = "server")]
pub use crate::server::call::{Handle, Infallible, Place, answer, method_name, serve, unknown_method};
#[cfg(feature = "server")]
pub use crate::server::service::{ResponseFuture, Service, Shared};
pub use tonic::server::NamedService;

// The client.
#[cfg(feature = "client")]
pub use crate::client::Client;
pub use crate::message::field::{Lent, Unlent};
pub use tonic::body::Body as TonicBody;
pub use tonic::client::GrpcService;

/// JSON.
#[cfg(feature = "json")]
pub use crate::message::json::{self, transcoder};

/// Without JSON, there is nothing that makes it.
#[cfg(not(feature = "json"))]
pub const fn transcoder<M: Message>() -> Option<&'static (dyn std::any::Any + Send + Sync)> {
    None
}

/// Passes through what is compiled for JSON only.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "json")]
macro_rules! __json { ($($tokens:tt)*) => { $($tokens)* }; }

/// Passes through what is compiled for JSON only.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "json"))]
macro_rules! __json {
    ($($tokens:tt)*) => {};
}
pub use crate::{__client as client, __json as json, __server as server, __validated as validated};

/// Passes through what is compiled for a server only.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "server")]
macro_rules! __server { ($($tokens:tt)*) => { $($tokens)* }; }

/// Passes through what is compiled for a server only.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "server"))]
macro_rules! __server {
    ($($tokens:tt)*) => {};
}

/// Passes through what is compiled for a client only.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "client")]
macro_rules! __client { ($($tokens:tt)*) => { $($tokens)* }; }

/// Passes through what is compiled for a client only.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "client"))]
macro_rules! __client {
    ($($tokens:tt)*) => {};
}

/// Passes through what is compiled where rules are checked only.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "validate")]
macro_rules! __validated { ($($tokens:tt)*) => { $($tokens)* }; }

/// Passes through what is compiled where rules are checked only.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "validate"))]
macro_rules! __validated {
    ($($tokens:tt)*) => {};
}
