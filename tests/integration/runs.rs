//! Lists and maps in every order in which a peer may write their elements, and messages of sizes that nobody expected.

use std::collections::BTreeMap;

use prost::Message;
use traitwire::message;
use traitwire::message::{decode, encode};

traitwire::package!("runs");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Item {
    #[field(1)]
    text: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstItem {
    #[prost(string, tag = "1")]
    text: String,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Lists {
    #[field(1)]
    items: Vec<Item>,
    #[field(2)]
    numbers: Vec<u64>,
    #[field(3)]
    map: BTreeMap<u32, i64>,
    #[field(4)]
    fixed: Vec<f32>,
    #[field(17)]
    names: Vec<String>,
    #[field(18, sint32)]
    signed: Vec<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstLists {
    #[prost(message, repeated, tag = "1")]
    items: Vec<ProstItem>,
    #[prost(uint64, repeated, tag = "2")]
    numbers: Vec<u64>,
    #[prost(btree_map = "uint32, int64", tag = "3")]
    map: BTreeMap<u32, i64>,
    #[prost(float, repeated, tag = "4")]
    fixed: Vec<f32>,
    #[prost(string, repeated, tag = "17")]
    names: Vec<String>,
    #[prost(sint32, repeated, tag = "18")]
    signed: Vec<i32>,
}

/// Fields as they may stand one behind the other.
const PIECES: [&[u8]; 17] = [
    &[0x0a, 3, 0x0a, 1, b'a'],
    &[0x0a, 0],
    // The same tag in more bytes than it takes.
    &[0x8a, 0, 2, 0x0a, 0],
    &[0x12, 3, 1, 0x80, 1],
    &[0x12, 12, 1, 2, 3, 4, 5, 6, 7, 8, 0xff, 0xff, 0xff, 0x7f],
    &[0x12, 0],
    &[0x10, 5],
    &[0x90, 0, 0x80, 1],
    &[0x1a, 4, 0x08, 1, 0x10, 2],
    &[0x1a, 4, 0x10, 3, 0x08, 1],
    &[0x1a, 0],
    &[0x22, 8, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40],
    &[0x25, 0, 0, 0x80, 0x3f],
    &[0x8a, 1, 1, b'x'],
    &[0x8a, 0x81, 0, 2, b'y', b'z'],
    &[0x92, 1, 3, 1, 2, 3],
    // Unknown.
    &[0xc8, 1, 7],
];

/// What no message may end with.
const FAULTS: [&[u8]; 8] = [
    &[0x0a],
    &[0x0a, 1],
    &[0x0a, 2, 0x0a, 1],
    &[0x12, 1, 0x80],
    &[0x10, 0x80],
    &[0x22, 3, 0, 0, 0],
    &[0x8a, 1, 1, 0xff],
    &[
        0x12, 11, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2, 1,
    ],
];

#[test]
fn elements_in_every_order_are_read_as_prost_reads_them() {
    for all in 0..PIECES.len().pow(4) {
        let chosen = [0, 1, 2, 3].map(|place| PIECES[all / PIECES.len().pow(place) % PIECES.len()]);
        let bytes = chosen.concat();
        let ours: Lists =
            decode(&bytes.clone().into()).unwrap_or_else(|error| panic!("{bytes:02x?}: {error}"));
        let theirs = ProstLists::decode(&*bytes).expect("valid");
        let again: Lists = decode(&theirs.encode_to_vec().into()).expect("valid");
        assert_eq!(ours, again, "{bytes:02x?}");
    }
}

#[test]
fn what_is_faulty_within_a_run_is_refused() {
    for piece in PIECES {
        for fault in FAULTS {
            let bytes = [piece, piece, fault].concat();
            ProstLists::decode(&*bytes).expect_err("faulty");
            decode::<Lists>(&bytes.into()).expect_err("faulty");
        }
    }
}

#[test]
fn small_elements_on_the_wire_that_are_large_in_memory_are_refused_at_once() {
    #[message]
    #[derive(Debug)]
    struct Large {
        #[field(1)]
        bytes: [u8; 8192],
    }
    #[message]
    #[derive(Debug)]
    struct Many {
        #[field(1)]
        list: Vec<Large>,
        #[field(2)]
        map: BTreeMap<u32, Large>,
    }
    for tag in [0x0a, 0x12] {
        let error = decode::<Many>(&[tag, 0].repeat(20_000).into()).expect_err("160 MB of 40 kB");
        assert!(error.to_string().contains("memory"), "{error}");
        decode::<Many>(&[tag, 0].repeat(100).into()).expect("under a megabyte");
    }
}

#[test]
fn no_size_is_a_surprise() {
    // Each up and down: a buffer that is too small grows, and one that is too large is none to keep.
    let up = [
        0, 1, 7, 8, 16, 100, 127, 128, 1000, 16_383, 16_384, 70_000, 600_000, 2_100_000,
    ];
    let sizes = up.iter().chain(up.iter().rev()).chain([&3, &300_000, &3, &1000]);
    for &size in sizes {
        for text in [size / 2, size] {
            let ours = Lists {
                items: vec![
                    Item {
                        text: "a".repeat(text),
                    },
                    Item::default(),
                ],
                numbers: (0..size as u64 / 8).map(|i| i << (i % 64)).collect(),
                ..Lists::default()
            };
            let theirs = ProstLists {
                items: ours
                    .items
                    .iter()
                    .map(|item| ProstItem {
                        text: item.text.clone(),
                    })
                    .collect(),
                numbers: ours.numbers.clone(),
                ..ProstLists::default()
            };
            let bytes = encode(&ours);
            assert!(bytes == theirs.encode_to_vec(), "{size}");
            let len = bytes.len();
            // What is in front of the bytes could be used again.
            let mut buffer = bytes.try_into_mut().expect("nobody else has them");
            assert!(
                !buffer.try_reclaim(len + 65),
                "{len} bytes hold more than twice as many"
            );
        }
    }
}

#[test]
fn packed_lists_of_every_kind() {
    #[message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Packed {
        #[field(1)]
        a: Vec<i32>,
        #[field(2)]
        b: Vec<i64>,
        #[field(3)]
        c: Vec<u32>,
        #[field(4)]
        d: Vec<bool>,
        #[field(5, sint32)]
        e: Vec<i32>,
        #[field(6, sint64)]
        f: Vec<i64>,
        #[field(7, fixed32)]
        g: Vec<u32>,
        #[field(8, fixed64)]
        h: Vec<u64>,
        #[field(9, sfixed32)]
        i: Vec<i32>,
        #[field(10, sfixed64)]
        j: Vec<i64>,
        #[field(11)]
        k: Vec<f32>,
        #[field(12)]
        l: Vec<f64>,
        #[field(13)]
        m: Vec<u64>,
    }
    #[derive(Clone, PartialEq, prost::Message)]
    struct ProstPacked {
        #[prost(int32, repeated, tag = "1")]
        a: Vec<i32>,
        #[prost(int64, repeated, tag = "2")]
        b: Vec<i64>,
        #[prost(uint32, repeated, tag = "3")]
        c: Vec<u32>,
        #[prost(bool, repeated, tag = "4")]
        d: Vec<bool>,
        #[prost(sint32, repeated, tag = "5")]
        e: Vec<i32>,
        #[prost(sint64, repeated, tag = "6")]
        f: Vec<i64>,
        #[prost(fixed32, repeated, tag = "7")]
        g: Vec<u32>,
        #[prost(fixed64, repeated, tag = "8")]
        h: Vec<u64>,
        #[prost(sfixed32, repeated, tag = "9")]
        i: Vec<i32>,
        #[prost(sfixed64, repeated, tag = "10")]
        j: Vec<i64>,
        #[prost(float, repeated, tag = "11")]
        k: Vec<f32>,
        #[prost(double, repeated, tag = "12")]
        l: Vec<f64>,
        #[prost(uint64, repeated, tag = "13")]
        m: Vec<u64>,
    }
    for len in (0..40).chain([100, 1000]) {
        // Of every width, both signs; then all of one byte, and all of two.
        for mask in [u64::MAX, 0x7f, 0x3fff] {
            let values: Vec<u64> = (0..len)
                .map(|i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(i as u32) >> (i % 64) & mask)
                .collect();
            macro_rules! packed {
                ($ty:ident) => {
                    $ty {
                        a: values.iter().map(|v| *v as i32).collect(),
                        b: values.iter().map(|v| *v as i64).collect(),
                        c: values.iter().map(|v| *v as u32).collect(),
                        d: values.iter().map(|v| *v % 2 == 1).collect(),
                        e: values.iter().map(|v| *v as i32).collect(),
                        f: values.iter().map(|v| *v as i64).collect(),
                        g: values.iter().map(|v| *v as u32).collect(),
                        h: values.clone(),
                        i: values.iter().map(|v| *v as i32).collect(),
                        j: values.iter().map(|v| *v as i64).collect(),
                        k: values.iter().map(|v| *v as f32).collect(),
                        l: values.iter().map(|v| *v as f64).collect(),
                        m: values.clone(),
                    }
                };
            }
            let ours = packed!(Packed);
            let bytes = encode(&ours);
            assert_eq!(bytes, packed!(ProstPacked).encode_to_vec());
            assert_eq!(decode::<Packed>(&bytes).expect("valid"), ours);
        }
    }
}
