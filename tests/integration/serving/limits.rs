//! One connection too many, one call too many, and replies that nobody takes.

use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpSocket, TcpStream};
use tonic::codegen::http;
use traitwire::server::health::{Health, HealthCheckRequest, HealthClient, ServingStatus};
use traitwire::server::{Body, Intercepted, Server};
use traitwire::{Code, Status};

use super::http1::Http1;
use super::wire::{CANCEL, INITIAL_WINDOW_SIZE, PING, RST_STREAM, Raw, frame};
use super::{Gate, GateClient, GateServer, Guarded, Running, Visitor, soon};
use crate::calls::frames::call;

async fn serve(server: Server) -> Running {
    let (gate, ..) = Guarded::new();
    Running::new(
        server
            .add(GateServer::new(gate))
            .bind("127.0.0.1:0")
            .await
            .expect("binds"),
    )
}

/// Whether the server closes a connection before it has said anything.
async fn is_refused(mut stream: TcpStream) -> bool {
    // A server that serves begins with its SETTINGS once it has the preface.
    use tokio::io::AsyncWriteExt as _;
    let _ = stream.write_all(&super::wire::preface(&[])).await;
    !matches!(soon(stream.read(&mut [0])).await, Ok(1..))
}

async fn connect(server: &Running) -> TcpStream {
    TcpStream::connect(server.addr()).await.expect("connects")
}

/// A connection that is served.
async fn served(server: &Running) -> Raw {
    let mut raw = Raw::connect(server.addr(), &[]).await;
    raw.frame().await.expect("SETTINGS");
    raw
}

#[tokio::test]
async fn one_connection_too_many_is_closed() {
    let server = serve(Server::new().max_connections(2)).await;
    let (one, two) = (served(&server).await, served(&server).await);
    assert!(is_refused(connect(&server).await).await);
    drop(one);
    soon(async { while is_refused(connect(&server).await).await {} }).await;
    drop(two);
}

/// From another address of this machine; Linux has them all.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn one_connection_too_many_of_one_address_is_closed() {
    let server = serve(Server::new().max_connections_per_ip(1)).await;
    let _one = served(&server).await;
    assert!(is_refused(connect(&server).await).await);
    let socket = TcpSocket::new_v4().expect("a socket");
    socket
        .bind("127.0.0.2:0".parse().expect("an address"))
        .expect("binds");
    let other = socket.connect(server.addr().parse().expect("an address")).await;
    assert!(!is_refused(other.expect("connects")).await);
}

async fn pass(client: GateClient, number: u32) -> Result<Visitor, Status> {
    client.pass(Visitor { number }).await
}

#[tokio::test]
async fn one_call_too_many_is_told_when_to_come_back() {
    let (gate, mut arrivals, open) = Guarded::new();
    let server = Server::new().max_concurrent_calls(2).add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let (one, other) = (server.client().await, server.client().await);
    let mut passing = tokio::task::JoinSet::new();
    for (number, client) in [(1, one.clone()), (2, other.clone())] {
        passing.spawn(pass(client, number));
        soon(arrivals.recv()).await.expect("a caller");
    }
    for client in [&one, &other] {
        let status = client.greet(Visitor::default()).await.expect_err("full");
        assert_eq!(status.code(), Code::Unavailable);
        let pushback = status
            .metadata()
            .get("grpc-retry-pushback-ms")
            .expect("a pushback");
        let pushback: u64 = pushback.to_str().expect("text").parse().expect("a number");
        assert!((1000..2000).contains(&pushback), "{pushback}");
    }
    // A probe is answered all the same.
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let checked = health
        .check(HealthCheckRequest::default())
        .await
        .expect("answered");
    assert_eq!(checked.status, ServingStatus::Serving);

    open.add_permits(2);
    while let Some(passed) = soon(passing.join_next()).await {
        passed.expect("no panic").expect("answered");
    }
    one.greet(Visitor::default()).await.expect("there is room again");
}

