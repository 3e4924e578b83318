//! Load reports: with a call's trailers, and out of band.

use traitwire::rpc::LoadReport;
use traitwire::server::orca::{Load, LoadReportRequest, OpenRcaService, OpenRcaServiceClient};
use traitwire::{Code, Context};

use super::*;

/// What costs something.
#[service]
pub(crate) trait Costly {
    /// It does, and may fail.
    async fn spend(&self, ctx: &Context, visitor: Visitor) -> Result<Visitor, Status>;
}

struct Till;

impl Costly for Till {
    async fn spend(&self, ctx: &Context, visitor: Visitor) -> Result<Visitor, Status> {
        if visitor.number > 0 {
            ctx.record_load(LoadReport {
                request_cost: [("coins".to_owned(), f64::from(visitor.number))].into(),
                ..LoadReport::default()
            });
        }
        match visitor.number {
            0..10 => Ok(visitor),
            _ => Err(Status::resource_exhausted("too expensive")),
        }
    }
}

#[tokio::test]
async fn a_call_tells_what_it_cost_though_it_failed() {
    let server = Server::new().add(CostlyServer::new(Till));
    let running = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let client = CostlyClient::connect(&running.url).await.expect("connects");
    for (number, code) in [(3, Code::Ok), (12, Code::ResourceExhausted)] {
        let ctx = Context::new();
        let answer = client.spend(&ctx, Visitor { number }).await;
        assert_eq!(answer.err().map_or(Code::Ok, |status| status.code()), code);
        let report = ctx.load_report().expect("recorded");
        assert_eq!(report.request_cost["coins"], f64::from(number));
    }
    let ctx = Context::new();
    client.spend(&ctx, Visitor::default()).await.expect("free");
    assert_eq!(ctx.load_report(), None);
    assert_eq!(ctx.trailer("endpoint-load-metrics-bin"), None);
    running.handle.shutdown();
    running.left().await;
}

#[tokio::test]
async fn the_load_of_a_server_is_told_where_it_is_asked_for_and_ends_with_it() {
    let load = Load::new().min_interval(Duration::from_millis(1));
    load.set(LoadReport {
        application_utilization: 0.5,
        ..LoadReport::default()
    });
    let server = Server::new().load_reports(&load).add(CostlyServer::new(Till));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    assert!(bound.services().contains(&"xds.service.orca.v3.OpenRcaService"));
    let running = Running::new(bound);
    let client = OpenRcaServiceClient::connect(&running.url)
        .await
        .expect("connects");
    let mut reports = client
        .stream_core_metrics(LoadReportRequest::default())
        .await
        .expect("a stream");
    let first = soon(reports.next()).await.expect("a report").expect("no failure");
    assert_eq!(first.application_utilization, 0.5);
    load.update(|report| report.application_utilization = 1.5);
    soon(async {
        while let Some(report) = reports.next().await {
            if report.expect("no failure").application_utilization == 1.5 {
                return;
            }
        }
        panic!("the stream ended");
    })
    .await;
    running.handle.shutdown();
    let end = soon(async {
        loop {
            match reports.next().await {
                Some(Ok(_)) => {}
                end => return end,
            }
        }
    })
    .await;
    let status = end.expect("an end").expect_err("no clean one");
    assert_eq!(status.code(), Code::Unavailable);
    running.left().await;
}

#[tokio::test]
async fn nobody_is_told_where_it_is_not_asked_for() {
    let server = Server::new().add(CostlyServer::new(Till));
    let running = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let client = OpenRcaServiceClient::connect(&running.url)
        .await
        .expect("connects");
    let answer = client.stream_core_metrics(LoadReportRequest::default()).await;
    assert_eq!(
        answer.err().map(|status| status.code()),
        Some(Code::Unimplemented)
    );
}
