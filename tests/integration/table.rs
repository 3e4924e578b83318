//! The table of Rust's types and protobuf's, where the topics beside this one leave a row open.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prost::Message;
use traitwire::well_known::{Any, FieldMask, Timestamp};
use traitwire::{Open, enumeration, message, oneof};

use crate::twins::assert_twins;

traitwire::package!("table");

/// A message of ours and the same one of prost's, each field with the value `$value`.
macro_rules! twins {
    ($ours:ident, $theirs:ident {
        $($name:ident = $number:literal: ($($ours_options:tt)*) $ours_ty:ty, ($($theirs_options:tt)*) $theirs_ty:ty = $value:expr;)*
    }) => {
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $ours {
            $(#[field($number $($ours_options)*)] $name: $ours_ty,)*
        }

        #[derive(Clone, PartialEq, prost::Message)]
        struct $theirs {
            $(#[prost($($theirs_options)*, tag = $number)] $name: $theirs_ty,)*
        }

        impl $ours {
            fn twins() -> (Self, $theirs) {
                (Self { $($name: $value,)* }, $theirs { $($name: $value,)* })
            }
        }
    };
}

twins! {
    Keys, ProstKeys {
        a = 1: () BTreeMap<i32, bool>, (btree_map = "int32, bool") BTreeMap<i32, bool> = [(-1, true)].into();
        b = 2: (, map(sint32, _)) BTreeMap<i32, f32>, (btree_map = "sint32, float") BTreeMap<i32, f32> = [(-1, 1.5)].into();
        c = 3: (, map(sfixed32, sint32)) BTreeMap<i32, i32>, (btree_map = "sfixed32, sint32") BTreeMap<i32, i32> = [(-1, -2)].into();
        d = 4: (, map(_, sint64)) BTreeMap<i64, i64>, (btree_map = "int64, sint64") BTreeMap<i64, i64> = [(i64::MIN, -2)].into();
        e = 5: (, map(sint64, sfixed32)) BTreeMap<i64, i32>, (btree_map = "sint64, sfixed32") BTreeMap<i64, i32> = [(i64::MIN, -2)].into();
        f = 6: (, map(sfixed64, sfixed64)) BTreeMap<i64, i64>, (btree_map = "sfixed64, sfixed64") BTreeMap<i64, i64> = [(i64::MAX, -2)].into();
        g = 7: () BTreeMap<u32, f64>, (btree_map = "uint32, double") BTreeMap<u32, f64> = [(u32::MAX, 0.5)].into();
        h = 8: (, map(fixed32, fixed32)) BTreeMap<u32, u32>, (btree_map = "fixed32, fixed32") BTreeMap<u32, u32> = [(7, 1), (8, 9)].into();
        i = 9: () BTreeMap<u64, u32>, (btree_map = "uint64, uint32") BTreeMap<u64, u32> = [(u64::MAX, 1)].into();
        j = 10: (, map(fixed64, fixed64)) BTreeMap<u64, u64>, (btree_map = "fixed64, fixed64") BTreeMap<u64, u64> = [(7, u64::MAX)].into();
        k = 11: () BTreeMap<bool, u64>, (btree_map = "bool, uint64") BTreeMap<bool, u64> = [(true, 2)].into();
        l = 12: () BTreeMap<String, i64>, (btree_map = "string, int64") BTreeMap<String, i64> = [("j".into(), 1), ("k".into(), -1)].into();
        m = 13: () HashMap<bool, Vec<u8>>, (map = "bool, bytes") HashMap<bool, Vec<u8>> = [(true, vec![1])].into();
        n = 14: () HashMap<u32, String>, (map = "uint32, string") HashMap<u32, String> = [(1, "v".into())].into();
    }
}

#[test]
fn maps_have_every_legal_key_in_every_encoding() {
    let (ours, theirs) = Keys::twins();
    assert_twins(&ours, &theirs);
    // Key and value are written always, as Google's own implementations do; prost leaves zeros out. Absent they are zero.
    let zeros = Keys {
        a: [(0, false)].into(),
        ..Default::default()
    };
    assert_eq!(zeros.encode_to_vec(), [0x0a, 4, 0x08, 0, 0x10, 0]);
    let entry = Keys::decode(&[0x0a, 0, 0x62, 0][..]).expect("decodes");
    assert_eq!(
        (entry.a, entry.l),
        ([(0, false)].into(), [(String::new(), 0)].into())
    );
}

twins! {
    Lists, ProstLists {
        a = 1: () Vec<bool>, (bool, repeated) Vec<bool> = vec![true, false];
        b = 2: () Vec<i64>, (int64, repeated) Vec<i64> = vec![i64::MIN, 0, 300];
        c = 3: () Vec<u32>, (uint32, repeated) Vec<u32> = vec![0, u32::MAX];
        d = 4: () Vec<u64>, (uint64, repeated) Vec<u64> = vec![0, u64::MAX];
        e = 5: () Vec<f32>, (float, repeated) Vec<f32> = vec![-0.0, f32::INFINITY];
        f = 6: () Vec<f64>, (double, repeated) Vec<f64> = vec![-0.0, f64::MIN_POSITIVE];
        g = 7: (, sint32) Vec<i32>, (sint32, repeated) Vec<i32> = vec![i32::MIN, 0, i32::MAX];
        h = 8: (, fixed32) Vec<u32>, (fixed32, repeated) Vec<u32> = vec![0, u32::MAX];
        i = 9: (, fixed64) Vec<u64>, (fixed64, repeated) Vec<u64> = vec![0, u64::MAX];
        j = 10: (, sfixed32) Vec<i32>, (sfixed32, repeated) Vec<i32> = vec![i32::MIN, 0];
        k = 11: (, sfixed64) Vec<i64>, (sfixed64, repeated) Vec<i64> = vec![i64::MIN, 0];
        l = 12: () Vec<i32>, (int32, repeated) Vec<i32> = vec![-1, 0];
        m = 13: (, sint64) Vec<i64>, (sint64, repeated) Vec<i64> = vec![i64::MIN, 0, -1];
    }
}

twins! {
    Unpacked, ProstUnpacked {
        a = 1: (, packed = false) Vec<bool>, (bool, repeated, packed = "false") Vec<bool> = vec![true, false];
        b = 2: (, packed = false) Vec<i64>, (int64, repeated, packed = "false") Vec<i64> = vec![i64::MIN, 0, 300];
        c = 3: (, packed = false) Vec<u32>, (uint32, repeated, packed = "false") Vec<u32> = vec![0, u32::MAX];
        d = 4: (, packed = false) Vec<u64>, (uint64, repeated, packed = "false") Vec<u64> = vec![0, u64::MAX];
        e = 5: (, packed = false) Vec<f32>, (float, repeated, packed = "false") Vec<f32> = vec![-0.0, f32::INFINITY];
        f = 6: (, packed = false) Vec<f64>, (double, repeated, packed = "false") Vec<f64> = vec![-0.0, f64::MIN_POSITIVE];
        g = 7: (, sint32, packed = false) Vec<i32>, (sint32, repeated, packed = "false") Vec<i32> = vec![i32::MIN, 0, i32::MAX];
        h = 8: (, fixed32, packed = false) Vec<u32>, (fixed32, repeated, packed = "false") Vec<u32> = vec![0, u32::MAX];
        i = 9: (, fixed64, packed = false) Vec<u64>, (fixed64, repeated, packed = "false") Vec<u64> = vec![0, u64::MAX];
        j = 10: (, sfixed32, packed = false) Vec<i32>, (sfixed32, repeated, packed = "false") Vec<i32> = vec![i32::MIN, 0];
        k = 11: (, sfixed64, packed = false) Vec<i64>, (sfixed64, repeated, packed = "false") Vec<i64> = vec![i64::MIN, 0];
        l = 12: (, packed = false) Vec<i32>, (int32, repeated, packed = "false") Vec<i32> = vec![-1, 0];
        m = 13: (, sint64, packed = false) Vec<i64>, (sint64, repeated, packed = "false") Vec<i64> = vec![i64::MIN, 0, -1];
    }
}

#[test]
fn every_list_is_written_packed_or_not_and_read_both_ways() {
    let (packed, theirs) = Lists::twins();
    assert_twins(&packed, &theirs);
    let (unpacked, theirs) = Unpacked::twins();
    assert_twins(&unpacked, &theirs);
    assert_ne!(packed.encode_to_vec(), unpacked.encode_to_vec());
    assert_eq!(Lists::decode(&*unpacked.encode_to_vec()), Ok(packed.clone()));
    assert_eq!(Unpacked::decode(&*packed.encode_to_vec()), Ok(unpacked.clone()));
    // And mixed, one after the other.
    let both = [packed.encode_to_vec(), unpacked.encode_to_vec()].concat();
    let read = Lists::decode(&*both).expect("decodes");
    assert_eq!(read.m, [&packed.m[..], &packed.m].concat());
}

twins! {
    Presence, ProstPresence {
        a = 1: () Option<bool>, (bool, optional) Option<bool> = Some(false);
        b = 2: () Option<i32>, (int32, optional) Option<i32> = Some(0);
        c = 3: () Option<i64>, (int64, optional) Option<i64> = Some(0);
        d = 4: () Option<u32>, (uint32, optional) Option<u32> = Some(0);
        e = 5: () Option<u64>, (uint64, optional) Option<u64> = Some(0);
        f = 6: () Option<f32>, (float, optional) Option<f32> = Some(0.0);
        g = 7: () Option<f64>, (double, optional) Option<f64> = Some(0.0);
        h = 8: () Option<String>, (string, optional) Option<String> = Some(String::new());
        i = 9: () Option<Vec<u8>>, (bytes = "vec", optional) Option<Vec<u8>> = Some(Vec::new());
        j = 10: () Option<bytes::Bytes>, (bytes = "bytes", optional) Option<bytes::Bytes> = Some(bytes::Bytes::new());
        k = 11: (, sint32) Option<i32>, (sint32, optional) Option<i32> = Some(0);
        l = 12: (, sint64) Option<i64>, (sint64, optional) Option<i64> = Some(0);
        m = 13: (, fixed32) Option<u32>, (fixed32, optional) Option<u32> = Some(0);
        n = 14: (, fixed64) Option<u64>, (fixed64, optional) Option<u64> = Some(0);
        o = 15: (, sfixed32) Option<i32>, (sfixed32, optional) Option<i32> = Some(0);
        p = 16: (, sfixed64) Option<i64>, (sfixed64, optional) Option<i64> = Some(0);
        q = 17: () Option<()>, (message, optional) Option<()> = Some(());
    }
}

#[test]
fn what_is_there_is_sent_zero_or_not() {
    let (ours, theirs) = Presence::twins();
    assert_twins(&ours, &theirs);
    assert_twins(&Presence::default(), &ProstPresence::default());
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Small {
    #[field(1)]
    u8: u8,
    #[field(2)]
    i8: i8,
    #[field(3)]
    u16: u16,
    #[field(4)]
    i16: i16,
    #[field(5)]
    some_u8: Option<u8>,
    #[field(6)]
    some_i8: Option<i8>,
    #[field(7)]
    list_u16: Vec<u16>,
    #[field(8)]
    list_i16: Vec<i16>,
    #[field(9)]
    map_i8: BTreeMap<u32, i8>,
    #[field(oneof)]
    one: Option<SmallOne>,
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum SmallOne {
    #[field(10)]
    Picked(u16),
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstSmall {
    #[prost(uint32, tag = "1")]
    u8: u32,
    #[prost(int32, tag = "2")]
    i8: i32,
    #[prost(uint32, tag = "3")]
    u16: u32,
    #[prost(int32, tag = "4")]
    i16: i32,
    #[prost(uint32, optional, tag = "5")]
    some_u8: Option<u32>,
    #[prost(int32, optional, tag = "6")]
    some_i8: Option<i32>,
    #[prost(uint32, repeated, tag = "7")]
    list_u16: Vec<u32>,
    #[prost(int32, repeated, tag = "8")]
    list_i16: Vec<i32>,
    #[prost(btree_map = "uint32, int32", tag = "9")]
    map_i8: BTreeMap<u32, i32>,
    #[prost(uint32, optional, tag = "10")]
    one: Option<u32>,
}

#[test]
fn smaller_numbers_hold_what_fits_and_refuse_the_rest() {
    let ours = |top: bool| Small {
        u8: if top { u8::MAX } else { 0 },
        i8: if top { i8::MAX } else { i8::MIN },
        u16: if top { u16::MAX } else { 0 },
        i16: if top { i16::MAX } else { i16::MIN },
        some_u8: Some(if top { u8::MAX } else { 0 }),
        some_i8: Some(if top { i8::MAX } else { i8::MIN }),
        list_u16: vec![0, u16::MAX],
        list_i16: vec![i16::MIN, i16::MAX],
        map_i8: [(1, i8::MIN), (2, i8::MAX)].into(),
        one: Some(SmallOne::Picked(u16::MAX)),
    };
    let theirs = |top: bool| ProstSmall {
        u8: if top { 255 } else { 0 },
        i8: if top { 127 } else { -128 },
        u16: if top { 65_535 } else { 0 },
        i16: if top { 32_767 } else { -32_768 },
        some_u8: Some(if top { 255 } else { 0 }),
        some_i8: Some(if top { 127 } else { -128 }),
        list_u16: vec![0, 65_535],
        list_i16: vec![-32_768, 32_767],
        map_i8: [(1, -128), (2, 127)].into(),
        one: Some(65_535),
    };
    assert_twins(&ours(true), &theirs(true));
    assert_twins(&ours(false), &theirs(false));
    let zero = ProstSmall::default;
    for (field, beyond) in [
        ("u8", ProstSmall { u8: 256, ..zero() }),
        (
            "u8",
            ProstSmall {
                u8: u32::MAX,
                ..zero()
            },
        ),
        ("i8", ProstSmall { i8: 128, ..zero() }),
        ("i8", ProstSmall { i8: -129, ..zero() }),
        (
            "u16",
            ProstSmall {
                u16: 65_536,
                ..zero()
            },
        ),
        (
            "i16",
            ProstSmall {
                i16: 32_768,
                ..zero()
            },
        ),
        (
            "i16",
            ProstSmall {
                i16: -32_769,
                ..zero()
            },
        ),
        (
            "some_u8",
            ProstSmall {
                some_u8: Some(256),
                ..zero()
            },
        ),
        (
            "some_i8",
            ProstSmall {
                some_i8: Some(-129),
                ..zero()
            },
        ),
        (
            "list_u16",
            ProstSmall {
                list_u16: vec![1, 65_536],
                ..zero()
            },
        ),
        (
            "list_i16",
            ProstSmall {
                list_i16: vec![i32::MIN],
                ..zero()
            },
        ),
        (
            "map_i8",
            ProstSmall {
                map_i8: [(1, 128)].into(),
                ..zero()
            },
        ),
        (
            "picked",
            ProstSmall {
                one: Some(65_536),
                ..zero()
            },
        ),
    ] {
        let error = Small::decode(&*beyond.encode_to_vec())
            .expect_err("out of range")
            .to_string();
        assert!(
            error.contains(&format!("`{field}`: a number does not fit")),
            "{error}"
        );
    }
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Arrays {
    #[field(1)]
    one: [u8; 3],
    #[field(2)]
    maybe: Option<[u8; 2]>,
    #[field(3)]
    list: Vec<[u8; 1]>,
    #[field(4)]
    map: BTreeMap<bool, [u8; 2]>,
    #[field(5)]
    none: [u8; 0],
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstArrays {
    #[prost(bytes = "vec", tag = "1")]
    one: Vec<u8>,
    #[prost(bytes = "vec", optional, tag = "2")]
    maybe: Option<Vec<u8>>,
    #[prost(bytes = "vec", repeated, tag = "3")]
    list: Vec<Vec<u8>>,
    #[prost(btree_map = "bool, bytes", tag = "4")]
    map: BTreeMap<bool, Vec<u8>>,
}

#[test]
fn arrays_are_bytes_of_one_length() {
    let ours = Arrays {
        one: [0, 1, 0],
        maybe: Some([0, 0]),
        list: vec![[0], [1]],
        map: [(true, [1, 2])].into(),
        none: [],
    };
    let theirs = ProstArrays {
        one: vec![0, 1, 0],
        maybe: Some(vec![0, 0]),
        list: vec![vec![0], vec![1]],
        map: [(true, vec![1, 2])].into(),
    };
    assert_twins(&ours, &theirs);
    assert_twins(&Arrays::default(), &ProstArrays::default());
    for (field, bytes) in [
        ("one", &[0x0a, 2, 0, 0][..]),
        ("one", &[0x0a, 0]),
        ("maybe", &[0x12, 3, 0, 0, 0]),
        ("list", &[0x1a, 0]),
        ("map", &[0x22, 5, 0x12, 3, 0, 0, 0]),
        ("none", &[0x2a, 1, 0]),
    ] {
        let error = Arrays::decode(bytes).expect_err("another length").to_string();
        assert!(
            error.contains(&format!("`{field}`: the bytes do not have the length")),
            "{error}"
        );
    }
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Level {
    #[default]
    Unspecified,
    Low = -2_147_483_648,
    Below = -1,
    High = 2_147_483_647,
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    #[field(1)]
    Level(Level),
    #[field(2)]
    Open(Open<Level>),
    #[field(3)]
    Bytes(Vec<u8>),
    #[field(4)]
    Any(Any),
    #[field(5)]
    Inner(Box<Chooser>),
    #[field(6)]
    Nothing(()),
    #[field(7, sint64)]
    Number(i64),
    #[field(8)]
    Double(f64),
    #[field(9)]
    At(SystemTime),
    #[field(10)]
    Array([u8; 2]),
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Chooser {
    #[field(oneof)]
    choice: Option<Choice>,
    #[field(11)]
    beside: Level,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstChooser {
    #[prost(oneof = "ProstChoice", tags = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10")]
    choice: Option<ProstChoice>,
    #[prost(int32, tag = "11")]
    level: i32,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum ProstChoice {
    #[prost(int32, tag = "1")]
    Level(i32),
    #[prost(int32, tag = "2")]
    Open(i32),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
    #[prost(message, tag = "4")]
    Any(prost_types::Any),
    #[prost(message, tag = "5")]
    Inner(Box<ProstChooser>),
    #[prost(message, tag = "6")]
    Nothing(()),
    #[prost(sint64, tag = "7")]
    Number(i64),
    #[prost(double, tag = "8")]
    Double(f64),
    #[prost(message, tag = "9")]
    At(prost_types::Timestamp),
    #[prost(bytes = "vec", tag = "10")]
    Array(Vec<u8>),
}

/// One beside the other, and one within the other.
#[test]
fn oneofs_hold_every_kind_of_value_and_send_their_zeros() {
    let pairs = [
        (Choice::Level(Level::Unspecified), ProstChoice::Level(0)),
        (Choice::Level(Level::Low), ProstChoice::Level(i32::MIN)),
        (Choice::Open(Open::Unknown(77)), ProstChoice::Open(77)),
        (Choice::Open(Level::High.into()), ProstChoice::Open(i32::MAX)),
        (Choice::Bytes(vec![]), ProstChoice::Bytes(vec![])),
        (
            Choice::Any(Any::default()),
            ProstChoice::Any(prost_types::Any::default()),
        ),
        (Choice::Nothing(()), ProstChoice::Nothing(())),
        (Choice::Number(0), ProstChoice::Number(0)),
        (Choice::Double(-0.0), ProstChoice::Double(-0.0)),
        (
            Choice::At(UNIX_EPOCH),
            ProstChoice::At(prost_types::Timestamp::default()),
        ),
        (Choice::Array([0; 2]), ProstChoice::Array(vec![0; 2])),
    ];
    for (ours, theirs) in pairs {
        let ours = Chooser {
            choice: Some(ours),
            beside: Level::Below,
        };
        let theirs = ProstChooser {
            choice: Some(theirs),
            level: -1,
        };
        assert_twins(&ours, &theirs);
        let ours = Chooser {
            choice: Some(Choice::Inner(Box::new(ours))),
            ..Default::default()
        };
        let theirs = ProstChooser {
            choice: Some(ProstChoice::Inner(Box::new(theirs))),
            ..Default::default()
        };
        assert_twins(&ours, &theirs);
    }
}

#[message]
#[derive(Clone, Debug, PartialEq)]
struct Times {
    #[field(1)]
    one: SystemTime,
    #[field(2)]
    list: Vec<SystemTime>,
    #[field(3)]
    map: BTreeMap<String, Duration>,
    #[field(4)]
    masks: Vec<FieldMask>,
    #[field(5)]
    units: Vec<()>,
    #[field(6)]
    stamps: BTreeMap<i32, Timestamp>,
    #[field(7, wrapper)]
    wrapped: Option<u64>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstTimes {
    #[prost(message, optional, tag = "1")]
    one: Option<prost_types::Timestamp>,
    #[prost(message, repeated, tag = "2")]
    list: Vec<prost_types::Timestamp>,
    #[prost(btree_map = "string, message", tag = "3")]
    map: BTreeMap<String, prost_types::Duration>,
    #[prost(message, repeated, tag = "4")]
    masks: Vec<prost_types::FieldMask>,
    #[prost(message, repeated, tag = "5")]
    units: Vec<()>,
    #[prost(btree_map = "int32, message", tag = "6")]
    stamps: BTreeMap<i32, prost_types::Timestamp>,
    #[prost(message, optional, tag = "7")]
    wrapped: Option<u64>,
}

#[test]
fn well_known_types_stand_in_lists_and_maps() {
    let second = UNIX_EPOCH + Duration::from_secs(1);
    let stamp = prost_types::Timestamp { seconds: 1, nanos: 0 };
    let ours = Times {
        one: second,
        list: vec![UNIX_EPOCH, second],
        map: [("d".to_owned(), Duration::from_nanos(1_000_000_001))].into(),
        masks: vec![FieldMask {
            paths: vec!["a.b".into()],
        }],
        units: vec![(), ()],
        stamps: [(-1, Timestamp { seconds: 1, nanos: 0 })].into(),
        wrapped: Some(0),
    };
    let theirs = ProstTimes {
        one: Some(stamp),
        list: vec![prost_types::Timestamp::default(), stamp],
        map: [("d".to_owned(), prost_types::Duration { seconds: 1, nanos: 1 })].into(),
        masks: vec![prost_types::FieldMask {
            paths: vec!["a.b".into()],
        }],
        units: vec![(), ()],
        stamps: [(-1, stamp)].into(),
        wrapped: Some(0),
    };
    let bytes = message::encode(&ours);
    assert_eq!(bytes, theirs.encode_to_vec());
    assert_eq!(message::decode(&bytes), Ok(ours));
    assert_eq!(ProstTimes::decode(bytes), Ok(theirs));
}
