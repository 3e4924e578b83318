//! Calls that are begun to be given up.

use std::net::SocketAddr;

use super::api::Note;
use super::attack::Attack;
use super::frame::{
    CANCEL, DATA, END_HEADERS, END_STREAM, ENHANCE_YOUR_CALM, FRAME_SIZE_ERROR, HEADERS, PRIORITIZED,
    PROTOCOL_ERROR, RST_STREAM, frame, reset, window,
};
use super::hpack::Block;
use super::peer::{Peer, Seen, prefixed};

const CALM: &[Seen] = &[Seen::Goaway(ENHANCE_YOUR_CALM)];

/// The whole connection for the first of them, which is no less.
const CALM_OR_AT_ONCE: &[Seen] = &[Seen::Goaway(ENHANCE_YOUR_CALM), Seen::Goaway(PROTOCOL_ERROR)];

/// More than any peer may do.
const MANY: u32 = 20_000;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("rapid reset", CALM, |target| {
        each_stream(target.plain, |stream| {
            [
                frame(HEADERS, END_HEADERS, stream, Block::call("Echo").bytes()),
                reset(stream, CANCEL),
            ]
            .concat()
        })
    }),
    Attack::new("rapid reset of whole calls", CALM, |target| {
        let call = Block::call("Hold");
        each_stream(target.plain, |stream| {
            [
                frame(HEADERS, END_HEADERS, stream, call.bytes()),
                frame(DATA, END_STREAM, stream, &prefixed(&[])),
                reset(stream, CANCEL),
            ]
            .concat()
        })
    }),
    Attack::new("resets of running calls", CALM, |target| {
        // Every call runs when it is reset: the PING is answered after they have begun.
        const AT_ONCE: u32 = 100;
        let mut peer = Peer::polite(target.plain);
        for first in (1..2 * MANY).step_by(2 * AT_ONCE as usize) {
            let streams = (first..first + 2 * AT_ONCE).step_by(2);
            for stream in streams.clone() {
                peer.call(stream, "Hold", &Note::default());
            }
            match peer.lives() {
                Seen::Lives => {}
                seen => return seen,
            }
            for stream in streams {
                peer.send(&reset(stream, CANCEL));
            }
        }
        peer.lives()
    }),
    Attack::new(
        "calls that the server is made to reset, by windows of nothing",
        CALM_OR_AT_ONCE,
        |target| {
            each_stream(target.plain, |stream| {
                [
                    frame(HEADERS, END_HEADERS, stream, Block::call("Collect").bytes()),
                    window(stream, 0),
                ]
                .concat()
            })
        },
    ),
    Attack::new(
        "calls that the server is made to reset, by windows beyond all",
        CALM,
        |target| {
            each_stream(target.plain, |stream| {
                [
                    frame(HEADERS, END_HEADERS, stream, Block::call("Collect").bytes()),
                    window(stream, (1 << 31) - 1),
                ]
                .concat()
            })
        },
    ),
    Attack::new(
        "calls that the server is made to reset, by DATA after their end",
        CALM_OR_AT_ONCE,
        |target| {
            each_stream(target.plain, |stream| {
                [
                    frame(
                        HEADERS,
                        END_HEADERS | END_STREAM,
                        stream,
                        Block::call("Hold").bytes(),
                    ),
                    frame(DATA, 0, stream, b"more"),
                ]
                .concat()
            })
        },
    ),
    Attack::new(
        "calls that the server is made to reset, by malformed headers",
        CALM,
        |target| {
            each_stream(target.plain, |stream| {
                frame(
                    HEADERS,
                    END_HEADERS,
                    stream,
                    Block::call("Echo").with("connection", "close").bytes(),
                )
            })
        },
    ),
    Attack::new("calls that depend on themselves", CALM, |target| {
        each_stream(target.plain, |stream| {
            let block = [&stream.to_be_bytes()[..], &[1], Block::call("Echo").bytes()].concat();
            frame(HEADERS, END_HEADERS | PRIORITIZED, stream, &block)
        })
    }),
    Attack::new("resets of a call that has ended", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.call(1, "Echo", &Note::default());
        peer.seen(1);
        peer.flood(&reset(1, CANCEL), MANY as usize)
    }),
    Attack::new(
        "a reset of a stream that never was",
        &[Seen::Goaway(PROTOCOL_ERROR)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.send(&reset(1, CANCEL));
            peer.end()
        },
    ),
    Attack::new("a reset of stream 0", &[Seen::Goaway(PROTOCOL_ERROR)], |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&reset(0, CANCEL));
        peer.end()
    }),
    Attack::new(
        "a reset of three bytes",
        &[Seen::Goaway(FRAME_SIZE_ERROR), Seen::Goaway(PROTOCOL_ERROR)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.call(1, "Hold", &Note::default());
            peer.send(&frame(RST_STREAM, 0, 1, &[0, 0, 8]));
            peer.end()
        },
    ),
    Attack::new(
        "calls begun and abandoned with their connection",
        &[Seen::Lives],
        |target| {
            for _ in 0..50 {
                let mut peer = Peer::polite(target.plain);
                for stream in (1..200).step_by(2) {
                    peer.call(stream, "Hold", &Note::default());
                }
                if peer.lives() != Seen::Lives {
                    return Seen::Closed;
                }
            }
            Seen::Lives
        },
    ),
];

/// Does the same to one stream after the other.
fn each_stream(addr: SocketAddr, act: impl Fn(u32) -> Vec<u8>) -> Seen {
    let mut peer = Peer::polite(addr);
    let all: Vec<u8> = (0..MANY).flat_map(|n| act(2 * n + 1)).collect();
    peer.flood(&all, 1)
}
