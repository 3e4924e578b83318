//! Headers that are well written and say what they may not: pseudo-headers, connection headers, gRPC's own.

use super::attack::Attack;
use super::frame::{DATA, END_HEADERS, END_STREAM, HEADERS, PROTOCOL_ERROR, STREAM_CLOSED, frame};
use super::hpack::Block;
use super::peer::{Peer, Seen, prefixed};
use super::target::Target;

const MALFORMED: &[Seen] = &[Seen::Reset(PROTOCOL_ERROR), Seen::Goaway(PROTOCOL_ERROR)];
/// Malformed as HTTP/2 has it, and no harm: some answer, some do not.
const ODD: &[Seen] = &[
    Seen::Reset(PROTOCOL_ERROR),
    Seen::Http(400),
    Seen::Status(OK),
    Seen::Status(UNIMPLEMENTED),
];
const OK: u32 = 0;
const DEADLINE_EXCEEDED: u32 = 4;
const UNIMPLEMENTED: u32 = 12;
const INTERNAL: u32 = 13;

const POST_HTTP: [u8; 2] = [0x83, 0x86];

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("a header in capitals", MALFORMED, |target| {
        with(target, "X-Upper", "x")
    }),
    Attack::new("a header without a name", MALFORMED, |target| {
        with(target, "", "x")
    }),
    Attack::new("a name that is no UTF-8", MALFORMED, |target| {
        with(target, b"\xff\xfe", "x")
    }),
    Attack::new("a name with a line's end", MALFORMED, |target| {
        with(target, "x\r\ny", "x")
    }),
    Attack::new("a value that is no UTF-8", &[Seen::Status(OK)], |target| {
        with(target, "x-bytes", b"\xff\xfe")
    }),
    Attack::new("a value with a line's end", MALFORMED, |target| {
        with(target, "x-lines", "x\r\ny: z")
    }),
    Attack::new("a value with a NUL", MALFORMED, |target| {
        with(target, "x-nul", "a\0b")
    }),
    Attack::new("a path that is no UTF-8", MALFORMED, |target| {
        path(target, b"/peers.Target/\xff\xfe")
    }),
    Attack::new("an authority that is no UTF-8", MALFORMED, |target| {
        headers(
            target,
            &start()
                .with(":path", "/peers.Target/Echo")
                .with(":authority", b"\xff\xfe")
                .grpc(),
        )
    }),
    Attack::new(
        "no path",
        &[Seen::Reset(PROTOCOL_ERROR), Seen::Status(UNIMPLEMENTED)],
        |target| headers(target, &start().grpc()),
    ),
    Attack::new("an empty path", MALFORMED, |target| path(target, b"")),
    Attack::new("a path without a slash", ODD, |target| {
        path(target, b"peers.Target/Echo")
    }),
    Attack::new("a path that is a star", ODD, |target| path(target, b"*")),
    Attack::new("a path of slashes", &[Seen::Status(UNIMPLEMENTED)], |target| {
        path(target, &[b'/'; 1000])
    }),
    Attack::new("a path of 12 KiB", &[Seen::Status(UNIMPLEMENTED)], |target| {
        path(target, &[b'/'; 12_000])
    }),
    Attack::new(
        "a path to somewhere else",
        &[Seen::Status(UNIMPLEMENTED)],
        |target| path(target, b"/../peers.Target/%45cho?x=/peers.Target/Echo"),
    ),
    Attack::new("no method", MALFORMED, |target| {
        headers(
            target,
            &Block::new()
                .raw(&[0x86])
                .with(":path", "/peers.Target/Echo")
                .grpc(),
        )
    }),
    Attack::new("no scheme", MALFORMED, |target| {
        headers(
            target,
            &Block::new()
                .raw(&[0x83])
                .with(":path", "/peers.Target/Echo")
                .grpc(),
        )
    }),
    Attack::new("two paths", MALFORMED, |target| {
        with(target, ":path", "/peers.Target/Hold")
    }),
    Attack::new("a pseudo-header after the others", MALFORMED, |target| {
        headers(target, &start().grpc().with(":path", "/peers.Target/Echo"))
    }),
    Attack::new("a pseudo-header that nobody knows", MALFORMED, |target| {
        headers(target, &Block::pseudo("Echo").with(":magic", "1").grpc())
    }),
    Attack::new("a request with a status", MALFORMED, |target| {
        headers(target, &Block::pseudo("Echo").with(":status", "200").grpc())
    }),
    Attack::new("a request of no headers", MALFORMED, |target| {
        headers(target, &Block::new())
    }),
    Attack::new("CONNECT with a path", MALFORMED, |target| {
        let block = Block::new().with(":method", "CONNECT").raw(&[0x86]);
        headers(
            target,
            &block
                .with(":path", "/peers.Target/Echo")
                .with(":authority", "localhost")
                .grpc(),
        )
    }),
    Attack::new(
        "CONNECT to elsewhere",
        &[Seen::Http(405), Seen::Http(404), Seen::Status(UNIMPLEMENTED)],
        |target| {
            headers(
                target,
                &Block::new()
                    .with(":method", "CONNECT")
                    .with(":authority", "localhost:22"),
            )
        },
    ),
    Attack::new("extended CONNECT", MALFORMED, |target| {
        let block = Block::new()
            .with(":method", "CONNECT")
            .with(":protocol", "websocket")
            .raw(&[0x86]);
        headers(
            target,
            &block
                .with(":path", "/peers.Target/Echo")
                .with(":authority", "localhost")
                .grpc(),
        )
    }),
    Attack::new("a method that nobody knows", &[Seen::Http(405)], |target| {
        let block = Block::new().with(":method", "BREW").raw(&[0x86]);
        headers(target, &block.with(":path", "/peers.Target/Echo").grpc())
    }),
    Attack::new("another scheme", ODD, |target| {
        let block = Block::new().raw(&[0x83]).with(":scheme", "gopher");
        headers(
            target,
            &block
                .with(":path", "/peers.Target/Echo")
                .with(":authority", "localhost")
                .grpc(),
        )
    }),
    Attack::new("connection: close", MALFORMED, |target| {
        with(target, "connection", "close")
    }),
    Attack::new("transfer-encoding: chunked", MALFORMED, |target| {
        with(target, "transfer-encoding", "chunked")
    }),
    Attack::new("keep-alive", MALFORMED, |target| {
        with(target, "keep-alive", "timeout=5")
    }),
    Attack::new("upgrade", MALFORMED, |target| with(target, "upgrade", "h2c")),
    Attack::new("te: gzip", MALFORMED, |target| with(target, "te", "gzip")),
    Attack::new(
        "a length beyond the body",
        &[Seen::Reset(PROTOCOL_ERROR)],
        |target| with(target, "content-length", "500"),
    ),
    Attack::new(
        "a length short of the body",
        &[Seen::Reset(PROTOCOL_ERROR)],
        |target| with(target, "content-length", "1"),
    ),
    Attack::new(
        "a length that is none",
        &[Seen::Reset(PROTOCOL_ERROR)],
        |target| with(target, "content-length", "many"),
    ),
    Attack::new("two lengths", &[Seen::Reset(PROTOCOL_ERROR)], |target| {
        headers(
            target,
            &Block::call("Echo")
                .with("content-length", "5")
                .with("content-length", "6"),
        )
    }),
    Attack::new("another content type", &[Seen::Http(415)], |target| {
        headers(target, &Block::pseudo("Echo").with("content-type", "text/html"))
    }),
    Attack::new("a content type that is no text", &[Seen::Http(415)], |target| {
        headers(target, &Block::pseudo("Echo").with("content-type", [0xff_u8; 40]))
    }),
    Attack::new("no content type", &[Seen::Http(415)], |target| {
        headers(target, &Block::pseudo("Echo"))
    }),
    Attack::new(
        "binary metadata that is no base64",
        &[Seen::Status(OK), Seen::Status(INTERNAL)],
        |target| with(target, "x-bin", "!!! no base64 !!!"),
    ),
    Attack::new("a status among the metadata", &[Seen::Status(OK)], |target| {
        headers(
            target,
            &Block::call("Echo")
                .with("grpc-status", "5")
                .with("grpc-status-details-bin", "%%%"),
        )
    }),
    Attack::new("grpc-timeout of nothing", &[Seen::Status(INTERNAL)], |target| {
        timeout(target, "")
    }),
    Attack::new(
        "grpc-timeout without a unit",
        &[Seen::Status(INTERNAL)],
        |target| timeout(target, "1"),
    ),
    Attack::new(
        "grpc-timeout of another unit",
        &[Seen::Status(INTERNAL)],
        |target| timeout(target, "1x"),
    ),
    Attack::new("grpc-timeout below zero", &[Seen::Status(INTERNAL)], |target| {
        timeout(target, "-1S")
    }),
    Attack::new(
        "grpc-timeout of nine digits",
        &[Seen::Status(INTERNAL)],
        |target| timeout(target, "999999999S"),
    ),
    Attack::new(
        "grpc-timeout of twelve thousand digits",
        &[Seen::Status(INTERNAL)],
        |target| timeout(target, "9".repeat(12_000)),
    ),
    Attack::new(
        "grpc-timeout that is no text",
        &[Seen::Status(INTERNAL)],
        |target| timeout(target, [0xff, b'S']),
    ),
    Attack::new(
        "grpc-timeout of eleven thousand years",
        &[Seen::Status(OK)],
        |target| timeout(target, "99999999H"),
    ),
    Attack::new(
        "grpc-timeout of no time",
        &[Seen::Status(DEADLINE_EXCEEDED)],
        |target| timeout(target, "0n"),
    ),
    Attack::new(
        "pseudo-headers in trailers",
        &[
            Seen::Reset(PROTOCOL_ERROR),
            Seen::Goaway(PROTOCOL_ERROR),
            Seen::Status(OK),
        ],
        |target| {
            trailers(
                target,
                &Block::new().with(":path", "/peers.Target/Hold"),
                END_STREAM,
            )
        },
    ),
    Attack::new("trailers that end nothing", MALFORMED, |target| {
        trailers(target, &Block::new().with("x-trailer", "x"), 0)
    }),
    Attack::new("trailers of a request", &[Seen::Status(OK)], |target| {
        trailers(
            target,
            &Block::new().with("grpc-status", "13").with("x", "y"),
            END_STREAM,
        )
    }),
    Attack::new(
        "trailers, and a message after them",
        &[
            Seen::Reset(STREAM_CLOSED),
            Seen::Goaway(STREAM_CLOSED),
            Seen::Goaway(PROTOCOL_ERROR),
        ],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Hold"));
            peer.send(&frame(DATA, 0, 1, &prefixed(&[])));
            peer.send(&frame(
                HEADERS,
                END_HEADERS | END_STREAM,
                1,
                Block::new().with("x", "y").bytes(),
            ));
            peer.send(&frame(DATA, 0, 1, &prefixed(&[])));
            peer.seen(1)
        },
    ),
];

/// What every request begins with.
fn start() -> Block {
    Block::new().raw(&POST_HTTP)
}

/// A call with these headers, and an empty message.
fn headers(target: &Target, block: &Block) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(1, block);
    peer.body(1, &prefixed(&[]));
    peer.seen(1)
}

fn with(target: &Target, name: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> Seen {
    headers(target, &Block::call("Echo").with(name, value))
}

fn timeout(target: &Target, value: impl AsRef<[u8]>) -> Seen {
    with(target, "grpc-timeout", value)
}

fn path(target: &Target, path: &[u8]) -> Seen {
    headers(
        target,
        &start().with(":path", path).with(":authority", "localhost").grpc(),
    )
}

/// A call that ends with these trailers.
fn trailers(target: &Target, block: &Block, flags: u8) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(1, &Block::call("Echo"));
    peer.send(&frame(DATA, 0, 1, &prefixed(&[])));
    peer.send(&frame(HEADERS, END_HEADERS | flags, 1, block.bytes()));
    peer.seen(1)
}
