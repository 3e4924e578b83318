//! What is mounted, and what cannot be.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use traitwire::server::health::{Health, HealthCheckRequest, HealthClient};
use traitwire::server::{Body, Origin, Server};
use traitwire::{Code, Context, Error, Interceptor, Next, Resources, Status};

use super::{Gate, GateServer, Guarded, Running, Visitor};

#[tokio::test]
async fn a_server_knows_what_it_serves_and_where() {
    let (gate, ..) = Guarded::new();
    let bound = Server::new()
        .add(GateServer::new(gate))
        .bind("127.0.0.1:0")
        .await
        .expect("binds");
    assert_eq!(
        bound.services(),
        [
            "gate.Gate",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection",
        ]
    );
    let port = bound.local_addr().port().expect("TCP");
    assert_ne!(port, 0);
    assert_eq!(bound.local_addr().to_string(), format!("127.0.0.1:{port}"));
}

#[tokio::test]
async fn limits_that_let_nothing_through_stop_the_start() {
    let (server, nothing) = (Server::new, Duration::ZERO);
    for (server, setter) in [
        (server().max_concurrent_streams(0), "max_concurrent_streams"),
        (server().max_concurrent_calls(0), "max_concurrent_calls"),
        (server().max_header_list_size(0), "max_header_list_size"),
        (server().max_connections(0), "max_connections"),
        (server().max_connections_per_ip(0), "max_connections_per_ip"),
        (server().default_timeout(nothing), "default_timeout"),
        (server().max_timeout(nothing), "max_timeout"),
        (server().preface_timeout(nothing), "preface_timeout"),
        (server().handshake_timeout(nothing), "handshake_timeout"),
        (server().keepalive_interval(nothing), "keepalive_interval"),
        (server().keepalive_timeout(nothing), "keepalive_timeout"),
        (server().max_connection_idle(nothing), "max_connection_idle"),
        (server().max_connection_age(nothing), "max_connection_age"),
        (server().send_timeout(nothing), "send_timeout"),
        (server().receive_timeout(nothing), "receive_timeout"),
    ] {
        let error = server.bind("127.0.0.1:0").await.err().expect("nothing");
        let expected = format!("`Server::{setter}` is set to zero");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
}

/// Where a layer of a foreign server says who calls, and what they may.
#[tokio::test]
async fn a_foreign_server_may_set_limits() {
    use tonic::codegen::Service as _;
    use tonic::codegen::http;
    let (gate, ..) = Guarded::new();
    let mut service = GateServer::new(gate);
    for (size, status) in [(1, Code::ResourceExhausted), (100, Code::Ok)] {
        let mut origin = Origin::new(None);
        origin.max_request_size = size;
        let message = crate::calls::frames::frame(0, &[8, 7]);
        let request = http::Request::post("/gate.Gate/Greet")
            .header("content-type", "application/grpc")
            .extension(origin)
            .body(Body::message(message.into()))
            .expect("valid");
        let response = service.call(request).await.expect("answers");
        let answer = crate::calls::frames::whole(response).await;
        assert_eq!(answer.code(), status, "{size}");
    }
}

#[tokio::test]
async fn calls_are_answered_over_tcp_and_unix_sockets() {
    let (server, ..) = Running::gate().await;
    let visitor = Visitor { number: 7 };
    assert_eq!(
        server
            .client()
            .await
            .greet(visitor.clone())
            .await
            .expect("greets"),
        visitor
    );

    #[cfg(unix)]
    {
        let dir = tempfile::tempdir().expect("a folder");
        let addr = format!("unix:{}", dir.path().join("gate.sock").display());
        let (gate, ..) = Guarded::new();
        let bound = Server::new().add(GateServer::new(gate)).bind(&addr).await;
        let server = Running::new(bound.expect("binds"));
        assert_eq!(server.url, addr);
        let channel = tonic::transport::Endpoint::from_shared(addr)
            .expect("an address")
            .connect()
            .await
            .expect("connects");
        let client = super::GateClient::new(channel);
        assert_eq!(client.greet(visitor.clone()).await.expect("greets"), visitor);
        server.handle.shutdown();
        drop(client);
        server.left().await;
        assert!(!dir.path().join("gate.sock").exists());
    }
}

#[tokio::test]
async fn one_path_leads_to_one_service() {
    let (one, ..) = Guarded::new();
    let (other, ..) = Guarded::new();
    let server = Server::new()
        .add(GateServer::new(one))
        .add(GateServer::new(other));
    let error = server.bind("127.0.0.1:0").await.map(drop).expect_err("twice");
    assert!(error.to_string().contains("gate.Gate is added twice"), "{error}");
}

/// A key that `Locked` needs.
struct Key;

/// Refuses everyone, with a key.
struct Locked;

impl Interceptor for Locked {
    fn start(&mut self, resources: &Resources) -> Result<(), Error> {
        match resources.get::<Key>() {
            Some(Key) => Ok(()),
            None => Err(Error::new("it needs a key: `Server::provide(Key)`")),
        }
    }

    async fn intercept<N: Next>(&self, _: &Context, _: N) -> Result<N::Reply, Status> {
        Err(Status::permission_denied("locked"))
    }
}

#[tokio::test]
async fn what_an_interceptor_lacks_stops_the_start_before_the_address_is_opened() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("binds");
    let addr = taken.local_addr().expect("bound").to_string();
    let (gate, ..) = Guarded::new();
    let server = Server::new().intercept(Locked).add(GateServer::new(gate));
    // The address could not be opened either: that it is not what is complained of shows the order.
    let error = server.bind(addr).await.map(drop).expect_err("no key").to_string();
    assert!(
        error.contains("Locked") && error.contains("provide(Key)"),
        "{error}"
    );
}

