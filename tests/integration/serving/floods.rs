//! Peers that do without end what costs them nothing: each is told to calm down, and nobody else notices.

use tokio::io::AsyncWriteExt as _;
use traitwire::server::Server;

use super::wire::{
    CONTINUATION, DATA, END_HEADERS, END_STREAM, ENHANCE_YOUR_CALM, GOAWAY, HEADERS, PING, RST_STREAM, Raw,
    SETTINGS, WINDOW_UPDATE, call, frame, visitor,
};
use super::{Gate, GateServer, Guarded, Running, Visitor, soon};

/// A PRIORITY frame, which RFC 9113 keeps for those who send it still.
const PRIORITY: u8 = 2;

/// Sends `bytes` again and again, until the server ends the connection; the code of its GOAWAY.
async fn flood(server: &Running, first: &[u8], bytes: &[u8]) -> Option<u32> {
    let mut raw = Raw::connect(server.addr(), &[]).await;
    raw.write(first).await;
    // By whole frames: a part of one would be another frame, the next time.
    let many = bytes.repeat(1 + (32 << 10) / bytes.len());
    // Written while it is read: the server answers, and waits until it has.
    let (mut raw, mut write) = raw.split();
    let writing = tokio::spawn(async move { while write.write_all(&many).await.is_ok() {} });
    let mut code = None;
    while let Some(frame) = raw.frame().await {
        if frame.kind == GOAWAY {
            code = Some(frame.code());
        }
    }
    soon(writing).await.expect("no panic");
    code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_is_told_to_calm_down() {
    let (server, ..) = Running::gate().await;
    let begun = frame(HEADERS, END_HEADERS, 1, &call("Pass", &[]));
    let headers = frame(HEADERS, END_STREAM, 1, &call("Pass", &[]));
    for (name, first, bytes) in [
        ("PING", &[][..], frame(PING, 0, 0, b"pingpong")),
        ("SETTINGS", &[], frame(SETTINGS, 0, 0, &[])),
        ("PRIORITY", &[], frame(PRIORITY, 0, 1, &[0, 0, 0, 0, 1])),
        ("an unknown type", &[], frame(0xab, 0, 0, &[])),
        (
            "WINDOW_UPDATE",
            &[],
            frame(WINDOW_UPDATE, 0, 0, &1u32.to_be_bytes()),
        ),
        ("empty DATA", &begun, frame(DATA, 0, 1, &[])),
        ("CONTINUATION", &headers, frame(CONTINUATION, 0, 1, &[])),
    ] {
        let code = flood(&server, first, &bytes).await;
        assert_eq!(code, Some(ENHANCE_YOUR_CALM), "{name}");
        server.client().await.greet(Visitor::default()).await.expect(name);
    }
}

/// Calls that are reset once they run: h2 does not count those.
#[tokio::test]
async fn resets_of_running_calls_are_counted() {
    let (gate, mut arrivals, _open) = Guarded::new();
    let server = Server::new().max_resets(2).add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let mut raw = Raw::connect(server.addr(), &[]).await;
    let goaway = soon(async {
        for stream in (1..).step_by(2) {
            let headers = frame(HEADERS, END_HEADERS, stream, &call("Pass", &[]));
            let message = frame(DATA, END_STREAM, stream, &visitor(1));
            // It may be over before this is sent.
            let _ = raw.stream.write_all(&[headers, message].concat()).await;
            loop {
                tokio::select! {
                    biased;
                    frame = raw.frame() => {
                        let frame = frame.expect("a GOAWAY before the end");
                        if frame.kind == GOAWAY {
                            return frame;
                        }
                    }
                    _ = arrivals.recv() => break,
                }
            }
            let _ = raw
                .stream
                .write_all(&frame(RST_STREAM, 0, stream, &8u32.to_be_bytes()))
                .await;
        }
        unreachable!("streams have no end");
    })
    .await;
    assert_eq!(goaway.code(), ENHANCE_YOUR_CALM);
    assert_eq!(goaway.payload[8..], *b"too_many_resets");
    server
        .client()
        .await
        .greet(Visitor::default())
        .await
        .expect("answered");
}

/// Under limits that a flood would meet at once, a caller who gets answers may go on for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_caller_is_no_flood() {
    let (gate, _arrivals, _open) = Guarded::new();
    let server = Server::new()
        .max_resets(1)
        .max_control_frames(1)
        .add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let client = server.client().await;
    for number in 0..300 {
        client.greet(Visitor { number }).await.expect("answered");
        // Given up after its first message: a reset.
        let mut queue = client.queue(Visitor { number }).await.expect("queues");
        soon(queue.next()).await.expect("a message").expect("no error");
    }
}
