//! Load reports out of band (ORCA, gRFC A51): a stream of how loaded the server is, for balancers that ask for it.
//!
//! [`Server::load_reports`](super::Server::load_reports) serves `xds.service.orca.v3.OpenRcaService` from a [`Load`],
//! which the application keeps up to date. What a single call cost goes with its trailers:
//! [`Context::record_load`](crate::Context::record_load).
//!
//! ```no_run
//! # use traitwire::server::{Server, Service};
//! use traitwire::server::orca::Load;
//!
//! # async fn serve(users: impl Service) -> Result<(), traitwire::Error> {
//! let load = Load::new();
//! let server = Server::new().load_reports(&load).add(users).bind("[::]:50051").await?;
//! load.update(|report| report.cpu_utilization = 0.4); // from time to time, elsewhere
//! # server.serve().await
//! # }
//! ```

mod protocol;
mod reports;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tonic::Status;

use super::drain::Drain;
use super::ending::Ending;
use crate::rpc::{LoadReport, Streaming};
#[cfg(feature = "client")]
pub use protocol::OpenRcaServiceClient;
pub use protocol::{LoadReportRequest, OpenRcaService, OpenRcaServiceServer};
use reports::Reports;

/// How often a report is sent at most, unless set, as in grpc-go.
const MIN_INTERVAL: Duration = Duration::from_secs(30);

/// How loaded a server is: the application writes it, [`Server::load_reports`](super::Server::load_reports) tells it.
/// Clones are the same load.
#[derive(Debug, Clone)]
pub struct Load {
    report: Arc<watch::Sender<LoadReport>>,
    min_interval: Duration,
}

impl Load {
    /// No load.
    pub fn new() -> Self {
        Self {
            report: Arc::new(watch::Sender::new(LoadReport::default())),
            min_interval: MIN_INTERVAL,
        }
    }

    /// The shortest time between two reports to one caller: 30 seconds unless set. A caller that asks for less gets
    /// this; below a millisecond is a millisecond.
    #[must_use]
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.min_interval = interval.max(Duration::from_millis(1));
        self
    }

    /// Says how loaded the server is from now on.
    pub fn set(&self, report: LoadReport) {
        self.report.send_replace(report);
    }

    /// Changes what is said. Others wait meanwhile: `change` must not use this load itself.
    pub fn update(&self, change: impl FnOnce(&mut LoadReport)) {
        self.report.send_modify(change);
    }

    /// What is said.
    pub fn report(&self) -> LoadReport {
        self.report.borrow().clone()
    }
}

impl Default for Load {
    fn default() -> Self {
        Self::new()
    }
}

/// Answers from a load.
pub(super) struct Reporter {
    load: Load,
    drain: Drain,
}

impl Reporter {
    pub(super) fn new(load: Load, drain: Drain) -> Self {
        Self { load, drain }
    }
}

impl OpenRcaService for Reporter {
    async fn stream_core_metrics(&self, request: LoadReportRequest) -> Result<Streaming<LoadReport>, Status> {
        let reports = Reports::new(self.load.clone(), request);
        Ok(Streaming::new(Ending::new(reports, &self.drain)))
    }
}
