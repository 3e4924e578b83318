//! One caller's reports: one at once, and one after each interval.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Interval, MissedTickBehavior, interval};
use tonic::Status;

use super::{Load, LoadReportRequest};
use crate::rpc::LoadReport;
use crate::well_known;

/// The longest time between two reports.
const MAX_INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);

/// The stream of reports. It has no end of its own.
pub(super) struct Reports {
    load: Load,
    interval: Interval,
    /// The costs that are told; empty for all.
    costs: Vec<String>,
}

impl Reports {
    pub(super) fn new(load: Load, request: LoadReportRequest) -> Self {
        let wanted = every(request.report_interval, load.min_interval);
        let mut interval = interval(wanted);
        // A caller that was slow gets the next report in its time, not all that it missed.
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            load,
            interval,
            costs: request.request_cost_names,
        }
    }
}

/// The time between two reports: as wanted, but not less than `least`.
fn every(wanted: Option<well_known::Duration>, least: Duration) -> Duration {
    let wanted = wanted.and_then(|wanted| Duration::try_from(wanted).ok());
    wanted.unwrap_or(least).min(MAX_INTERVAL).max(least)
}

impl Stream for Reports {
    type Item = Result<LoadReport, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        ready!(self.interval.poll_tick(cx));
        let mut report = self.load.report();
        if !self.costs.is_empty() {
            report.request_cost.retain(|name, _| self.costs.contains(name));
        }
        Poll::Ready(Some(Ok(report)))
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::time::Instant;

    use super::*;

    fn seconds(seconds: i64) -> Option<well_known::Duration> {
        Some(well_known::Duration { seconds, nanos: 0 })
    }

    async fn next(reports: &mut Reports) -> LoadReport {
        let report = poll_fn(|cx| Pin::new(&mut *reports).poll_next(cx)).await;
        report.expect("no end").expect("no failure")
    }

    #[test]
    fn an_interval_is_as_wanted_but_not_too_short() {
        let least = Duration::from_secs(30);
        for (wanted, got) in [(None, 30), (seconds(-5), 30), (seconds(1), 30), (seconds(31), 31)] {
            assert_eq!(every(wanted, least), Duration::from_secs(got), "{wanted:?}");
        }
        assert_eq!(every(seconds(i64::MAX), least), least, "no valid duration");
        assert_eq!(every(seconds(300_000_000_000), least), MAX_INTERVAL);
    }

    #[tokio::test(start_paused = true)]
    async fn a_report_comes_at_once_and_after_each_interval() {
        let load = Load::new().min_interval(Duration::from_secs(2));
        load.update(|report| {
            report.cpu_utilization = 0.5;
            report.request_cost = [("a".to_owned(), 1.0), ("b".to_owned(), 2.0)].into();
        });
        let request = LoadReportRequest {
            report_interval: seconds(1),
            request_cost_names: vec!["b".to_owned()],
        };
        let begun = Instant::now();
        let mut reports = Reports::new(load.clone(), request);
        let first = next(&mut reports).await;
        assert_eq!((first.cpu_utilization, begun.elapsed()), (0.5, Duration::ZERO));
        assert_eq!(first.request_cost, [("b".to_owned(), 2.0)].into());
        load.set(LoadReport::default());
        assert_eq!(next(&mut reports).await, LoadReport::default());
        assert_eq!(begun.elapsed(), Duration::from_secs(2));
    }
}
