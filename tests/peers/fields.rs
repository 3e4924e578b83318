//! Header lists that are no list (RFC 7541), or larger than they look.

use super::attack::Attack;
use super::frame::{
    COMPRESSION_ERROR, CONTINUATION, DATA, END_HEADERS, END_STREAM, ENHANCE_YOUR_CALM, HEADERS, LARGEST,
    PROTOCOL_ERROR, REFUSED_STREAM, frame,
};
use super::hpack::Block;
use super::peer::{Peer, Seen, prefixed};
use super::target::Target;

/// The engine has no more than the general code for most of these.
const NO_LIST: &[Seen] = &[Seen::Goaway(COMPRESSION_ERROR), Seen::Goaway(PROTOCOL_ERROR)];

/// What the server says of a list that is too large: as HTTP has it, or no more than that.
const TOO_LARGE: &[Seen] = &[
    Seen::Http(431),
    Seen::Reset(REFUSED_STREAM),
    Seen::Goaway(ENHANCE_YOUR_CALM),
];

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("HPACK: an index of 0", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0x80]))
    }),
    Attack::new("HPACK: an index beyond the table", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0xff, 0x7f]))
    }),
    Attack::new("HPACK: an integer without end", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0xff; 64]))
    }),
    Attack::new("HPACK: a string longer than its list", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0x00, 0x7e, b'x']))
    }),
    Attack::new("HPACK: a string of 4 GiB", NO_LIST, |target| {
        list(
            target,
            Block::call("Echo").raw(&[0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0x0f]),
        )
    }),
    Attack::new("HPACK: a table larger than is allowed", NO_LIST, |target| {
        list(
            target,
            Block::new()
                .raw(&[0x3f, 0xff, 0xff, 0x07])
                .raw(Block::call("Echo").bytes()),
        )
    }),
    Attack::new("HPACK: a table that changes within a list", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0x20]))
    }),
    Attack::new("HPACK: Huffman's end within a string", NO_LIST, |target| {
        list(
            target,
            Block::call("Echo").raw(&[0x00, 0x01, b'x', 0x84, 0xff, 0xff, 0xff, 0xff]),
        )
    }),
    Attack::new("HPACK: Huffman's padding of zeros", NO_LIST, |target| {
        list(target, Block::call("Echo").raw(&[0x00, 0x01, b'x', 0x81, 0x00]))
    }),
    Attack::new("HPACK bomb", TOO_LARGE, |target| {
        let mut peer = Peer::polite(target.plain);
        bomb(&mut peer, 1);
        peer.seen(1)
    }),
    Attack::new("HPACK bombs, a hundred", TOO_LARGE, |target| {
        let mut peer = Peer::polite(target.plain);
        for stream in (1..=201).step_by(2) {
            bomb(&mut peer, stream);
        }
        peer.seen(201)
    }),
    Attack::new(
        "HPACK bomb that stays below the limit, on every stream",
        &[Seen::Status(0), Seen::Lives],
        |target| {
            // 15 KiB of headers from a few bytes each, held by calls that wait.
            let mut peer = Peer::polite(target.plain);
            let value = "x".repeat(1000);
            peer.open(1, &Block::call("Collect").kept("x-bomb", &value));
            for stream in (3..400).step_by(2) {
                peer.open(stream, &Block::call("Collect").raw(&[0xbe; 14]));
            }
            peer.lives()
        },
    ),
    Attack::new(
        "a table that is filled and emptied without end",
        &[Seen::Lives],
        |target| {
            let mut peer = Peer::polite(target.plain);
            let value = "x".repeat(3000);
            let mut bytes = Vec::new();
            for n in 0..2000 {
                let block = Block::new()
                    .raw(&[0x20, 0x3f, 0xe1, 0x1f])
                    .raw(Block::call("Nothing").bytes())
                    .kept("x-evict", &value);
                bytes.extend(frame(HEADERS, END_HEADERS | END_STREAM, 2 * n + 1, block.bytes()));
            }
            peer.flood(&bytes, 1)
        },
    ),
    Attack::new("one header of 15 KiB beside the others", TOO_LARGE, |target| {
        list(target, Block::call("Echo").with("x-large", "x".repeat(16_200)))
    }),
    Attack::new("one header over many frames", TOO_LARGE, |target| {
        let block = Block::call("Echo").with("x-large", "x".repeat(60_000));
        let mut peer = Peer::polite(target.plain);
        in_parts(&mut peer, &block);
        peer.seen(1)
    }),
    Attack::new("a header list of 10 MiB", TOO_LARGE, |target| {
        let block = Block::call("Echo").with("x-large", "x".repeat(10 << 20));
        let mut peer = Peer::polite(target.plain);
        in_parts(&mut peer, &block);
        peer.seen(1)
    }),
    Attack::new("ten thousand headers", TOO_LARGE, |target| {
        let mut block = Block::call("Echo");
        for n in 0..10_000 {
            block = block.with(format!("x-{n}"), "");
        }
        let mut peer = Peer::polite(target.plain);
        in_parts(&mut peer, &block);
        peer.seen(1)
    }),
    Attack::new("one header ten thousand times", TOO_LARGE, |target| {
        let mut block = Block::call("Echo");
        for _ in 0..10_000 {
            block = block.with("x", "");
        }
        let mut peer = Peer::polite(target.plain);
        in_parts(&mut peer, &block);
        peer.seen(1)
    }),
    Attack::new(
        "a header list a byte a frame",
        &[Seen::Status(0), Seen::Goaway(ENHANCE_YOUR_CALM)],
        |target| {
            let block = Block::call("Echo");
            let mut peer = Peer::polite(target.plain);
            peer.send(&frame(HEADERS, 0, 1, &[]));
            for byte in block.bytes() {
                peer.send(&frame(CONTINUATION, 0, 1, &[*byte]));
            }
            peer.send(&frame(CONTINUATION, END_HEADERS, 1, &[]));
            peer.body(1, &prefixed(&[]));
            peer.seen(1)
        },
    ),
    Attack::new(
        "trailers larger than is allowed",
        &[
            Seen::Http(431),
            Seen::Reset(REFUSED_STREAM),
            Seen::Status(0),
            Seen::Status(1),
            Seen::Goaway(ENHANCE_YOUR_CALM),
        ],
        |target| {
            let mut peer = Peer::polite(target.plain);
            peer.open(1, &Block::call("Collect"));
            peer.send(&frame(DATA, 0, 1, &prefixed(&[])));
            let mut trailers = Block::new();
            while trailers.bytes().len() < LARGEST - 100 {
                trailers = trailers.with("x", "y");
            }
            peer.send(&frame(HEADERS, END_HEADERS | END_STREAM, 1, trailers.bytes()));
            peer.seen(1)
        },
    ),
];

/// Begins a call with these headers.
fn list(target: &Target, block: Block) -> Seen {
    let mut peer = Peer::polite(target.plain);
    in_parts(&mut peer, &block);
    peer.seen(1)
}

/// The same, in as many frames as it takes.
fn in_parts(peer: &mut Peer, block: &Block) {
    let mut parts = block.bytes().chunks(LARGEST).peekable();
    let mut kind = HEADERS;
    while let Some(part) = parts.next() {
        let flags = if parts.peek().is_none() { END_HEADERS } else { 0 };
        peer.send(&frame(kind, flags, 1, part));
        kind = CONTINUATION;
    }
}

/// A header of four kilobytes, and a byte for each time it comes again: 40 MiB from 14 KiB.
fn bomb(peer: &mut Peer, stream: u32) {
    let block = Block::call("Echo")
        .kept("x-bomb", &"x".repeat(4000))
        .raw(&[0xbe; 10_000]);
    peer.open(stream, &block);
}
