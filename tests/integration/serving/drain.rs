//! How a server leaves.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use traitwire::server::Server;
use traitwire::server::health::{Health, HealthCheckRequest, HealthClient, ServingStatus};
use traitwire::server::reflection::v1::{
    MessageRequest, ServerReflection, ServerReflectionClient, ServerReflectionRequest,
};
use traitwire::{Code, Streaming};

use super::wire::{ACK, DATA, END_STREAM, HEADERS, INITIAL_WINDOW_SIZE, PING, Raw, WINDOW_UPDATE, frame};
use super::{Gate, GateServer, Guarded, HOUR, Running, Visitor, soon};

/// No call that was accepted may be lost, nor one be answered that is not its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_callers_at_once_lose_nothing() {
    let (server, mut arrivals, open) = Running::gate().await;
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..10 {
        let client = server.client().await;
        for number in caller * 5..caller * 5 + 5 {
            let client = client.clone();
            callers.spawn(async move {
                // One that waits at the gate, and then as many as the server lets in.
                let passed = client.pass(Visitor { number }).await.expect("accepted");
                assert_eq!(passed.number, number);
            });
        }
    }
    for _ in 0..50 {
        soon(arrivals.recv()).await.expect("a caller");
    }
    server.handle.shutdown();
    refused(server.addr()).await;
    open.add_permits(1);
    while let Some(caller) = soon(callers.join_next()).await {
        caller.expect("answered");
    }
    server.left().await;
}

/// Calls that begin while the server leaves are answered, or have never begun: none is cut off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_without_pause_are_answered_or_never_begun() {
    let (gate, ..) = Guarded::new();
    let greeted = gate.greeted.clone();
    let server = Server::new().add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let mut callers = tokio::task::JoinSet::new();
    let (warm, mut warmed) = tokio::sync::mpsc::channel(1);
    for number in 0..50 {
        let client = server.client().await;
        let warm = warm.clone();
        callers.spawn(async move {
            let mut answered = 0;
            while client.greet(Visitor { number }).await.is_ok() {
                answered += 1;
                if answered == 20 {
                    let _ = warm.send(()).await;
                }
            }
            answered
        });
    }
    for _ in 0..50 {
        soon(warmed.recv()).await.expect("a caller");
    }
    server.handle.shutdown();
    let mut answered = 0;
    while let Some(caller) = soon(callers.join_next()).await {
        answered += caller.expect("no panic");
    }
    server.left().await;
    assert_eq!(answered, greeted.load(Ordering::Relaxed));
}

#[tokio::test]
async fn a_stream_is_served_to_its_end() {
    let (server, mut arrivals, open) = Running::gate().await;
    let client = server.client().await;
    let mut queue = client.queue(Visitor { number: 3 }).await.expect("queues");
    soon(arrivals.recv()).await.expect("a caller");
    server.handle.shutdown();
    refused(server.addr()).await;
    open.add_permits(1);
    for _ in 0..2 {
        let visitor = soon(queue.next()).await.expect("a message").expect("no error");
        assert_eq!(visitor.number, 3);
    }
    assert!(soon(queue.next()).await.is_none());
    server.left().await;
}

/// The reply has left our hands: what it waits for is room at its peer.
#[tokio::test]
async fn a_reply_that_its_peer_takes_slowly_is_served_to_its_end() {
    let (server, ..) = Running::gate().await;
    let mut slow = Raw::connect(server.addr(), &[(INITIAL_WINDOW_SIZE, 1)]).await;
    slow.call(1, "Greet", &[]).await;
    assert_eq!(slow.until(DATA).await.payload.len(), 1);
    server.handle.shutdown();
    // That of the GOAWAY, and the one that asks whether anybody is there who waits.
    for _ in 0..2 {
        let ping = slow.until(PING).await;
        slow.write(&frame(PING, ACK, 0, &ping.payload)).await;
    }
    slow.write(&frame(WINDOW_UPDATE, 0, 1, &[0, 0, 1, 0])).await;
    assert_eq!(slow.until(DATA).await.payload.len(), 6);
    let trailers = slow.until(HEADERS).await;
    assert_eq!(trailers.flags & END_STREAM, END_STREAM);
    server.left().await;
}

