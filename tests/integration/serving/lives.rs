//! How long connections live: silent ones, idle ones, old ones.

use std::time::Duration;

use traitwire::server::Server;

use super::wire::{
    ACK, DATA, END_HEADERS, END_STREAM, Frame, GOAWAY, HEADERS, NO_ERROR, PING, RST_STREAM, Raw, call_to,
    frame,
};
use super::{Gate, GateServer, Guarded, HOUR, Running, Visitor, soon};

const SHORT: Duration = Duration::from_millis(50);

async fn serve(server: Server, gate: Guarded) -> Running {
    Running::new(
        server
            .add(GateServer::new(gate))
            .bind("127.0.0.1:0")
            .await
            .expect("binds"),
    )
}

#[tokio::test]
async fn a_peer_that_answers_no_ping_is_gone_and_one_that_does_stays() {
    let server = Server::new()
        .keepalive_interval(SHORT)
        .keepalive_timeout(Duration::from_secs(2));
    let (gate, mut arrivals, open) = Guarded::new();
    let server = serve(server, gate).await;
    let client = server.client().await;
    client.greet(Visitor::default()).await.expect("answered");
    let passing = {
        let client = client.clone();
        tokio::spawn(async move { client.pass(Visitor { number: 4 }).await })
    };
    soon(arrivals.recv()).await.expect("a caller");

    // Its calls end with it.
    let mut silent = Raw::connect(server.addr(), &[]).await;
    silent.call(1, "Pass", &[]).await;
    soon(arrivals.recv()).await.expect("a caller");
    let frames = silent.rest().await;
    assert!(
        frames
            .iter()
            .any(|frame| frame.kind == PING && frame.flags & ACK == 0),
        "{frames:?}"
    );

    // The client has been silent for as long, and has answered by itself.
    open.add_permits(1);
    assert_eq!(
        soon(passing).await.expect("no panic").expect("answered").number,
        4
    );
    client.greet(Visitor::default()).await.expect("answered");
}

#[tokio::test]
async fn pings_are_answered_by_what_a_peer_says_anyway() {
    let server = Server::new()
        .keepalive_interval(SHORT)
        .keepalive_timeout(Duration::from_secs(2));
    let (gate, ..) = Guarded::new();
    let server = serve(server, gate).await;
    let mut raw = Raw::connect(server.addr(), &[]).await;
    for _ in 0..3 {
        let ping = loop {
            let ping = raw.until(PING).await;
            if ping.flags & ACK == 0 {
                break ping;
            }
        };
        raw.write(&frame(PING, ACK, 0, &ping.payload)).await;
    }
    raw.call(1, "Greet", &[]).await;
    assert_eq!(raw.until(HEADERS).await.stream, 1);
}

#[tokio::test]
async fn an_idle_connection_is_ended_in_order() {
    let server = Server::new().max_connection_idle(Duration::from_secs(1));
    let (gate, mut arrivals, open) = Guarded::new();
    let server = serve(server, gate).await;
    // A call keeps it, and a watch of health does.
    let mut busy = Raw::connect(server.addr(), &[]).await;
    busy.call(1, "Pass", &[]).await;
    soon(arrivals.recv()).await.expect("a caller");
    let mut watching = Raw::connect(server.addr(), &[]).await;
    let watch = frame(
        HEADERS,
        END_HEADERS,
        1,
        &call_to("/grpc.health.v1.Health/Watch", &[]),
    );
    let everything = frame(DATA, END_STREAM, 1, &[0; 5]);
    watching.write(&[watch, everything].concat()).await;
    watching.until(DATA).await;

    let mut idle = Raw::connect(server.addr(), &[]).await;
    let goaway = idle.until(GOAWAY).await;
    assert_eq!(goaway.code(), NO_ERROR);
    // One that has called before is idle again.
    let mut called = Raw::connect(server.addr(), &[]).await;
    called.call(1, "Greet", &[]).await;
    let frames = called.rest().await;
    assert!(
        frames
            .iter()
            .any(|frame| frame.kind == HEADERS && frame.flags & END_STREAM != 0),
        "{frames:?}"
    );
    assert!(
        frames
            .iter()
            .any(|frame| frame.kind == GOAWAY && frame.code() == NO_ERROR),
        "{frames:?}"
    );

    // They were there before those that have been ended.
    open.add_permits(1);
    let frames = busy.rest().await;
    let first = |what: &dyn Fn(&Frame) -> bool| frames.iter().position(what);
    let end = first(&|frame| frame.kind == HEADERS && frame.flags & END_STREAM != 0);
    let goaway = first(&|frame| frame.kind == GOAWAY);
    assert!(end.is_some() && end < goaway, "{frames:?}");
    server.handle.set_serving("", false);
    let news = loop {
        let frame = watching.frame().await.expect("the connection is open");
        if [DATA, GOAWAY].contains(&frame.kind) {
            break frame;
        }
    };
    assert_eq!(news.kind, DATA, "{news:?}");
}

