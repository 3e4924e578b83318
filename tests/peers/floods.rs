//! What costs a peer nothing, without end.

use std::net::SocketAddr;

use super::api::Note;
use super::attack::Attack;
use super::frame::{
    CONTINUATION, DATA, END_HEADERS, ENHANCE_YOUR_CALM, GOAWAY, HEADERS, INITIAL_WINDOW_SIZE, LARGEST,
    PADDED, PING, PREFACE, PRIORITY, STREAM_CLOSED, frame, settings, window,
};
use super::hpack::Block;
use super::peer::{Peer, Seen};

const CALM: &[Seen] = &[Seen::Goaway(ENHANCE_YOUR_CALM)];

/// More than any peer may send.
const MANY: usize = 500_000;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("PING flood", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(PING, 0, 0, b"pingpong"), MANY)
    }),
    Attack::new("flood of answers to no PING", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(PING, super::frame::ACK, 0, b"pingpong"), MANY)
    }),
    Attack::new("SETTINGS flood", CALM, |target| {
        Peer::polite(target.plain).flood(&settings(&[]), MANY)
    }),
    Attack::new("SETTINGS that move every window there and back", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        for stream in (1..200).step_by(2) {
            peer.open(stream, &Block::call("Collect"));
        }
        let there_and_back = [
            settings(&[(INITIAL_WINDOW_SIZE, 0)]),
            settings(&[(INITIAL_WINDOW_SIZE, (1 << 31) - 1)]),
        ];
        peer.flood(&there_and_back.concat(), MANY)
    }),
    Attack::new("one SETTINGS frame of thousands", &[Seen::Lives], |target| {
        let mut peer = Peer::polite(target.plain);
        let windows: Vec<(u16, u32)> = (0..LARGEST as u32 / 6)
            .map(|n| (INITIAL_WINDOW_SIZE, n))
            .collect();
        peer.send(&settings(&windows));
        peer.lives()
    }),
    Attack::new("PRIORITY flood", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(PRIORITY, 0, 1, &[0, 0, 0, 0, 1]), MANY)
    }),
    Attack::new("PRIORITY flood over many streams", CALM, |target| {
        let all: Vec<u8> = (0..20_000u32)
            .flat_map(|n| frame(PRIORITY, 0, 2 * n + 3, &[0, 0, 0, 1, 16]))
            .collect();
        Peer::polite(target.plain).flood(&all, 1)
    }),
    Attack::new("WINDOW_UPDATE flood", CALM, |target| {
        Peer::polite(target.plain).flood(&window(0, 1), MANY)
    }),
    Attack::new("WINDOW_UPDATE flood on a call", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        peer.flood(&window(1, 1), MANY)
    }),
    Attack::new("flood of empty DATA", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        peer.flood(&frame(DATA, 0, 1, &[]), MANY)
    }),
    Attack::new("flood of DATA that is padding", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        // A byte that says: no padding. It counts for windows, so that it ends with them where it is not stopped.
        peer.flood(&frame(DATA, PADDED, 1, &[0]), MANY)
    }),
    Attack::new(
        "flood of DATA, a byte each",
        &[Seen::Goaway(ENHANCE_YOUR_CALM), Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Ignore"));
            // As many as the window lets through.
            peer.flood(&frame(DATA, 0, 1, &[0]), 60_000)
        },
    ),
    Attack::new(
        "flood of DATA on a call that is over",
        &[Seen::Goaway(ENHANCE_YOUR_CALM), Seen::Goaway(STREAM_CLOSED)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Nothing"));
            peer.seen(1);
            peer.flood(&frame(DATA, 0, 1, &[0]), MANY)
        },
    ),
    Attack::new("flood of an unknown type", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(0xab, 0, 0, &[]), MANY)
    }),
    Attack::new("flood of large frames of an unknown type", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(0xab, 0, 0, &[0; LARGEST]), 20_000)
    }),
    Attack::new("GOAWAY flood", CALM, |target| {
        Peer::polite(target.plain).flood(&frame(GOAWAY, 0, 0, &[0; 8]), MANY)
    }),
    Attack::new("CONTINUATION flood of nothing", CALM, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&frame(HEADERS, 0, 1, Block::call("Echo").bytes()));
        peer.flood(&frame(CONTINUATION, 0, 1, &[]), MANY)
    }),
    Attack::new("CONTINUATION flood", CALM, |target| {
        let mut block = Block::new();
        while block.bytes().len() < LARGEST - 100 {
            block = block.with("x-more", "and more");
        }
        let mut peer = Peer::polite(target.plain);
        peer.send(&frame(HEADERS, 0, 1, Block::call("Echo").bytes()));
        peer.flood(&frame(CONTINUATION, 0, 1, block.bytes()), 20_000)
    }),
    Attack::new(
        "calls to no method",
        &[Seen::Lives, Seen::Goaway(ENHANCE_YOUR_CALM)],
        |target| {
            let block = Block::call("Nothing");
            let all: Vec<u8> = (0..20_000u32)
                .flat_map(|n| {
                    frame(
                        HEADERS,
                        END_HEADERS | super::frame::END_STREAM,
                        2 * n + 1,
                        block.bytes(),
                    )
                })
                .collect();
            Peer::polite(target.plain).flood(&all, 1)
        },
    ),
    Attack::new(
        "PING flood whose answers are not read",
        &[Seen::Closed],
        |target| unread(target.hasty, &[], &frame(PING, 0, 0, b"pingpong")),
    ),
    Attack::new(
        "SETTINGS flood whose answers are not read",
        &[Seen::Closed],
        |target| unread(target.hasty, &[], &settings(&[])),
    ),
    Attack::new("calls whose answers are not read", &[Seen::Closed], |target| {
        let call = Block::call("Pour");
        let begin: Vec<u8> = (0..100u32)
            .flat_map(|n| {
                use prost::Message as _;
                let note = Note {
                    bytes: vec![7; 8 << 10],
                    ..Note::default()
                };
                let message = super::peer::prefixed(&note.encode_to_vec());
                [
                    frame(HEADERS, END_HEADERS, 2 * n + 1, call.bytes()),
                    frame(DATA, super::frame::END_STREAM, 2 * n + 1, &message),
                ]
                .concat()
            })
            .collect();
        let wide = [
            settings(&[(INITIAL_WINDOW_SIZE, (1 << 31) - 1)]),
            window(0, 1 << 30),
        ]
        .concat();
        let mut peer = Peer::silent(target.hasty);
        peer.send(&[PREFACE, &settings(&[]), &wide, &begin].concat());
        peer.deaf(&frame(PING, 0, 0, b"pingpong"))
    }),
];

/// Begins with these frames, and sends the others again and again without reading a byte.
fn unread(addr: SocketAddr, first: &[u8], again: &[u8]) -> Seen {
    let mut peer = Peer::silent(addr);
    peer.send(&[PREFACE, &settings(&[]), first].concat());
    peer.unread(again)
}
