//! Frames that may not be: of the wrong length, on the wrong stream, at the wrong time.

use super::api::Note;
use super::attack::Attack;
use super::frame::{
    ACK, CONTINUATION, DATA, ENABLE_PUSH, END_HEADERS, END_STREAM, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR,
    GOAWAY, HEADERS, INITIAL_WINDOW_SIZE, LARGEST, MAX_FRAME_SIZE, PADDED, PING, PREFACE, PRIORITIZED,
    PRIORITY, PROTOCOL_ERROR, PUSH_PROMISE, REFUSED_STREAM, SETTINGS, STREAM_CLOSED, WINDOW_UPDATE, frame,
    head, settings,
};
use super::hpack::Block;
use super::peer::{Peer, Seen, prefixed};
use super::target::Target;

const MALFORMED: &[Seen] = &[Seen::Goaway(PROTOCOL_ERROR)];
/// The engine has no more than the general code for most of these.
const BAD_SIZE: &[Seen] = &[Seen::Goaway(FRAME_SIZE_ERROR), Seen::Goaway(PROTOCOL_ERROR)];
const OVER: &[Seen] = &[Seen::Goaway(STREAM_CLOSED), Seen::Goaway(PROTOCOL_ERROR)];
const CLOSED_STREAM: &[Seen] = &[
    Seen::Reset(PROTOCOL_ERROR),
    Seen::Goaway(STREAM_CLOSED),
    Seen::Reset(STREAM_CLOSED),
    Seen::Goaway(PROTOCOL_ERROR),
];

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("a frame one byte too large", BAD_SIZE, |target| {
        alone(target, &frame(DATA, 0, 1, &[0; LARGEST + 1]))
    }),
    Attack::new("the head of a frame of 16 MiB", BAD_SIZE, |target| {
        alone(target, &head((1 << 24) - 1, HEADERS, END_HEADERS, 1))
    }),
    Attack::new("a frame of an unknown type", &[Seen::Lives], |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&frame(0xfa, 0xff, 77, b"what is this?"));
        peer.lives()
    }),
    Attack::new("DATA on stream 0", MALFORMED, |target| {
        alone(target, &frame(DATA, 0, 0, b"data"))
    }),
    Attack::new("DATA on a stream that never was", MALFORMED, |target| {
        alone(target, &frame(DATA, 0, 1, b"data"))
    }),
    Attack::new("DATA on a stream of the server", MALFORMED, |target| {
        alone(target, &frame(DATA, 0, 2, b"data"))
    }),
    Attack::new("DATA after the end of its stream", CLOSED_STREAM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.call(1, "Hold", &Note::default());
        peer.send(&frame(DATA, 0, 1, b"more"));
        peer.seen(1)
    }),
    Attack::new("HEADERS on stream 0", MALFORMED, |target| {
        alone(
            target,
            &frame(HEADERS, END_HEADERS, 0, Block::call("Echo").bytes()),
        )
    }),
    Attack::new("HEADERS on an even stream", MALFORMED, |target| {
        alone(
            target,
            &frame(HEADERS, END_HEADERS, 2, Block::call("Echo").bytes()),
        )
    }),
    Attack::new("HEADERS on a stream before the last", OVER, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(5, &Block::call("Hold"));
        peer.open(3, &Block::call("Hold"));
        peer.end()
    }),
    Attack::new("HEADERS after the end of their stream", CLOSED_STREAM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.call(1, "Hold", &Note::default());
        peer.open(1, &Block::call("Hold"));
        peer.seen(1)
    }),
    Attack::new(
        "the last stream there can be, and one more",
        &[Seen::Goaway(PROTOCOL_ERROR), Seen::Goaway(STREAM_CLOSED)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.call((1 << 31) - 1, "Echo", &Note::default());
            if peer.seen((1 << 31) - 1) != Seen::Status(0) {
                return Seen::Closed;
            }
            peer.open(1, &Block::call("Echo"));
            peer.end()
        },
    ),
    Attack::new(
        "streams beyond the limit",
        &[Seen::Reset(REFUSED_STREAM)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            for stream in (1..=401).step_by(2) {
                peer.open(stream, &Block::call("Collect"));
            }
            peer.seen(401)
        },
    ),
    Attack::new("SETTINGS on a stream", MALFORMED, |target| {
        alone(target, &frame(SETTINGS, 0, 1, &[]))
    }),
    Attack::new("SETTINGS of five bytes", BAD_SIZE, |target| {
        alone(target, &frame(SETTINGS, 0, 0, &[0; 5]))
    }),
    Attack::new("an answer to SETTINGS with some of its own", BAD_SIZE, |target| {
        alone(target, &frame(SETTINGS, ACK, 0, &[0; 6]))
    }),
    Attack::new("an answer to SETTINGS that were not sent", MALFORMED, |target| {
        alone(target, &frame(SETTINGS, ACK, 0, &[]))
    }),
    Attack::new("SETTINGS: push, twice", MALFORMED, |target| {
        alone(target, &settings(&[(ENABLE_PUSH, 2)]))
    }),
    Attack::new(
        "SETTINGS: windows beyond all",
        &[Seen::Goaway(FLOW_CONTROL_ERROR), Seen::Goaway(PROTOCOL_ERROR)],
        |target| alone(target, &settings(&[(INITIAL_WINDOW_SIZE, 1 << 31)])),
    ),
    Attack::new("SETTINGS: frames of one byte", MALFORMED, |target| {
        alone(target, &settings(&[(MAX_FRAME_SIZE, 1)]))
    }),
    Attack::new("SETTINGS: frames beyond all", MALFORMED, |target| {
        alone(target, &settings(&[(MAX_FRAME_SIZE, 1 << 24)]))
    }),
    Attack::new("SETTINGS that nobody knows", &[Seen::Lives], |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&settings(&[(0xffff, u32::MAX), (0, 0), (0x4242, 1)]));
        peer.lives()
    }),
    Attack::new(
        "SETTINGS that come after something else",
        &[Seen::Goaway(PROTOCOL_ERROR), Seen::Lives],
        |target| {
            let mut peer = Peer::silent(target.plain);
            peer.send(&[PREFACE, &frame(PING, 0, 0, b"pingpong")].concat());
            peer.lives()
        },
    ),
    Attack::new(
        "SETTINGS of the server that are never answered, and calls",
        &[Seen::Reset(REFUSED_STREAM)],
        |target| {
            let mut peer = Peer::silent(target.plain);
            peer.send(&[PREFACE, &settings(&[(super::frame::HEADER_TABLE_SIZE, 0)])].concat());
            for stream in (1..=401).step_by(2) {
                peer.open(stream, &Block::call("Collect"));
            }
            peer.seen(401)
        },
    ),
    Attack::new("PING on a stream", MALFORMED, |target| {
        alone(target, &frame(PING, 0, 1, b"pingpong"))
    }),
    Attack::new("PING of seven bytes", BAD_SIZE, |target| {
        alone(target, &frame(PING, 0, 0, b"pingpon"))
    }),
    Attack::new(
        "PRIORITY on itself",
        &[
            Seen::Goaway(PROTOCOL_ERROR),
            Seen::Reset(PROTOCOL_ERROR),
            Seen::Lives,
        ],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Hold"));
            peer.send(&frame(PRIORITY, 0, 1, &[0, 0, 0, 1, 1]));
            peer.lives()
        },
    ),
    Attack::new("PRIORITY on stream 0", MALFORMED, |target| {
        alone(target, &frame(PRIORITY, 0, 0, &[0, 0, 0, 1, 1]))
    }),
    Attack::new("PRIORITY of four bytes", BAD_SIZE, |target| {
        alone(target, &frame(PRIORITY, 0, 1, &[0, 0, 0, 1]))
    }),
    Attack::new(
        "HEADERS with half a priority",
        &[Seen::Goaway(PROTOCOL_ERROR), Seen::Goaway(FRAME_SIZE_ERROR)],
        |target| alone(target, &frame(HEADERS, END_HEADERS | PRIORITIZED, 1, &[0, 0])),
    ),
    Attack::new("PUSH_PROMISE of a client", MALFORMED, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Hold"));
        let promise = [&2u32.to_be_bytes()[..], Block::call("Echo").bytes()].concat();
        peer.send(&frame(PUSH_PROMISE, END_HEADERS, 1, &promise));
        peer.end()
    }),
    Attack::new("GOAWAY on a stream", MALFORMED, |target| {
        alone(target, &frame(GOAWAY, 0, 1, &[0; 8]))
    }),
    Attack::new("GOAWAY of seven bytes", BAD_SIZE, |target| {
        alone(target, &frame(GOAWAY, 0, 0, &[0; 7]))
    }),
    Attack::new(
        "GOAWAY, and calls after it",
        &[Seen::Status(0), Seen::Closed],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.send(&frame(GOAWAY, 0, 0, &[0; 8]));
            peer.call(1, "Echo", &Note::default());
            peer.seen(1)
        },
    ),
    Attack::new(
        "GOAWAYs that take back what they said",
        &[Seen::Closed, Seen::Goaway(PROTOCOL_ERROR), Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            for last in [0u32, 100, 2, 1 << 30] {
                peer.send(&frame(GOAWAY, 0, 0, &[last.to_be_bytes(), [0; 4]].concat()));
            }
            peer.lives()
        },
    ),
    Attack::new("DATA of more padding than payload", MALFORMED, |target| {
        padded(target, &[9, 1, 2])
    }),
    Attack::new(
        "DATA of nothing with padding",
        &[Seen::Goaway(PROTOCOL_ERROR), Seen::Goaway(FRAME_SIZE_ERROR)],
        |target| padded(target, &[]),
    ),
    Attack::new("HEADERS of more padding than payload", MALFORMED, |target| {
        let block = [&[255][..], &Block::call("Echo").bytes()[..50]].concat();
        alone(target, &frame(HEADERS, END_HEADERS | PADDED, 1, &block))
    }),
    Attack::new(
        "a call in as much padding as there can be",
        &[Seen::Status(0)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            let padding = [0; 255];
            let block = [&[255][..], Block::call("Echo").bytes(), &padding].concat();
            peer.send(&frame(HEADERS, END_HEADERS | PADDED, 1, &block));
            for byte in prefixed(&[]) {
                peer.send(&frame(DATA, PADDED, 1, &[&[255, byte][..], &padding].concat()));
            }
            peer.send(&frame(DATA, END_STREAM, 1, &[]));
            peer.seen(1)
        },
    ),
    Attack::new("CONTINUATION of nothing", MALFORMED, |target| {
        alone(
            target,
            &frame(CONTINUATION, END_HEADERS, 1, Block::call("Echo").bytes()),
        )
    }),
    Attack::new("CONTINUATION on another stream", MALFORMED, |target| {
        let begun = frame(HEADERS, 0, 1, Block::call("Echo").bytes());
        alone(
            target,
            &[begun, frame(CONTINUATION, END_HEADERS, 3, &[])].concat(),
        )
    }),
    Attack::new("PING within a header list", MALFORMED, |target| {
        let begun = frame(HEADERS, 0, 1, Block::call("Echo").bytes());
        alone(target, &[begun, frame(PING, 0, 0, b"pingpong")].concat())
    }),
    Attack::new("another stream within a header list", MALFORMED, |target| {
        let begun = frame(HEADERS, 0, 1, Block::call("Echo").bytes());
        let other = frame(HEADERS, END_HEADERS, 3, Block::call("Echo").bytes());
        alone(target, &[begun, other].concat())
    }),
    Attack::new("WINDOW_UPDATE of three bytes", BAD_SIZE, |target| {
        alone(target, &frame(WINDOW_UPDATE, 0, 0, &[0, 0, 1]))
    }),
];

/// Sends it on a new connection, and waits for its end.
fn alone(target: &Target, bytes: &[u8]) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.send(bytes);
    peer.end()
}

/// The same with DATA that says that it is padded.
fn padded(target: &Target, payload: &[u8]) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(1, &Block::call("Collect"));
    peer.send(&frame(DATA, PADDED, 1, payload));
    peer.end()
}
