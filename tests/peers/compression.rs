//! Messages that are larger than they look, and those that say so.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::attack::Attack;
use super::frame::DATA;
use super::hpack::Block;
use super::peer::{Peer, Seen, flagged};
use super::target::Target;

const OK: u32 = 0;
const RESOURCE_EXHAUSTED: u32 = 8;
const UNIMPLEMENTED: u32 = 12;
const INTERNAL: u32 = 13;

const TOO_LARGE: &[Seen] = &[Seen::Status(RESOURCE_EXHAUSTED)];
const BROKEN: &[Seen] = &[Seen::Status(INTERNAL)];
const UNKNOWN: &[Seen] = &[Seen::Status(UNIMPLEMENTED)];

const NO_WINDOW: &[Seen] = &[Seen::Status(INTERNAL), Seen::Status(RESOURCE_EXHAUSTED)];

/// How large the bombs are, in bytes.
const LARGE: usize = 16 << 20;
/// How large one says it is.
const HUGE: u64 = 512 << 20;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("gzip bomb", TOO_LARGE, |target| one(target, "gzip", &gzip(LARGE))),
    Attack::new(
        "gzip bomb of many members",
        &[Seen::Status(RESOURCE_EXHAUSTED), Seen::Status(INTERNAL)],
        |target| one(target, "gzip", &gzip(1 << 20).repeat(200)),
    ),
    Attack::new("gzip bombs on forty streams", TOO_LARGE, |target| {
        let bomb = flagged(1, &gzip(8 << 20));
        let mut peer = Peer::polite(target.plain);
        for stream in (1..80).step_by(2) {
            peer.open(stream, &Block::call("Collect").with("grpc-encoding", "gzip"));
            peer.body(stream, &bomb);
        }
        peer.seen(79)
    }),
    Attack::new("gzip within gzip", BROKEN, |target| {
        one(target, "gzip", &gzip_of(&gzip(LARGE)))
    }),
    Attack::new(
        "a stream of twenty messages of 3 MiB in gzip",
        &[Seen::Status(OK)],
        |target| {
            // A field that nobody keeps.
            let message = [&[0x7a, 0x80, 0x80, 0xc0, 0x01][..], &vec![0; 3 << 20]].concat();
            let small = flagged(1, &gzip_of(&message));
            body(target, "gzip", &small.repeat(20))
        },
    ),
    Attack::new("gzip that ends too early", BROKEN, |target| {
        let whole = gzip(1000);
        one(target, "gzip", &whole[..whole.len() / 2])
    }),
    Attack::new("gzip of another checksum", BROKEN, |target| {
        let mut wrong = gzip(1000);
        let at = wrong.len() - 6;
        wrong[at] ^= 0xff;
        one(target, "gzip", &wrong)
    }),
    Attack::new("gzip that is none", BROKEN, |target| {
        one(target, "gzip", &[0x5a; 1000])
    }),
    Attack::new("gzip of no bytes", BROKEN, |target| one(target, "gzip", &[])),
    Attack::new("gzip with a name without end", BROKEN, |target| {
        let head = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0xff];
        one(target, "gzip", &[&head[..], &vec![b'x'; 3 << 20]].concat())
    })
    .room(32),
    Attack::new("deflate bomb", TOO_LARGE, |target| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        fields(&mut encoder, LARGE);
        one(target, "deflate", &encoder.finish().expect("in memory"))
    }),
    Attack::new("deflate that is none", BROKEN, |target| {
        one(target, "deflate", &[0x5a; 1000])
    }),
    Attack::new("zstd bomb", TOO_LARGE, |target| {
        one(target, "zstd", &zstd(0x58, LARGE))
    }),
    Attack::new("zstd bomb that says how large it is", TOO_LARGE, |target| {
        one(target, "zstd", &zstd_of(&[0xc0, 0x58], HUGE))
    })
    .resident(32),
    Attack::new(
        "zstd bomb that is one segment, and says how large it is",
        NO_WINDOW,
        |target| one(target, "zstd", &zstd_of(&[0xe0], HUGE)),
    )
    .resident(32),
    Attack::new(
        "zstd bomb of many frames",
        &[Seen::Status(RESOURCE_EXHAUSTED), Seen::Status(INTERNAL)],
        |target| one(target, "zstd", &zstd(0x58, 1 << 20).repeat(200)),
    ),
    Attack::new("zstd with a window of 2 TiB", NO_WINDOW, |target| {
        one(target, "zstd", &zstd(0xf8, 1000))
    })
    .resident(32),
    Attack::new("zstd with a window of 128 MiB", NO_WINDOW, |target| {
        one(target, "zstd", &zstd(0x88, 1000))
    })
    .resident(32),
    Attack::new(
        "zstd windows of 8 MiB on two hundred streams",
        &[Seen::Lives],
        |target| {
            // As much of a window as a message fills, and the same again but for its last byte: what is made of that is held.
            let head = [0x7a, 0x80, 0x80, 0xc0, 0x01];
            let message = [&MAGIC[..], &[0x00, 0x68], &raw(&head), &blocks(3 << 20)].concat();
            let begun = flagged(1, &message).repeat(2);
            let mut peer = Peer::polite(target.plain);
            for stream in (1..400).step_by(2) {
                peer.open(stream, &Block::call("Chat").with("grpc-encoding", "zstd"));
                peer.part(stream, &begun[..begun.len() - 1]);
            }
            let mut answered = 0;
            while answered < 200 {
                match peer.frame() {
                    Some(frame) => answered += usize::from(frame.kind == DATA),
                    None => return Seen::Closed,
                }
            }
            peer.lives()
        },
    )
    .resident(32),
    Attack::new("zstd with a dictionary", BROKEN, |target| {
        one(
            target,
            "zstd",
            &[&MAGIC[..], &[0x01, 0x58, 0x2a], &blocks(100)].concat(),
        )
    }),
    Attack::new(
        "zstd of nothing but what is skipped",
        &[Seen::Status(INTERNAL), Seen::Status(OK)],
        |target| {
            let skipped = [&[0x50, 0x2a, 0x4d, 0x18][..], &[0, 0, 0, 0]].concat();
            one(target, "zstd", &skipped.repeat(400_000))
        },
    ),
    Attack::new("zstd that ends too early", BROKEN, |target| {
        let whole = zstd(0x58, 1 << 20);
        one(target, "zstd", &whole[..whole.len() - 2])
    }),
    Attack::new("zstd that is none", BROKEN, |target| {
        one(target, "zstd", &[0x5a; 1000])
    }),
    Attack::new("compressed without an encoding", BROKEN, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Echo"));
        peer.body(1, &flagged(1, &gzip(100)));
        peer.seen(1)
    }),
    Attack::new("compressed with nothing", BROKEN, |target| {
        one(target, "identity", &gzip(100))
    }),
    Attack::new("an encoding that nobody knows", UNKNOWN, |target| {
        one(target, "snappy", &[])
    }),
    Attack::new("an encoding that is no text", UNKNOWN, |target| {
        one(target, [0xff_u8; 20], &[])
    }),
    Attack::new("an encoding of 10 KiB", UNKNOWN, |target| {
        one(target, "x".repeat(10_000), &[])
    }),
    Attack::new("two encodings at once", UNKNOWN, |target| {
        one(target, "gzip,gzip", &gzip(100))
    }),
    Attack::new(
        "thousands of encodings for the reply",
        &[Seen::Status(OK)],
        |target| {
            let mut peer = Peer::polite(target.plain);
            let block = Block::call("Collect")
                .with("grpc-encoding", "gzip")
                .with("grpc-accept-encoding", "x,".repeat(6000));
            peer.open(1, &block);
            peer.body(1, &flagged(1, &gzip_of(&[])));
            peer.seen(1)
        },
    ),
];

