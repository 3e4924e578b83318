//! What is in messages: texts that are none, fields that end elsewhere, and much from little.

use super::attack::Attack;
use super::hpack::Block;
use super::messages::{MOST, body};
use super::peer::{Peer, Seen, prefixed};
use super::target::Target;

const OK: u32 = 0;
const RESOURCE_EXHAUSTED: u32 = 8;
const INTERNAL: u32 = 13;

const BROKEN: &[Seen] = &[Seen::Status(INTERNAL)];
const FINE: &[Seen] = &[Seen::Status(OK)];

/// More than may be made of it, or no more than that.
const MUCH: &[Seen] = &[
    Seen::Status(INTERNAL),
    Seen::Status(RESOURCE_EXHAUSTED),
    Seen::Status(OK),
];

/// What a server says of JSON that is none, or of too much of it.
const NO_JSON: &[Seen] = &[Seen::Status(INTERNAL), Seen::Status(RESOURCE_EXHAUSTED)];

/// The wire types of protobuf.
const VARINT: u8 = 0;
pub(crate) const LENGTH: u8 = 2;
const GROUP: u8 = 3;

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("a text that is no UTF-8", BROKEN, |target| {
        message(target, &field(1, LENGTH, b"\x02\xff\xfe"))
    }),
    Attack::new("half a letter of UTF-8", BROKEN, |target| {
        message(target, &field(1, LENGTH, b"\x02\xe2\x82"))
    }),
    Attack::new("a surrogate in UTF-8", BROKEN, |target| {
        message(target, &field(1, LENGTH, b"\x03\xed\xa0\x80"))
    }),
    Attack::new("a text that is no UTF-8 among many that are", BROKEN, |target| {
        let texts = [
            field(1, LENGTH, &[&[0xe8, 0x07][..], &[b'x'; 1000]].concat()).repeat(100),
            field(1, LENGTH, b"\x01\x80"),
        ];
        message(target, &texts.concat())
    }),
    Attack::new(
        "a field of another type",
        &[Seen::Status(INTERNAL), Seen::Status(OK)],
        |target| message(target, &field(1, VARINT, &[1])),
    ),
    Attack::new("a field of number 0", BROKEN, |target| {
        message(target, &field(0, VARINT, &[1]))
    }),
    Attack::new("a field of a type that nobody knows", BROKEN, |target| {
        message(target, &field(1, 7, &[1]))
    }),
    Attack::new("a number without end", BROKEN, |target| {
        message(target, &field(3, VARINT, &[0xff; 20]))
    }),
    Attack::new("a tag without end", BROKEN, |target| message(target, &[0xff; 20])),
    Attack::new("a field longer than its message", BROKEN, |target| {
        message(target, &field(2, LENGTH, &[100, 1, 2]))
    }),
    Attack::new("a field of 2^64 bytes", BROKEN, |target| {
        message(
            target,
            &field(
                2,
                LENGTH,
                &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
            ),
        )
    }),
    Attack::new("a group without end", BROKEN, |target| {
        message(target, &field(9, GROUP, &[]))
    }),
    Attack::new("groups in groups", BROKEN, |target| {
        message(target, &field(9, GROUP, &[]).repeat(1 << 20))
    }),
    Attack::new("twenty thousand messages in each other", BROKEN, |target| {
        message(target, &nested(4, 20_000))
    }),
    Attack::new("boxes in boxes", BROKEN, |target| {
        message(target, &nested(5, 20_000))
    }),
    Attack::new(
        "two million elements of nothing",
        &[Seen::Status(INTERNAL), Seen::Status(RESOURCE_EXHAUSTED)],
        |target| message(target, &field(4, LENGTH, &[0]).repeat((MOST - 100) / 2)),
    )
    .room(120),
    Attack::new("a million entries of nothing", MUCH, |target| {
        message(target, &field(6, LENGTH, &[0]).repeat((MOST - 100) / 2))
    }),
    Attack::new("a hundred thousand entries", MUCH, |target| {
        let entries: Vec<u8> = (0..MOST as u32 / 32)
            .flat_map(|n| {
                let [a, b, c, d] = [
                    n & 0x7f | 0x80,
                    n >> 7 & 0x7f | 0x80,
                    n >> 14 & 0x7f | 0x80,
                    n >> 21,
                ]
                .map(|byte| byte as u8);
                field(6, LENGTH, &[5, 0x08, a, b, c, d])
            })
            .collect();
        message(target, &entries)
    })
    .room(120),
    Attack::new("two million numbers in a row", MUCH, |target| {
        let numbers = vec![1; MOST / 2 - 100];
        let length = [
            numbers.len() & 0x7f | 0x80,
            numbers.len() >> 7 & 0x7f | 0x80,
            numbers.len() >> 14 & 0x7f | 0x80,
            numbers.len() >> 21,
        ];
        let length = length.map(|byte| byte as u8);
        message(target, &field(3, LENGTH, &[&length[..], &numbers].concat()))
    })
    .room(120),
    Attack::new("one text two hundred thousand times", FINE, |target| {
        message(target, &field(1, LENGTH, b"\x10sixteen letters.").repeat(200_000))
    }),
    Attack::new("fields that nobody knows", FINE, |target| {
        message(target, &field(15, VARINT, &[1]).repeat(MOST / 2 - 100))
    }),
    Attack::new("a megabyte of noise", BROKEN, |target| {
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed as u8
        })
        .take(1 << 20)
        .collect();
        message(target, &noise)
    }),
    Attack::new("JSON: a list that does not end", NO_JSON, |target| {
        json(target, b"[")
    }),
    Attack::new("JSON: objects in objects", NO_JSON, |target| {
        json(target, &b"{\"inner\":".repeat(100_000))
    }),
    Attack::new("JSON: elements of nothing", NO_JSON, |target| {
        json(
            target,
            &[b"{\"notes\":[".to_vec(), b"{},".repeat(MOST / 3 - 100)].concat(),
        )
    })
    // What is charged is what is asked for; a list that grows has room for more at times.
    .room(260),
    Attack::new("JSON: a number of a million digits", NO_JSON, |target| {
        json(
            target,
            &[b"{\"numbers\":[".to_vec(), b"9".repeat(1 << 20), b"]}".to_vec()].concat(),
        )
    }),
    Attack::new("JSON: texts that end within an escape", NO_JSON, |target| {
        json(target, b"{\"text\":\"\\ud83d")
    }),
];

/// A call with one message that is answered with as little.
fn message(target: &Target, bytes: &[u8]) -> Seen {
    body(target, "Collect", &prefixed(bytes))
}

/// The same in JSON.
fn json(target: &Target, text: &[u8]) -> Seen {
    let mut peer = Peer::polite(target.plain);
    peer.open(
        1,
        &Block::pseudo("Collect").with("content-type", "application/grpc+json"),
    );
    peer.body(1, &prefixed(text));
    peer.seen(1)
}

/// A field of protobuf.
pub(crate) fn field(number: u8, wire: u8, content: &[u8]) -> Vec<u8> {
    [&[number << 3 | wire][..], content].concat()
}

/// A message in a message in a message …
fn nested(number: u8, depth: usize) -> Vec<u8> {
    // Written from the inside out, and turned round at the end: the length is known then.
    let mut reversed: Vec<u8> = Vec::new();
    for _ in 0..depth {
        let mut length = Vec::new();
        let mut rest = reversed.len();
        while rest >= 0x80 {
            length.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        length.push(rest as u8);
        reversed.extend(length.iter().rev());
        reversed.push(number << 3 | LENGTH);
    }
    reversed.reverse();
    reversed
}