#[tokio::test]
async fn an_old_connection_finishes_its_calls() {
    let server = Server::new().max_connection_age(SHORT);
    let (gate, mut arrivals, open) = Guarded::new();
    let server = serve(server, gate).await;
    let mut old = Raw::connect(server.addr(), &[]).await;
    old.call(1, "Pass", &[]).await;
    soon(arrivals.recv()).await.expect("a caller");
    let goaway = old.until(GOAWAY).await;
    assert_eq!(goaway.code(), NO_ERROR);
    // Sent before its peer knew: it is served.
    old.call(3, "Pass", &[]).await;
    soon(arrivals.recv()).await.expect("a caller");
    let ping = old.until(PING).await;
    old.write(&frame(PING, ACK, 0, &ping.payload)).await;
    let goaway = old.until(GOAWAY).await;
    assert_eq!(goaway.payload[..4], 3u32.to_be_bytes());
    open.add_permits(2);
    let frames = old.rest().await;
    for stream in [1, 3] {
        let ended = |frame: &&Frame| frame.stream == stream && frame.flags & END_STREAM != 0;
        let end = frames.iter().find(ended).expect("the call ends");
        assert_eq!(end.kind, HEADERS, "with trailers");
    }
    assert!(!frames.iter().any(|frame| frame.kind == RST_STREAM), "{frames:?}");
}

#[tokio::test]
async fn after_its_grace_an_old_connection_ends_with_its_calls() {
    let server = Server::new()
        .max_connection_age(SHORT)
        // Long enough for a call to arrive.
        .max_connection_age_grace(Duration::from_secs(1));
    let (gate, mut arrivals, _open) = Guarded::new();
    let server = serve(server, gate).await;
    let mut old = Raw::connect(server.addr(), &[]).await;
    old.call(1, "Pass", &[]).await;
    soon(arrivals.recv()).await.expect("a caller");
    let frames = old.rest().await;
    assert!(frames.iter().any(|frame| frame.kind == GOAWAY), "{frames:?}");
    assert!(
        !frames
            .iter()
            .any(|frame| frame.stream == 1 && frame.flags & END_STREAM != 0),
        "{frames:?}"
    );
}

/// One of HTTP/1.1 has an age as well: it ends when what it was asked is answered.
#[tokio::test]
async fn an_old_connection_of_http1_ends() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let server = Server::new().max_connection_age(SHORT).preface_timeout(HOUR);
    let (gate, ..) = Guarded::new();
    let server = serve(server, gate).await;
    let mut old = tokio::net::TcpStream::connect(server.addr())
        .await
        .expect("connects");
    old.write_all(b"GET / HTTP/1.1\r\nhost: here\r\n\r\n")
        .await
        .expect("writes");
    let mut answer = Vec::new();
    soon(old.read_to_end(&mut answer)).await.expect("closed in order");
    assert!(
        answer.starts_with(b"HTTP/1.1 "),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}
