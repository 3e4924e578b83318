//! Windows: closed, opened by a hair, and beyond all.

use super::api::Note;
use super::attack::Attack;
use super::frame::{
    CANCEL, DATA, END_STREAM, FLOW_CONTROL_ERROR, INITIAL_WINDOW_SIZE, LARGEST, PROTOCOL_ERROR,
    STREAM_CLOSED, frame, settings, window,
};
use super::hpack::Block;
use super::peer::{Peer, Seen, prefixed};

const OVERFLOW: &[Seen] = &[Seen::Goaway(FLOW_CONTROL_ERROR), Seen::Reset(FLOW_CONTROL_ERROR)];

/// The largest window there can be.
const ALL: u32 = (1 << 31) - 1;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("no window for a reply", &[Seen::Reset(CANCEL)], |target| {
        let mut peer = Peer::with(target.hasty, &[(INITIAL_WINDOW_SIZE, 0)]);
        peer.call(1, "Echo", &large(1000));
        peer.patient(1)
    }),
    Attack::new(
        "no window for two hundred replies",
        &[Seen::Reset(CANCEL)],
        |target| {
            let mut peer = Peer::with(target.hasty, &[(INITIAL_WINDOW_SIZE, 0)]);
            for stream in (1..400).step_by(2) {
                peer.call(stream, "Echo", &large(10_000));
            }
            peer.patient(399)
        },
    ),
    Attack::new(
        "no window for a stream without end",
        &[Seen::Reset(CANCEL)],
        |target| {
            let mut peer = Peer::with(target.hasty, &[(INITIAL_WINDOW_SIZE, 0)]);
            peer.call(1, "Pour", &large(1000));
            peer.patient(1)
        },
    ),
    Attack::new("no window on the connection", &[Seen::Reset(CANCEL)], |target| {
        let mut peer = Peer::with(target.hasty, &[(INITIAL_WINDOW_SIZE, ALL)]);
        peer.call(1, "Pour", &large(1000));
        peer.patient(1)
    }),
    Attack::new("a window that is taken back", &[Seen::Reset(CANCEL)], |target| {
        let mut peer = Peer::polite(target.hasty);
        peer.call(1, "Pour", &large(1000));
        peer.until(DATA, 1);
        peer.send(&settings(&[(INITIAL_WINDOW_SIZE, 0)]));
        peer.patient(1)
    }),
    Attack::new("a window that is opened byte by byte", &[Seen::Lives], |target| {
        let mut peer = Peer::with(target.plain, &[(INITIAL_WINDOW_SIZE, 0)]);
        for stream in (1..400).step_by(2) {
            peer.call(stream, "Pour", &large(1000));
        }
        for stream in (1..400).step_by(2) {
            for _ in 0..5 {
                peer.send(&window(stream, 1));
                if !peer.until(DATA, stream) {
                    return Seen::Closed;
                }
            }
        }
        peer.lives()
    }),
    Attack::new(
        "a window of nothing more",
        &[Seen::Goaway(PROTOCOL_ERROR)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.send(&window(0, 0));
            peer.end()
        },
    ),
    Attack::new(
        "a stream's window of nothing more",
        &[Seen::Reset(PROTOCOL_ERROR), Seen::Goaway(PROTOCOL_ERROR)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Collect"));
            peer.send(&window(1, 0));
            peer.seen(1)
        },
    ),
    Attack::new(
        "a window of a stream that never was",
        &[Seen::Goaway(PROTOCOL_ERROR)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.send(&window(1, 1));
            peer.end()
        },
    ),
    Attack::new("a window beyond all", OVERFLOW, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&window(0, ALL));
        peer.end()
    }),
    Attack::new("a stream's window beyond all", OVERFLOW, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        peer.send(&window(1, ALL));
        peer.seen(1)
    }),
    Attack::new("a stream's window beyond all, by SETTINGS", OVERFLOW, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        peer.send(&window(1, 100_000));
        peer.send(&settings(&[(INITIAL_WINDOW_SIZE, ALL)]));
        peer.end()
    }),
    Attack::new("DATA beyond the window", OVERFLOW, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Ignore"));
        for _ in 0..200 {
            peer.send(&frame(DATA, 0, 1, &[0; LARGEST]));
        }
        peer.end()
    }),
    Attack::new(
        "DATA up to the window, that nobody reads",
        &[Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Ignore"));
            for _ in 0..60 {
                peer.send(&frame(DATA, 0, 1, &[0; LARGEST]));
            }
            peer.lives()
        },
    ),
    Attack::new(
        "DATA up to the window on calls that are over",
        &[Seen::Status(0)],
        |target| {
            // What is thrown away makes room again, or the connection is stuck.
            let mut peer = Peer::polite(target.plain);
            for stream in (1..200).step_by(2) {
                peer.open(stream, &Block::call("Nothing"));
                peer.part(stream, &[0; LARGEST]);
            }
            peer.call(201, "Echo", &Note::default());
            peer.seen(201)
        },
    ),
    Attack::new(
        "calls that wait for the end of a body that does not come",
        &[Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            for stream in (1..400).step_by(2) {
                peer.open(stream, &Block::call("Echo"));
                peer.part(stream, &prefixed(&[]));
            }
            peer.lives()
        },
    ),
    Attack::new("a reply that is given up half way", &[Seen::Lives], |target| {
        let mut peer = Peer::polite(target.plain);
        for stream in (1..100).step_by(2) {
            peer.call(stream, "Pour", &large(1000));
            peer.until(DATA, stream);
            peer.send(&super::frame::reset(stream, CANCEL));
            peer.send(&window(0, 60_000));
        }
        peer.lives()
    }),
    Attack::new(
        "the end of a stream, twice",
        &[
            Seen::Reset(STREAM_CLOSED),
            Seen::Goaway(STREAM_CLOSED),
            Seen::Goaway(PROTOCOL_ERROR),
            Seen::Status(0),
        ],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.call(1, "Echo", &Note::default());
            peer.send(&frame(DATA, END_STREAM, 1, &[]));
            peer.seen(1)
        },
    ),
];

fn large(bytes: usize) -> Note {
    Note {
        bytes: vec![7; bytes],
        ..Note::default()
    }
}