/// A call whose one message is compressed, or says so.
fn one(target: &Target, encoding: impl AsRef<[u8]>, message: &[u8]) -> Seen {
    body(target, encoding, &flagged(1, message))
}

fn body(target: &Target, encoding: impl AsRef<[u8]>, bytes: &[u8]) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(1, &Block::call("Collect").with("grpc-encoding", encoding));
    peer.body(1, bytes);
    peer.seen(1)
}

/// A field that nobody knows, and its value, which any number of make a message: nothing is wrong with it but its size, and
/// how it is compressed.
const FIELD: u8 = 15 << 3;

fn fields(to: &mut impl std::io::Write, mut bytes: usize) {
    let many = vec![FIELD; 1 << 20];
    while bytes > 0 {
        let now = bytes.min(many.len());
        to.write_all(&many[..now]).expect("in memory");
        bytes -= now;
    }
}

fn gzip(bytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    fields(&mut encoder, bytes);
    encoder.finish().expect("in memory")
}

fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A frame of zstd with a descriptor of its window (RFC 8878, 3.1.1).
fn zstd(window: u8, bytes: usize) -> Vec<u8> {
    [&MAGIC[..], &[0x00, window], &blocks(bytes)].concat()
}

/// One of `LARGE` that says it is of another size, which is the last field of its header.
fn zstd_of(head: &[u8], size: u64) -> Vec<u8> {
    [&MAGIC[..], head, &size.to_le_bytes(), &blocks(LARGE)].concat()
}

/// A block of bytes as they are, and not the last.
fn raw(bytes: &[u8]) -> Vec<u8> {
    let head = (bytes.len() as u32) << 3;
    [&head.to_le_bytes()[..3], bytes].concat()
}

/// Fields in blocks that are one byte, again and again.
fn blocks(mut bytes: usize) -> Vec<u8> {
    const MOST: usize = 128 << 10;
    let mut blocks = Vec::new();
    while bytes > 0 {
        let now = bytes.min(MOST);
        bytes -= now;
        let is_last = u32::from(bytes == 0);
        let head = (now as u32) << 3 | 1 << 1 | is_last;
        blocks.extend(&head.to_le_bytes()[..3]);
        blocks.push(FIELD);
    }
    blocks
}
