//! HTTP/1.1, by which gRPC-Web comes too: slow, without end, and of two minds.

use std::net::SocketAddr;

use super::attack::Attack;
use super::peer::{Peer, Seen, flagged, prefix, prefixed};

const CLOSED: &[Seen] = &[Seen::Closed];
/// What a call comes to, which HTTP says nothing of: it is 200 in any case.
const OK: &[Seen] = &[Seen::Status(0)];
const TOO_MUCH: &[Seen] = &[Seen::Status(8)];
const BROKEN: &[Seen] = &[Seen::Status(13)];
/// A message that has begun, and does not come whole.
const LATE: &[Seen] = &[Seen::Status(4)];
/// What is no body: the call is CANCELLED, if it is heard of.
const CUT_SHORT: &[Seen] = &[Seen::Closed, Seen::Status(1), Seen::Http(400)];
const BAD: &[Seen] = &[Seen::Http(400), Seen::Closed];
const TOO_LARGE: &[Seen] = &[Seen::Http(431), Seen::Http(400), Seen::Closed];
/// Closed, and told before that it was too slow or not.
const TOO_SLOW: &[Seen] = &[Seen::Closed, Seen::Http(408)];

const BEGUN: &str =
    "POST /peers.Target/Collect HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/grpc-web\r\n";

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("HTTP/1: a header that does not end", TOO_SLOW, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(BEGUN.as_bytes());
        peer.http1()
    }),
    Attack::new("HTTP/1: headers, a byte at a time", TOO_SLOW, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.drip(BEGUN.repeat(10).as_bytes())
    }),
    Attack::new("HTTP/1: a request, and silence", CLOSED, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(&request("", &prefixed(&[])));
        match peer.answer() {
            Seen::Status(0) => peer.drained(),
            seen => seen,
        }
    }),
    Attack::new("HTTP/1: a body that does not come", CUT_SHORT, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(format!("{BEGUN}content-length: 100\r\n\r\n").as_bytes());
        peer.answer()
    }),
    Attack::new("HTTP/1: chunks that do not end", LATE, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(format!("{BEGUN}transfer-encoding: chunked\r\n\r\n5\r\n\0\0").as_bytes());
        peer.answer()
    }),
    Attack::new("HTTP/1: a reply that nobody takes", CLOSED, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(&call("Pour", &prefixed(&large())));
        peer.deaf(b"and more")
    }),
    Attack::new(
        "HTTP/1: requests without end, of which no answer is taken",
        &[Seen::Closed],
        |target| {
            let mut peer = Peer::silent(target.hasty);
            peer.unread(&call("Echo", &prefixed(&large())))
        },
    ),
    Attack::new("HTTP/1: one header of 1 MiB", TOO_LARGE, |target| {
        said(
            target.plain,
            &[BEGUN.as_bytes(), b"x: ", &vec![b'x'; 1 << 20]].concat(),
        )
    }),
    Attack::new("HTTP/1: ten thousand headers", TOO_LARGE, |target| {
        said(
            target.plain,
            &[BEGUN.as_bytes(), &b"x: y\r\n".repeat(10_000), b"\r\n"].concat(),
        )
    }),
    Attack::new(
        "HTTP/1: a target of 1 MiB",
        &[Seen::Http(414), Seen::Http(431), Seen::Http(400), Seen::Closed],
        |target| {
            said(
                target.plain,
                &[b"GET /", &vec![b'x'; 1 << 20][..], b" HTTP/1.1\r\n\r\n"].concat(),
            )
        },
    ),
    Attack::new("HTTP/1: two lengths", BAD, |target| {
        said(
            target.plain,
            format!("{BEGUN}content-length: 5\r\ncontent-length: 6\r\n\r\n\0\0\0\0\0").as_bytes(),
        )
    }),
    Attack::new("HTTP/1: a length and chunks", BAD, |target| {
        // Who answers it closes the connection: what follows may be the end of another's request (RFC 9112, 6.1).
        let both = "content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\n\0\0\0\0\0\r\n0\r\n\r\n";
        let mut peer = Peer::silent(target.plain);
        peer.send(&[format!("{BEGUN}{both}").as_bytes(), &request("", &prefixed(&[]))].concat());
        match peer.answer() {
            Seen::Status(0) => peer.answer(),
            seen => seen,
        }
    }),
    Attack::new("HTTP/1: a length below zero", BAD, |target| {
        said(
            target.plain,
            format!("{BEGUN}content-length: -5\r\n\r\n").as_bytes(),
        )
    }),
    Attack::new("HTTP/1: a length of 2^64", BAD, |target| {
        said(
            target.plain,
            format!("{BEGUN}content-length: 18446744073709551616\r\n\r\n").as_bytes(),
        )
    }),
    Attack::new("HTTP/1: chunks in no chunks", BAD, |target| {
        said(
            target.plain,
            format!("{BEGUN}transfer-encoding: chunked, gzip\r\n\r\n5\r\n").as_bytes(),
        )
    }),
    Attack::new("HTTP/1: a chunk of 2^68 bytes", CUT_SHORT, |target| {
        said(
            target.plain,
            format!("{BEGUN}transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n").as_bytes(),
        )
    }),
    Attack::new(
        "HTTP/1: a chunk that says 1 MiB about itself",
        CUT_SHORT,
        |target| {
            let head = format!("{BEGUN}transfer-encoding: chunked\r\n\r\n5;");
            said(target.plain, &[head.as_bytes(), &vec![b'x'; 1 << 20]].concat())
        },
    ),
    Attack::new("HTTP/1: trailers of 1 MiB", CUT_SHORT, |target| {
        let head = format!("{BEGUN}transfer-encoding: chunked\r\n\r\n0\r\n");
        said(
            target.plain,
            &[head.as_bytes(), &b"x: y\r\n".repeat(1 << 18)].concat(),
        )
    }),
    Attack::new("HTTP/1: twenty thousand chunks of a byte", OK, |target| {
        let head = format!("{BEGUN}transfer-encoding: chunked\r\n\r\n");
        let chunks = b"1\r\n\0\r\n".repeat(20_000);
        said(target.plain, &[head.as_bytes(), &chunks, b"0\r\n\r\n"].concat())
    }),
    Attack::new("HTTP/1: a header with a NUL", BAD, |target| {
        said(target.plain, format!("{BEGUN}x: a\0b\r\n\r\n").as_bytes())
    }),
    Attack::new("HTTP/1: a space before a colon", BAD, |target| {
        said(
            target.plain,
            format!("{BEGUN}content-length : 5\r\n\r\n").as_bytes(),
        )
    }),
    Attack::new("HTTP/1: a header in two lines", BAD, |target| {
        said(target.plain, format!("{BEGUN}x: a\r\n b\r\n\r\n").as_bytes())
    }),
    Attack::new("HTTP/1: gRPC itself", &[Seen::Http(505)], |target| {
        let head = "POST /peers.Target/Echo HTTP/1.1\r\ncontent-type: application/grpc\r\n";
        said(
            target.plain,
            format!("{head}content-length: 5\r\n\r\n\0\0\0\0\0").as_bytes(),
        )
    }),
    Attack::new(
        "HTTP/1: CONNECT",
        &[
            Seen::Http(400),
            Seen::Http(404),
            Seen::Http(405),
            Seen::Http(200),
            Seen::Closed,
        ],
        |target| {
            said(
                target.plain,
                b"CONNECT localhost:22 HTTP/1.1\r\nhost: localhost:22\r\n\r\nSSH-2.0-x\r\n",
            )
        },
    ),
    Attack::new("HTTP/1: an upgrade to HTTP/2", OK, |target| {
        let upgrade = "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n";
        said(target.plain, &request(upgrade, &prefixed(&[])))
    }),
    Attack::new(
        "HTTP/1: a body that waits to be asked for, of 4 GiB",
        &[Seen::Http(100), Seen::Http(200), Seen::Http(417)],
        |target| {
            said(
                target.plain,
                format!("{BEGUN}expect: 100-continue\r\ncontent-length: 4294967296\r\n\r\n").as_bytes(),
            )
        },
    ),
    Attack::new("gRPC-Web: text that is no base64", BROKEN, |target| {
        said(target.plain, &text(b"!!! no base64 !!!"))
    }),
    Attack::new("gRPC-Web: text that ends too early", BROKEN, |target| {
        said(target.plain, &text(b"AAAAAA"))
    }),
    Attack::new("gRPC-Web: a megabyte of padding", BROKEN, |target| {
        said(target.plain, &text(&vec![b'='; 1 << 20]))
    }),
    Attack::new("gRPC-Web: a message of 4 GiB", TOO_MUCH, |target| {
        said(target.plain, &request("", &prefix(0, u32::MAX)))
    }),
    Attack::new("gRPC-Web: trailers of a request", BROKEN, |target| {
        said(target.plain, &request("", &flagged(0x80, b"grpc-status: 0\r\n")))
    }),
    Attack::new("gRPC-Web: origins that are none", OK, |target| {
        said(
            target.plain,
            &request(
                "origin: null\r\norigin: \u{e4}\r\norigin: http://a b\r\n",
                &prefixed(&[]),
            ),
        )
    }),
    Attack::new(
        "gRPC-Web: a thousand preflights, one after the other",
        &[Seen::Http(200), Seen::Http(204), Seen::Http(403)],
        |target| {
            let ask = "OPTIONS /peers.Target/Echo HTTP/1.1\r\nhost: localhost\r\norigin: http://evil.example\r\n\
            access-control-request-method: POST\r\naccess-control-request-headers: x\r\n\r\n";
            let mut seen = Seen::Closed;
            for _ in 0..1000 {
                let mut peer = Peer::silent(target.plain);
                peer.send(ask.as_bytes());
                seen = peer.http1();
            }
            seen
        },
    ),
];

/// A whole call of gRPC-Web.
fn request(more: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{BEGUN}{more}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// One of another method.
fn call(method: &str, body: &[u8]) -> Vec<u8> {
    let begun = BEGUN.replace("Collect", method);
    let head = format!("{begun}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A note of 16 KiB.
fn large() -> Vec<u8> {
    [&[0x12, 0x80, 0x80, 0x01][..], &[7; 16 << 10]].concat()
}

/// One in the text form.
fn text(body: &[u8]) -> Vec<u8> {
    let head = "POST /peers.Target/Collect HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/grpc-web-text\r\n";
    [
        format!("{head}content-length: {}\r\n\r\n", body.len()).as_bytes(),
        body,
    ]
    .concat()
}

/// Says this, and reads the answer.
fn said(addr: SocketAddr, bytes: &[u8]) -> Seen {
    let mut peer = Peer::silent(addr);
    peer.send(bytes);
    peer.answer()
}
