//! Health (`grpc.health.v1`): whether a service serves, for balancers, orchestrators and people.
//!
//! Every [`Server`](super::Server) serves it for what is mounted, with a status for each service and one, named "",
//! for all. It behaves as grpc-go's `health` package does: a check of an unknown service is NOT_FOUND, a watch of one
//! says SERVICE_UNKNOWN and goes on, no status is sent twice in a row, and a server that leaves is NOT_SERVING for good.
//! Beyond that, the server as a whole serves while all its parts do; and a part does while its checks pass
//! ([`Server::check`](super::Server::check)) and nobody has said otherwise
//! ([`Handle::set_serving`](super::Handle::set_serving)).

mod checkup;
mod protocol;
mod statuses;
mod watch;

use tonic::Status;

use super::drain::Drain;
use super::ending::Ending;
use crate::rpc::Streaming;
use crate::rpc::excerpt::excerpt;
pub(super) use checkup::{Checkup, expect, run};
#[cfg(feature = "client")]
pub use protocol::HealthClient;
pub use protocol::{
    Health, HealthCheckRequest, HealthCheckResponse, HealthListRequest, HealthListResponse, HealthServer,
    ServingStatus,
};
pub(super) use statuses::Statuses;
use watch::Watch;

/// How many services a list may have, as in grpc-go.
const LIST_MAX: usize = 100;

/// Answers from the statuses of a server.
pub(super) struct Checks {
    statuses: Statuses,
    drain: Drain,
}

impl Checks {
    pub(super) fn new(statuses: Statuses, drain: Drain) -> Self {
        Self { statuses, drain }
    }
}

impl Health for Checks {
    async fn check(&self, request: HealthCheckRequest) -> Result<HealthCheckResponse, Status> {
        let status = self.statuses.get(&request.service).ok_or_else(|| {
            Status::not_found(format!(
                "there is no service `{}` on this server",
                excerpt(&request.service)
            ))
        })?;
        Ok(HealthCheckResponse { status })
    }

    async fn list(&self, _: HealthListRequest) -> Result<HealthListResponse, Status> {
        let statuses = self.statuses.all();
        if statuses.len() > LIST_MAX {
            return Err(Status::resource_exhausted(format!(
                "there are more than {LIST_MAX} services on this server: check them one by one"
            )));
        }
        let statuses = statuses
            .into_iter()
            .map(|(service, status)| (service, HealthCheckResponse { status }))
            .collect();
        Ok(HealthListResponse { statuses })
    }

    async fn watch(&self, request: HealthCheckRequest) -> Result<Streaming<HealthCheckResponse>, Status> {
        let watch = Watch::new(&self.statuses, request.service);
        Ok(Streaming::new(Ending::new(watch, &self.drain)))
    }
}
