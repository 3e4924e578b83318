//! `grpc/health/v1/health.proto`, code first.

use std::collections::BTreeMap;

use traitwire::{Status, Streaming, enumeration, message, service};

traitwire::package!(
    "grpc.health.v1",
    go_package = "google.golang.org/grpc/health/grpc_health_v1",
    java_package = "io.grpc.health.v1",
    java_outer_classname = "HealthProto",
    csharp_namespace = "Grpc.Health.V1"
);

/// Which service is meant.
#[message]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthCheckRequest {
    /// The full name of the service; empty for the server as a whole.
    #[field(1)]
    pub service: String,
}

/// How a service is.
#[message]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthCheckResponse {
    /// Whether it serves.
    #[field(1)]
    pub status: ServingStatus,
}

/// Whether a service serves.
#[enumeration(within = HealthCheckResponse)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ServingStatus {
    /// Nobody has said.
    #[default]
    #[value(name = "UNKNOWN")]
    Unknown = 0,
    /// It serves.
    #[value(name = "SERVING")]
    Serving = 1,
    /// It does not.
    #[value(name = "NOT_SERVING")]
    NotServing = 2,
    /// There is no such service; `Watch` alone says so.
    #[value(name = "SERVICE_UNKNOWN")]
    ServiceUnknown = 3,
}

/// Asks for every service.
#[message]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthListRequest {}

/// How every service is.
#[message]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthListResponse {
    /// By the full name of the service; the server as a whole has the empty one.
    #[field(1)]
    pub statuses: BTreeMap<String, HealthCheckResponse>,
}

/// Whether services serve.
#[service]
pub trait Health {
    /// How a service is now; NOT_FOUND for one that is unknown.
    async fn check(&self, request: HealthCheckRequest) -> Result<HealthCheckResponse, Status>;

    /// How every service is now.
    async fn list(&self, request: HealthListRequest) -> Result<HealthListResponse, Status>;

    /// How a service is now, and each time that changes. One that is unknown is SERVICE_UNKNOWN, and may become known.
    async fn watch(&self, request: HealthCheckRequest) -> Result<Streaming<HealthCheckResponse>, Status>;
}
