//! A quarter of a megabyte of elements that say nothing may not become hundreds, and 64 bytes next to nothing.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use bytes::Bytes;
use prost::Message as _;
use traitwire::message::{Message, decode};
use traitwire::well_known::{ListValue, Struct};
use traitwire::{Prost, message, oneof};

use crate::all_types::TestAllTypesProto3;
use crate::allocator::peak;

traitwire::package!("hostile.memory");
traitwire::foreign!(&[] => pub(crate) Foreign);

/// What 256 KiB may take: 22 MiB are charged, and what grows has room for four times that, and for a moment is there twice.
const BOUND: usize = 128 << 20;

const SIZE: usize = 256 << 10;

type Wide = TestAllTypesProto3;

#[message]
#[derive(Debug, PartialEq)]
struct Shapes {
    #[field(1)]
    list: Vec<Wide>,
    #[field(2)]
    hash: HashMap<i32, Wide>,
    #[field(3)]
    tree: BTreeMap<i32, Wide>,
    #[field(4)]
    #[allow(clippy::vec_box, reason = "that somebody writes it is what is tested")]
    boxes: Vec<Box<Wide>>,
    /// Each is small, and holds what is not.
    #[field(5)]
    hidden: Vec<Hidden>,
    /// One of each, in a list of small ones.
    #[field(6)]
    lists: Vec<Lists>,
    #[field(7)]
    maps: Vec<Trees>,
    #[field(8)]
    options: Vec<Optional>,
    #[field(9)]
    oneofs: Vec<Chosen>,
    #[field(10)]
    texts: Vec<String>,
    #[field(11)]
    bools: Vec<bool>,
    #[field(12)]
    wide: Vec<f64>,
    #[field(13)]
    inner: Option<Box<Shapes>>,
    #[field(14)]
    theirs: Vec<Prost<Theirs, Foreign>>,
    #[field(15)]
    blobs: Vec<Vec<u8>>,
    #[field(16)]
    tables: Vec<Tables>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Hidden {
    #[field(1)]
    wide: Box<Wide>,
    #[field(2)]
    deeper: Box<Deeper>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Deeper {
    #[field(1)]
    wide: Box<Wide>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Lists {
    #[field(1)]
    list: Vec<Wide>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Trees {
    #[field(1)]
    tree: BTreeMap<i32, Wide>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Tables {
    #[field(1)]
    table: HashMap<bool, Wide>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Optional {
    #[field(1)]
    wide: Option<Box<Wide>>,
}

#[message]
#[derive(Debug, PartialEq)]
struct Chosen {
    #[field(oneof)]
    choice: Option<Choice>,
}

#[oneof]
#[derive(Debug, PartialEq)]
enum Choice {
    #[field(1)]
    Wide(Box<Wide>),
}

/// prost's, around ours.
#[derive(Clone, PartialEq, prost::Message)]
struct Theirs {
    #[prost(message, optional, tag = "1")]
    ours: Option<Lists>,
    #[prost(message, repeated, tag = "2")]
    list: Vec<Lists>,
}

impl prost::Name for Theirs {
    const NAME: &'static str = "Theirs";
    const PACKAGE: &'static str = "hostile.theirs";
}

/// `element` again and again, up to `SIZE` bytes.
fn flood(element: &[u8]) -> Bytes {
    element.repeat(SIZE / element.len()).into()
}

/// The content of field `number`.
fn delimited(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    prost::encoding::encode_varint(content.len() as u64, &mut bytes);
    bytes.extend(content);
    bytes
}

#[track_caller]
fn bounded<M: Message + Debug>(bytes: &Bytes) {
    let (used, result) = peak(|| decode::<M>(bytes).map(drop));
    assert!(used < BOUND, "{used} bytes for {}: {result:?}", bytes.len());
}

#[test]
fn elements_that_say_nothing() {
    assert!(size_of::<Wide>() > 1_000, "it is wide: {}", size_of::<Wide>());
    for number in 1..=9 {
        let empty = [number << 3 | 2, 0];
        bounded::<Shapes>(&flood(&empty));
        // Each with one element, or value, that says nothing.
        bounded::<Shapes>(&flood(&[number << 3 | 2, 2, 0x0a, 0]));
        bounded::<Shapes>(&flood(&[number << 3 | 2, 4, 0x0a, 2, 0x12, 0]));
        // The same a level further down.
        bounded::<Shapes>(&delimited(13, &flood(&empty)).into());
    }
    for number in [10, 14, 15] {
        bounded::<Shapes>(&flood(&[number << 3 | 2, 0]));
    }
    bounded::<Shapes>(&flood(&[0x82, 1, 2, 0x0a, 0]));
}

/// Different keys, so that all of them are there.
#[test]
fn maps_of_values_that_say_nothing() {
    for field in [2u8, 3] {
        let mut bytes = Vec::new();
        for key in 0u32.. {
            let mut entry = vec![0x08];
            prost::encoding::encode_varint(u64::from(key), &mut entry);
            bytes.extend(delimited(field, &entry));
            if bytes.len() > SIZE {
                break;
            }
        }
        bounded::<Shapes>(&bytes.into());
    }
}

#[test]
fn packed_lists() {
    // One byte becomes one, or eight.
    for (field, size) in [(11, 1), (12, 8)] {
        let bytes: Bytes = delimited(field, &vec![0; SIZE]).into();
        let (used, read) = peak(|| decode::<Shapes>(&bytes).map(drop));
        read.expect("numbers");
        assert!(used < 3 * SIZE * size + 100_000, "{used}");
    }
}

/// prost hands over field by field: that is one message all the same, with one budget.
#[test]
fn ours_within_prosts() {
    let lists = flood(&[0x0a, 0]);
    for bytes in [
        Bytes::from(delimited(1, &lists)),
        flood(&[0x0a, 2, 0x0a, 0]),
        flood(&[0x12, 2, 0x0a, 0]),
    ] {
        let (used, result) = peak(|| Theirs::decode(bytes.clone()).map(drop));
        assert!(used < BOUND, "{used} bytes: {result:?}");
    }
    // Within ours again: one budget from the outside in.
    let theirs = delimited(14, &delimited(1, &[0x0a, 0].repeat(1_000)));
    bounded::<Shapes>(&flood(&theirs));
}

/// What has been refused does not take from what comes after it, in the same place.
#[test]
fn a_budget_ends_with_its_message() {
    let mut bytes = delimited(1, &flood(&[0x0a, 0]));
    let error = Theirs::decode(&*bytes).map(drop).expect_err("too much");
    assert!(error.to_string().contains("memory"), "{error}");
    let tail = bytes.len() - 4;
    bytes[tail..].copy_from_slice(&[0x0a, 2, 0x0a, 0]);
    let read = Theirs::decode(&bytes[tail..]).expect("a small one");
    assert_eq!(read.ours.map(|ours| ours.list.len()), Some(1));
}

#[test]
fn structs_and_values() {
    bounded::<ListValue>(&flood(&[0x0a, 0]));
    bounded::<Struct>(&flood(&[0x0a, 0]));
    bounded::<ListValue>(&flood(&[0x0a, 2, 0x32, 0]));
    bounded::<Wide>(&flood(&[0x82, 0x03, 0]));
}

/// 64 bytes, whatever they are, take what 64 bytes can: a few dozen of the widest.
#[test]
fn sixty_four_bytes() {
    let bound = 64 * (size_of::<Shapes>() + 8 * size_of::<Wide>());
    let mut bytes = [0; 64];
    for first in 0..=255u8 {
        for second in [0, 1, 2, 4, 0x0a, 0x12, 0x7f, 0x80, 0xff] {
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = if at % 2 == 0 { first } else { second };
            }
            let read = Bytes::copy_from_slice(&bytes);
            let (used, _) = peak(|| (decode::<Shapes>(&read).is_ok(), decode::<Wide>(&read).is_ok()));
            assert!(used < bound, "{used} bytes for {first:#x} {second:#x}");
        }
    }
    // Nor can they reserve what they claim.
    for field in 1..=16u8 {
        let mut claim = delimited(field, &[]);
        claim.truncate(1);
        claim.extend([0xff, 0xff, 0xff, 0xff, 0x03]);
        claim.resize(64, 0);
        let claim = Bytes::from(claim);
        let (used, result) = peak(|| decode::<Shapes>(&claim).map(drop));
        assert!(result.is_err() && used < bound, "{used}");
    }
}
