//! Peers that are not well-behaved.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use traitwire::server::Server;

use super::http1::Http1;
use super::{Gate, GateServer, Guarded, HOUR, Running, Visitor, is_open, soon};

/// The client's preface and an empty SETTINGS frame.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00";

async fn with_preface_timeout(timeout: Duration) -> Running {
    let (gate, ..) = Guarded::new();
    let server = Server::new().preface_timeout(timeout).add(GateServer::new(gate));
    Running::new(server.bind("127.0.0.1:0").await.expect("binds"))
}

/// A connection that says this, and no more.
async fn begun(server: &Running, start: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.addr()).await.expect("connects");
    stream.write_all(start).await.expect("writes");
    stream
}

/// Waits until the server has closed the connection, in whatever way.
async fn ended(mut stream: TcpStream) {
    let _ = soon(stream.read_to_end(&mut Vec::new())).await;
}

#[tokio::test]
async fn a_slow_preface_is_not_waited_for() {
    let server = with_preface_timeout(Duration::from_millis(50)).await;
    let patient = with_preface_timeout(HOUR).await;
    for start in [&PREFACE[..0], &PREFACE[..10], &PREFACE[..24]] {
        let waited_for = begun(&patient, start).await;
        ended(begun(&server, start).await).await;
        assert!(is_open(&waited_for), "it began before the one that was closed");
    }
    assert!(patient.client().await.greet(Visitor::default()).await.is_ok());
}

#[tokio::test]
async fn a_connection_that_has_sent_its_preface_may_be_idle() {
    // Long enough for a preface on a machine that has much else to do.
    let server = with_preface_timeout(Duration::from_secs(1)).await;
    let client = server.client().await;
    // One that sends nothing is closed: the time of the others has passed as well.
    ended(begun(&server, b"").await).await;
    assert!(client.greet(Visitor::default()).await.is_ok());

    let mut idle = begun(&server, PREFACE).await;
    // One that sends nothing is closed: the time of the others has passed as well.
    ended(begun(&server, b"").await).await;
    // A PING is answered: it is open.
    idle.write_all(b"\x00\x00\x08\x06\x00\x00\x00\x00\x00pingpong")
        .await
        .expect("writes");
    let mut answer = Vec::new();
    soon(async {
        while !answer.ends_with(b"pingpong") {
            assert_ne!(idle.read_buf(&mut answer).await.expect("open"), 0);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_http_is_closed_in_order_and_hurts_nobody() {
    let (server, ..) = Running::gate().await;
    let almost = [&PREFACE[..20], b"??", PREFACE].concat();
    let long = [b"GET /", &[b'x'; 20_000][..]].concat();
    for nonsense in [
        &b"INVALID CONNECTION PREFACE\r\n\r\n"[..],
        b"GET / HTTP/3.0\r\n\r\n",
        b"\r\n",
        &[0xff; 4096],
        &almost,
        &long,
    ] {
        // Whether or not it waits for an answer, there is none, and no reset.
        for waits in [true, false] {
            let mut http1 = Http1::connect(server.addr()).await;
            http1.send(nonsense).await;
            if !waits {
                http1.end().await;
            }
            assert_eq!(http1.closed().await, b"");
        }
    }
    assert!(server.client().await.greet(Visitor::default()).await.is_ok());
}
