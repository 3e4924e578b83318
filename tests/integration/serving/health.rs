//! Health over the wire.

use std::time::Duration;

use tokio::sync::watch;
use traitwire::server::Server;
use traitwire::server::health::{Health, HealthCheckRequest, HealthClient, HealthListRequest, ServingStatus};

use traitwire::{Code, Error};

use super::{Gate, GateServer, Guarded, Running, Visitor, soon};

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

#[tokio::test]
async fn the_server_as_a_whole_is_what_its_parts_are() {
    let (server, ..) = Running::gate().await;
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let mut whole = health.watch(of("")).await.expect("watches");
    let mut status = async || {
        soon(whole.next())
            .await
            .expect("goes on")
            .expect("a status")
            .status
    };
    assert_eq!(status().await, ServingStatus::Serving);
    server.handle.set_serving("gate.Gate", false);
    assert_eq!(status().await, ServingStatus::NotServing);
    let list = health.list(HealthListRequest {}).await.expect("a list").statuses;
    assert_eq!(list[""].status, ServingStatus::NotServing);
    assert_eq!(list["gate.Gate"].status, ServingStatus::NotServing);
    assert_eq!(list["grpc.health.v1.Health"].status, ServingStatus::Serving);
    server.handle.set_serving("gate.Gate", true);
    assert_eq!(status().await, ServingStatus::Serving);
}

/// Whether the database of a check is there; and how often it was looked for.
#[derive(Clone)]
struct Database(watch::Sender<bool>);

impl Database {
    async fn ping(&self) -> Result<(), &'static str> {
        match *self.0.borrow() {
            true => Ok(()),
            false => Err("the database is away"),
        }
    }
}

#[tokio::test]
async fn a_service_is_what_its_checks_say() {
    let often = Duration::from_millis(5);
    let (gate, ..) = Guarded::new();
    let database = Database(watch::Sender::new(false));
    let checked = database.clone();
    let server = Server::new()
        .add(GateServer::new(gate))
        .check("gate.Gate", often, move || {
            let database = checked.clone();
            async move { database.ping().await }
        })
        .check("gate.Gate", often, || async { Ok::<_, Error>(()) });
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let mut gate = health.watch(of("gate.Gate")).await.expect("watches");
    let mut whole = health.watch(of("")).await.expect("watches");
    let mut status = async || {
        let (gate, whole) = (soon(gate.next()).await, soon(whole.next()).await);
        [gate, whole].map(|watched| watched.expect("goes on").expect("a status").status)
    };
    assert_eq!(status().await, [ServingStatus::NotServing; 2]);
    database.0.send_replace(true);
    assert_eq!(status().await, [ServingStatus::Serving; 2]);
    database.0.send_replace(false);
    assert_eq!(status().await, [ServingStatus::NotServing; 2]);
    // Calls are taken all the same.
    assert!(server.client().await.greet(Visitor::default()).await.is_ok());
    // What one has said stands beside it.
    server.handle.set_serving("gate.Gate", false);
    database.0.send_replace(true);
    server.handle.set_serving("gate.Gate", true);
    assert_eq!(status().await, [ServingStatus::Serving; 2]);
}

#[tokio::test]
async fn a_check_of_what_is_not_mounted_is_refused() {
    let (gate, ..) = Guarded::new();
    let server =
        Server::new()
            .add(GateServer::new(gate))
            .check("gate.Gat", Duration::from_secs(1), || async {
                Ok::<_, Error>(())
            });
    let error = server.bind("127.0.0.1:0").await.map(drop).expect_err("misspelt");
    assert!(error.to_string().contains("`gate.Gat`"), "{error}");
    assert!(error.to_string().contains("gate.Gate,"), "{error}");
}