/// Whoever asks is told in the form that they read, and who asks whether they may call is no call.
#[tokio::test]
async fn what_is_no_call_of_ours_is_told_so_too() {
    const GREET: &str = "/gate.Gate/Greet";
    let (gate, mut arrivals, _open) = Guarded::new();
    let server = Server::new()
        .max_concurrent_calls(1)
        .route("/metrics", Intercepted(tower::service_fn(metrics)))
        .add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let passing = tokio::spawn(pass(server.client().await, 1));
    soon(arrivals.recv()).await.expect("a caller");

    let mut http1 = Http1::connect(server.addr()).await;
    http1.request("GET /metrics", &[], b"").await;
    let response = http1.response().await;
    assert_eq!(response.status, 503);
    let seconds = response.header("retry-after").expect("a time").parse::<u64>();
    assert!((2..=3).contains(&seconds.expect("seconds")));
    let page = ("origin", "https://page.example");
    let asks = [page, ("access-control-request-method", "POST")];
    http1.request(&format!("OPTIONS {GREET}"), &asks, b"").await;
    assert_eq!(http1.response().await.status, 403, "no origin is allowed");
    let response = http1
        .call(GREET, &[("content-type", "application/grpc")], b"")
        .await;
    assert_eq!(response.status, 505, "it need not come back");
    for content_type in ["application/grpc-web+json", "application/grpc-web-text"] {
        let response = http1.call(GREET, &[("content-type", content_type)], b"").await;
        assert_eq!(response.header("content-type"), Some(content_type));
        assert_eq!(response.status, 200);
    }
    for content_type in ["application/grpc", "application/grpc+json"] {
        let answer = call(&server.url, GREET, content_type, Vec::new()).await;
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.code(), Code::Unavailable);
    }
    passing.abort();
}

async fn metrics(_: http::Request<Body>) -> Result<http::Response<String>, std::convert::Infallible> {
    Ok(http::Response::new(String::new()))
}

/// Waits until there is room for another call.
async fn room(server: &Running) {
    let client = server.client().await;
    soon(async { while client.greet(Visitor::default()).await.is_err() {} }).await;
}

/// A peer that opens no window holds its call, and its place, no longer than it may.
#[tokio::test]
async fn a_reply_that_is_not_taken_ends() {
    let server = Server::new()
        .max_concurrent_calls(1)
        .send_timeout(Duration::from_millis(50));
    let server = serve(server).await;
    let mut raw = Raw::connect(server.addr(), &[(INITIAL_WINDOW_SIZE, 0)]).await;
    for (stream, method) in [(1, "Greet"), (3, "Queue")] {
        raw.call(stream, method, &[]).await;
        let reset = raw.until(RST_STREAM).await;
        assert_eq!((reset.stream, reset.code()), (stream, CANCEL));
        room(&server).await;
    }
    // The connection goes on.
    raw.write(&frame(PING, 0, 0, b"are you?")).await;
    assert_eq!(raw.until(PING).await.payload, b"are you?");
}

/// A stream that waits for its handler waits for nobody else.
#[tokio::test]
async fn a_stream_may_be_silent_for_longer_than_replies_may_wait() {
    let (gate, mut arrivals, open) = Guarded::new();
    let server = Server::new()
        .send_timeout(Duration::from_millis(20))
        .add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let client = server.client().await;
    let mut queue = client.queue(Visitor { number: 9 }).await.expect("queues");
    soon(queue.next()).await.expect("a message").expect("no error");
    soon(arrivals.recv()).await.expect("a caller");
    // Another one's reply has waited for as long in vain: the time has passed for both.
    let mut raw = Raw::connect(server.addr(), &[(INITIAL_WINDOW_SIZE, 0)]).await;
    raw.call(1, "Greet", &[]).await;
    raw.until(RST_STREAM).await;
    open.add_permits(1);
    assert_eq!(
        soon(queue.next())
            .await
            .expect("a message")
            .expect("no error")
            .number,
        9
    );
    assert!(soon(queue.next()).await.is_none());
}
