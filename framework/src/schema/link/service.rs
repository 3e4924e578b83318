//! Records of services as descriptors.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, MethodOptions, ServiceDescriptorProto, ServiceOptions};

use super::message::deprecated;
use crate::schema::names::join;
use crate::schema::spec::{Idempotency, MethodSpec, PayloadMessage, ServiceSpec};

/// The descriptor of a service.
pub(super) fn service(spec: &ServiceSpec) -> ServiceDescriptorProto {
    ServiceDescriptorProto {
        name: Some(spec.name.to_owned()),
        method: spec
            .methods
            .iter()
            .map(|method| self::method(spec, method))
            .collect(),
        options: deprecated(spec.deprecated, |flag| ServiceOptions {
            deprecated: flag,
            ..Default::default()
        }),
    }
}

fn method(service: &ServiceSpec, spec: &MethodSpec) -> MethodDescriptorProto {
    let type_of = |message: PayloadMessage| match message {
        PayloadMessage::Message(message) => format!(".{}", message().full_name()),
        PayloadMessage::Unit => format!(".{}", join(service.package.name, spec.empty_reply)),
    };
    MethodDescriptorProto {
        name: Some(spec.name.to_owned()),
        input_type: Some(type_of(spec.request.message)),
        output_type: Some(type_of(spec.reply.message)),
        options: options(spec),
        client_streaming: spec.request.streaming.then_some(true),
        server_streaming: spec.reply.streaming.then_some(true),
    }
}

fn options(spec: &MethodSpec) -> Option<MethodOptions> {
    let level = match spec.idempotency {
        Idempotency::Unknown => None,
        Idempotency::NoSideEffects => Some(IdempotencyLevel::NoSideEffects),
        Idempotency::Idempotent => Some(IdempotencyLevel::Idempotent),
    };
    (spec.deprecated || level.is_some()).then(|| MethodOptions {
        deprecated: spec.deprecated.then_some(true),
        idempotency_level: level.map(Into::into),
        ..Default::default()
    })
}
