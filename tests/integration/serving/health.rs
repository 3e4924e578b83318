//! Health over the wire.

use traitwire::Code;
use traitwire::server::health::{Health, HealthCheckRequest, HealthClient, HealthListRequest, ServingStatus};

use super::{Running, soon};

fn of(service: &str) -> HealthCheckRequest {
    HealthCheckRequest {
        service: service.to_owned(),
    }
}

#[tokio::test]
async fn each_service_and_the_whole_serve() {
    let (server, ..) = Running::gate().await;
    let health = HealthClient::connect(&server.url).await.expect("connects");
    for service in ["", "gate.Gate", "grpc.health.v1.Health"] {
        let response = health.check(of(service)).await.expect(service);
        assert_eq!(response.status, ServingStatus::Serving, "{service}");
    }
    let unknown = health.check(of("gate.Other")).await.expect_err("unknown");
    assert_eq!(unknown.code(), Code::NotFound);

    let list = health.list(HealthListRequest {}).await.expect("a list").statuses;
    let names: Vec<_> = list.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "",
            "gate.Gate",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection",
        ]
    );
}

#[tokio::test]
async fn a_watch_sees_each_change_and_an_unknown_service_may_become_known() {
    let (server, ..) = Running::gate().await;
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let mut known = health.watch(of("gate.Gate")).await.expect("watches");
    let mut unknown = health.watch(of("gate.Other")).await.expect("watches");
    let status = async |watch: &mut traitwire::Streaming<_>| {
        let response: traitwire::server::health::HealthCheckResponse =
            soon(watch.next()).await.expect("goes on").expect("a status");
        response.status
    };
    assert_eq!(status(&mut known).await, ServingStatus::Serving);
    assert_eq!(status(&mut unknown).await, ServingStatus::ServiceUnknown);

    server.handle.set_serving("gate.Gate", false);
    server.handle.set_serving("gate.Other", true);
    assert_eq!(status(&mut known).await, ServingStatus::NotServing);
    assert_eq!(status(&mut unknown).await, ServingStatus::Serving);

    server.handle.shutdown();
    server.handle.set_serving("gate.Gate", true);
    assert_eq!(status(&mut unknown).await, ServingStatus::NotServing);
    for watch in [&mut known, &mut unknown] {
        let end = soon(watch.next()).await.expect("an end").expect_err("a status");
        assert_eq!(end.code(), Code::Unavailable);
        assert!(watch.next().await.is_none());
    }
    server.left().await;
}