#[tokio::test]
async fn health_and_reflection_are_ended_and_never_waited_for() {
    let (server, mut arrivals, open) = with_drain_deadline(HOUR).await;
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let mut watch = health
        .watch(HealthCheckRequest::default())
        .await
        .expect("watches");
    let first = soon(watch.next()).await.expect("a status").expect("no error");
    assert_eq!(first.status, ServingStatus::Serving);

    let reflection = ServerReflectionClient::connect(&server.url)
        .await
        .expect("connects");
    let (questions, asked) = Streaming::channel(1);
    questions
        .send(ServerReflectionRequest {
            message_request: Some(MessageRequest::ListServices(String::new())),
            ..Default::default()
        })
        .await
        .expect("room");
    let mut answers = reflection.server_reflection_info(asked).await.expect("asks");
    assert!(soon(answers.next()).await.expect("an answer").is_ok());

    // A watch whose caller does not read.
    let idle = HealthClient::connect(&server.url).await.expect("connects");
    let _unread = idle.watch(HealthCheckRequest::default()).await.expect("watches");

    let client = server.client().await;
    let passing = tokio::spawn(async move { client.pass(Visitor::default()).await });
    soon(arrivals.recv()).await.expect("a caller");
    server.handle.shutdown();

    let last = soon(watch.next()).await.expect("a status").expect("no error");
    assert_eq!(last.status, ServingStatus::NotServing);
    let end = soon(watch.next()).await.expect("an end").expect_err("a status");
    assert_eq!(end.code(), Code::Unavailable);
    let end = soon(answers.next()).await.expect("an end").expect_err("a status");
    assert_eq!(end.code(), Code::Unavailable);

    open.add_permits(1);
    soon(passing).await.expect("no panic").expect("answered");
    // Nothing is left to wait for.
    server.left().await;
}

#[tokio::test]
async fn a_call_beyond_the_deadline_is_cancelled() {
    let mut leaving = Vec::new();
    // The one with time is asked to leave first.
    for deadline in [HOUR, Duration::from_millis(50)] {
        let (server, mut arrivals, open) = with_drain_deadline(deadline).await;
        let client = server.client().await;
        let passing = tokio::spawn(async move { client.pass(Visitor::default()).await });
        soon(arrivals.recv()).await.expect("a caller");
        server.handle.shutdown();
        leaving.push((server, passing, open));
    }
    let (server, passing, _open) = leaving.pop().expect("two");
    assert!(soon(passing).await.expect("no panic").is_err());
    server.left().await;
    let (server, passing, open) = leaving.pop().expect("two");
    open.add_permits(1);
    soon(passing).await.expect("no panic").expect("answered");
    server.left().await;
}

async fn with_drain_deadline(deadline: Duration) -> (Running, mpsc::UnboundedReceiver<u32>, Arc<Semaphore>) {
    let (gate, arrivals, open) = Guarded::new();
    let server = Server::new().drain_deadline(deadline).add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    (server, arrivals, open)
}

#[tokio::test]
async fn a_peer_that_says_nothing_holds_nobody_up() {
    let (server, ..) = with_drain_deadline(HOUR).await;
    let silent = tokio::net::TcpStream::connect(server.addr())
        .await
        .expect("connects");
    // Accepted before the shutdown, or taken from the system's queue after it: either way it is served.
    server.handle.shutdown();
    server.left().await;
    drop(silent);
}

#[tokio::test]
async fn a_server_asked_before_it_serves_does_not_begin() {
    let (gate, ..) = Guarded::new();
    let bound = Server::new().add(GateServer::new(gate)).bind("127.0.0.1:0").await;
    let bound = bound.expect("binds");
    bound.handle().shutdown();
    soon(bound.serve()).await.expect("leaves");
}

/// Waits until nobody listens any more.
async fn refused(addr: &str) {
    soon(async {
        while tokio::net::TcpStream::connect(addr).await.is_ok() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