#[tokio::test]
async fn health_stays_outside_the_interceptors_of_the_server() {
    let (gate, ..) = Guarded::new();
    let server = Server::new()
        .intercept(Locked)
        .intercept(None::<Locked>)
        .provide(Key)
        .add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let refused = server.client().await.greet(Visitor::default()).await;
    assert_eq!(refused.expect_err("locked").code(), Code::PermissionDenied);

    let health = HealthClient::connect(&server.url).await.expect("connects");
    assert!(health.check(HealthCheckRequest::default()).await.is_ok());
}

/// Counts how often it was started.
#[derive(Default)]
pub(crate) struct Counted;

static STARTS: AtomicU32 = AtomicU32::new(0);

impl Interceptor for Counted {
    fn start(&mut self, _: &Resources) -> Result<(), Error> {
        STARTS.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// One with an interceptor.
#[traitwire::service]
#[counted]
trait Turnstile {
    /// Goes round.
    async fn turn(&self, visitor: Visitor) -> Result<Visitor, Status>;
}

struct Turns;

impl Turnstile for Turns {
    async fn turn(&self, visitor: Visitor) -> Result<Visitor, Status> {
        Ok(visitor)
    }
}

#[tokio::test]
async fn a_started_service_is_left_as_it_is() {
    let started = TurnstileServer::new(Turns)
        .start(&Resources::new())
        .expect("starts");
    assert_eq!(STARTS.load(Ordering::SeqCst), 1);
    let server = Running::new(
        Server::new()
            .add(started)
            .bind("127.0.0.1:0")
            .await
            .expect("binds"),
    );
    let client = TurnstileClient::connect(&server.url).await.expect("connects");
    assert!(client.turn(Visitor::default()).await.is_ok());
    assert_eq!(STARTS.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn what_is_not_mounted_is_unimplemented() {
    let (server, ..) = Running::gate().await;
    let client = TurnstileClient::connect(&server.url).await.expect("connects");
    let status = client.turn(Visitor::default()).await.expect_err("not mounted");
    assert_eq!(status.code(), Code::Unimplemented);
    assert!(status.message().contains("/gate.Turnstile/Turn"), "{status}");
}

#[tokio::test]
async fn a_request_beyond_the_limit_is_refused_with_the_setting_to_raise() {
    let (gate, ..) = Guarded::new();
    let server = Server::new().max_request_size(1).add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let status = server.client().await.greet(Visitor { number: 1 }).await;
    let status = status.expect_err("two bytes");
    assert_eq!(status.code(), Code::ResourceExhausted);
    assert!(status.message().contains("max_request_size"), "{status}");
}
