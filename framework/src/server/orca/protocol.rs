//! `xds/service/orca/v3/orca.proto`, code first.

use traitwire::rpc::LoadReport;
use traitwire::well_known::Duration;
use traitwire::{Status, Streaming, message, service};

traitwire::package!(
    "xds.service.orca.v3",
    file = "xds/service/orca/v3/orca.proto",
    go_package = "github.com/cncf/xds/go/xds/service/orca/v3",
    java_package = "com.github.xds.service.orca.v3",
    java_outer_classname = "OrcaProto",
    java_multiple_files = true
);

/// How often a caller wants reports, and of what.
#[message(name = "OrcaLoadReportRequest")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadReportRequest {
    /// The time between two reports.
    #[field(1)]
    pub report_interval: Option<Duration>,
    /// The names of the costs that are of interest; empty for all.
    #[field(2)]
    pub request_cost_names: Vec<String>,
}

/// How loaded a server is, apart from any call.
#[service]
pub trait OpenRcaService {
    /// A report at once, and one after each interval.
    async fn stream_core_metrics(&self, request: LoadReportRequest) -> Result<Streaming<LoadReport>, Status>;
}
