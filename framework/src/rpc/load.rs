//! Load reports (ORCA, gRFC A51): what a call cost, and how loaded the server is, told to the balancer of its caller.

use std::collections::BTreeMap;

use traitwire::message;

use super::context::Context;
use super::metadata::Metadata;

traitwire::package!(
    "xds.data.orca.v3",
    file = "xds/data/orca/v3/orca_load_report.proto",
    go_package = "github.com/cncf/xds/go/xds/data/orca/v3",
    java_package = "com.github.xds.data.orca.v3",
    java_outer_classname = "OrcaLoadReportProto",
    java_multiple_files = true
);

/// The trailer that a report travels in.
const TRAILER: &str = "endpoint-load-metrics-bin";

/// How loaded a server is, and what a call cost it (`xds.data.orca.v3.OrcaLoadReport`). Zero is a metric that nobody
/// measured.
#[message(name = "OrcaLoadReport")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadReport {
    /// How much of the processor is in use, as a fraction; beyond 1 where a soft limit is passed.
    #[field(1)]
    pub cpu_utilization: f64,
    /// How much of the memory is in use, from 0 to 1.
    #[field(2)]
    pub mem_utilization: f64,
    /// Calls per second of the whole endpoint, as older readers know them.
    #[deprecated = "use `rps_fractional`"]
    #[field(3)]
    pub rps: u64,
    /// What this call cost, in units of the application's own, by name.
    #[field(4)]
    pub request_cost: BTreeMap<String, f64>,
    /// How much of other resources is in use, from 0 to 1, by name.
    #[field(5)]
    pub utilization: BTreeMap<String, f64>,
    /// Calls per second of the whole endpoint.
    #[field(6)]
    pub rps_fractional: f64,
    /// Failed calls per second of the whole endpoint.
    #[field(7)]
    pub eps: f64,
    /// Whatever else the application measures, by name.
    #[field(8)]
    pub named_metrics: BTreeMap<String, f64>,
    /// How much of what the application itself has to give is in use, as a fraction; beyond 1 where a soft limit is
    /// passed.
    #[field(9)]
    pub application_utilization: f64,
}

impl LoadReport {
    /// Takes over what `other` says: zero says nothing.
    #[allow(deprecated, reason = "a report that sets it is passed on")]
    fn merge(&mut self, other: Self) {
        for (mine, others) in [
            (&mut self.cpu_utilization, other.cpu_utilization),
            (&mut self.mem_utilization, other.mem_utilization),
            (&mut self.rps_fractional, other.rps_fractional),
            (&mut self.eps, other.eps),
            (&mut self.application_utilization, other.application_utilization),
        ] {
            if others != 0.0 {
                *mine = others;
            }
        }
        if other.rps != 0 {
            self.rps = other.rps;
        }
        self.request_cost.extend(other.request_cost);
        self.utilization.extend(other.utilization);
        self.named_metrics.extend(other.named_metrics);
    }

    fn of(trailers: &Metadata) -> Option<Self> {
        message::decode(&trailers.get_bin(TRAILER)?).ok()
    }
}

impl Context {
    /// Tells the caller's balancer what this call cost, or how loaded the server is, with the trailers. What is recorded
    /// twice is what was recorded last; a zero records nothing.
    ///
    /// ```
    /// # use traitwire::Context;
    /// use traitwire::rpc::LoadReport;
    ///
    /// # let ctx = Context::test();
    /// ctx.record_load(LoadReport {
    ///     request_cost: [("rows".to_owned(), 3_000.0)].into(),
    ///     ..LoadReport::default()
    /// });
    /// ```
    pub fn record_load(&self, report: LoadReport) {
        self.call().out(|out| {
            let mut all = LoadReport::of(&out.trailers).unwrap_or_default();
            all.merge(report);
            let mut trailer = Metadata::default();
            // A constant key that ends in `-bin` is always taken.
            let _ = trailer.insert_bin(TRAILER, &message::encode(&all));
            out.trailers.replace_with(&trailer);
        });
    }

    /// The load report of the call: after an outgoing call the one received, in a handler what was recorded.
    pub fn load_report(&self) -> Option<LoadReport> {
        self.call().out(|out| LoadReport::of(&out.trailers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(name: &str, cost: f64) -> BTreeMap<String, f64> {
        [(name.to_owned(), cost)].into()
    }

    #[test]
    fn what_is_recorded_last_counts_and_the_rest_stays() {
        let call = Context::test();
        assert_eq!(call.load_report(), None);
        call.record_load(LoadReport {
            cpu_utilization: 0.5,
            mem_utilization: 0.25,
            request_cost: costs("rows", 1.0),
            ..LoadReport::default()
        });
        call.record_load(LoadReport {
            cpu_utilization: 0.75,
            request_cost: costs("bytes", 2.0),
            ..LoadReport::default()
        });
        let report = call.load_report().expect("recorded");
        assert_eq!((report.cpu_utilization, report.mem_utilization), (0.75, 0.25));
        assert_eq!(report.request_cost.len(), 2);
    }
}
