//! Messages in their frames: that are none, end too early, or do not end (what is in them is in `contents`).

use super::attack::Attack;
use super::contents::{LENGTH, field};
use super::frame::{DATA, END_HEADERS, END_STREAM, ENHANCE_YOUR_CALM, HEADERS, frame};
use super::hpack::Block;
use super::peer::{Peer, Seen, flagged, prefix, prefixed};
use super::target::Target;

const OK: u32 = 0;
const DEADLINE_EXCEEDED: u32 = 4;
const RESOURCE_EXHAUSTED: u32 = 8;
const UNIMPLEMENTED: u32 = 12;
const INTERNAL: u32 = 13;

const BROKEN: &[Seen] = &[Seen::Status(INTERNAL)];
const TOO_LARGE: &[Seen] = &[Seen::Status(RESOURCE_EXHAUSTED)];
const NOT_ONE: &[Seen] = &[Seen::Status(UNIMPLEMENTED)];
const FINE: &[Seen] = &[Seen::Status(OK)];

/// The largest message that is read, in bytes.
pub(crate) const MOST: usize = 4 << 20;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("a flag of 2", BROKEN, |target| {
        body(target, "Echo", &flagged(2, &[]))
    }),
    Attack::new("a flag of 255", BROKEN, |target| {
        body(target, "Echo", &flagged(255, &[]))
    }),
    Attack::new("a flag of 128: trailers of gRPC-Web", BROKEN, |target| {
        body(target, "Echo", &flagged(128, b"grpc-status: 0\r\n"))
    }),
    Attack::new("a message of 4 GiB", TOO_LARGE, |target| {
        body(target, "Echo", &prefix(0, u32::MAX))
    }),
    Attack::new("a message one byte too large", TOO_LARGE, |target| {
        body(target, "Echo", &prefix(0, MOST as u32 + 1))
    }),
    Attack::new("a message one byte too large, all of it", TOO_LARGE, |target| {
        body(target, "Echo", &prefixed(&vec![0; MOST + 1]))
    }),
    Attack::new("a message one byte too large in a stream", TOO_LARGE, |target| {
        let large = [prefixed(&[]), prefix(0, MOST as u32 + 1)].concat();
        body(target, "Collect", &large)
    }),
    Attack::new(
        "two hundred messages of 4 MiB that do not come",
        &[Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            for stream in (1..400).step_by(2) {
                peer.open(stream, &Block::call("Echo"));
                peer.send(&frame(DATA, 0, stream, &prefix(0, MOST as u32)));
            }
            peer.lives()
        },
    ),
    Attack::new(
        "twenty messages of 4 MiB of which a byte does not come",
        &[Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            let almost = [prefix(0, MOST as u32), vec![0; MOST - 1]].concat();
            for stream in (1..40).step_by(2) {
                peer.open(stream, &Block::call("Echo"));
                peer.part(stream, &almost);
            }
            peer.lives()
        },
    )
    .room(200),
    Attack::new("a body that ends within a prefix", BROKEN, |target| {
        body(target, "Echo", &[0, 0, 0])
    }),
    Attack::new("a body that ends within a message", BROKEN, |target| {
        body(target, "Echo", &[prefix(0, 100), vec![0; 50]].concat())
    }),
    Attack::new("a stream that ends within a message", BROKEN, |target| {
        body(
            target,
            "Collect",
            &[prefixed(&[]), prefix(0, 100), vec![0; 50]].concat(),
        )
    }),
    Attack::new("no message", NOT_ONE, |target| body(target, "Echo", &[])),
    Attack::new("one message too many", NOT_ONE, |target| {
        body(target, "Echo", &prefixed(&[]).repeat(2))
    }),
    Attack::new("a hundred thousand messages too many", NOT_ONE, |target| {
        body(target, "Echo", &prefixed(&[]).repeat(100_000))
    }),
    Attack::new(
        "a message, and what is none",
        &[Seen::Status(UNIMPLEMENTED), Seen::Status(INTERNAL)],
        |target| body(target, "Echo", &[prefixed(&[]), vec![0xff; 100]].concat()),
    ),
    Attack::new(
        "a stream of a hundred thousand messages of nothing",
        FINE,
        |target| body(target, "Collect", &prefixed(&[]).repeat(100_000)),
    ),
    Attack::new("the same, given back", FINE, |target| {
        let mut peer = Peer::with(
            target.plain,
            &[(super::frame::INITIAL_WINDOW_SIZE, (1 << 31) - 1)],
        );
        peer.send(&super::frame::window(0, 1 << 30));
        peer.open(1, &Block::call("Chat"));
        peer.body(1, &prefixed(&[]).repeat(100_000));
        peer.seen(1)
    }),
    Attack::new(
        "a message in frames of a byte",
        &[Seen::Status(OK), Seen::Goaway(ENHANCE_YOUR_CALM)],
        |target| {
            let message = prefixed(&field(
                2,
                LENGTH,
                &[&[0xd0, 0x86, 0x03][..], &vec![7; 50_000]].concat(),
            ));
            let frames: Vec<u8> = message
                .iter()
                .flat_map(|byte| frame(DATA, 0, 1, &[*byte]))
                .collect();
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Echo"));
            peer.send(&frames);
            peer.send(&frame(DATA, END_STREAM, 1, &[]));
            peer.seen(1)
        },
    ),
    Attack::new(
        "a message after the refusal of the first, and more of them",
        TOO_LARGE,
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Echo"));
            peer.send(&frame(DATA, 0, 1, &prefix(0, u32::MAX)));
            peer.part(1, &vec![0; 10 << 20]);
            peer.seen(1)
        },
    ),
    Attack::new(
        "a body that comes too slowly for its deadline",
        &[Seen::Status(DEADLINE_EXCEEDED)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Echo").with("grpc-timeout", "100m"));
            peer.send(&frame(DATA, 0, 1, &prefix(0, 100)));
            peer.seen(1)
        },
    ),
    Attack::new(
        "a body that comes a byte at a time, longer than its deadline",
        &[Seen::Status(DEADLINE_EXCEEDED)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Echo").with("grpc-timeout", "500m"));
            peer.drip_body(1, &prefixed(&[0x7a; 1000]))
        },
    ),
    Attack::new(
        "a message a byte at a time, without a deadline",
        &[Seen::Status(DEADLINE_EXCEEDED)],
        |target| {
            let mut peer = Peer::polite(target.hasty);
            peer.open(1, &Block::call("Collect"));
            peer.drip_body(1, &prefixed(&[0x7a; 1000]))
        },
    ),
    Attack::new(
        "a call without an end, and a peer that is gone",
        &[Seen::Closed],
        |target| {
            let mut peer = Peer::polite(target.hasty);
            peer.open(1, &Block::call("Collect"));
            peer.send(&frame(DATA, 0, 1, &prefix(0, 100)));
            peer.end()
        },
    ),
    Attack::new("an end before any message", NOT_ONE, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&frame(
            HEADERS,
            END_HEADERS | END_STREAM,
            1,
            Block::call("Echo").bytes(),
        ));
        peer.seen(1)
    }),
];

/// A call of a method with these bytes for a body.
pub(crate) fn body(target: &Target, method: &str, bytes: &[u8]) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(1, &Block::call(method));
    peer.body(1, bytes);
    peer.seen(1)
}
