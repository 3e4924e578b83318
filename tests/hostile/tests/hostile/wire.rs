//! Bytes that are no protobuf: refused, whatever they claim.

use bytes::Bytes;
use traitwire::UnknownFields;
use traitwire::message::{DecodeError, Fault, decode, encode};
use traitwire::well_known::{Any, Struct};

use crate::all_types::{ForeignMessage, TestAllTypesProto3};
use crate::allocator::peak;

traitwire::package!("hostile.wire");

fn read(bytes: &[u8]) -> Result<TestAllTypesProto3, DecodeError> {
    decode(&Bytes::copy_from_slice(bytes))
}

fn fault(bytes: &[u8]) -> Fault {
    read(bytes).expect_err("refused").fault()
}

#[test]
fn tags_that_are_none() {
    // Number 0, in every wire type, and of more than one byte.
    for tag in 0..=7u8 {
        assert!(matches!(
            fault(&[tag, 0, 0, 0, 0, 0, 0, 0, 0]),
            Fault::FieldNumber | Fault::WireType
        ));
    }
    assert_eq!(fault(&[0x80, 0x00, 0]), Fault::FieldNumber);
    // Wire types 6 and 7.
    assert_eq!(fault(&[0x0e, 0]), Fault::WireType);
    assert_eq!(fault(&[0x0f, 0]), Fault::WireType);
    // Beyond 536,870,911, and beyond five bytes.
    assert_eq!(fault(&[0x88, 0x80, 0x80, 0x80, 0x20, 0]), Fault::FieldNumber);
    assert_eq!(fault(&[0x88, 0x80, 0x80, 0x80, 0x80, 0x00, 0]), Fault::Varint);
    assert_eq!(fault(&[0xff; 16]), Fault::Varint);
}

#[test]
fn varints_that_are_none() {
    let int64 = |value: &[u8]| [&[0x10], value].concat();
    let max = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    assert_eq!(read(&int64(&max)).map(|read| read.optional_int64), Ok(-1));
    assert_eq!(fault(&int64(&[&max[..9], &[0x02]].concat())), Fault::Varint);
    assert_eq!(fault(&int64(&[0x80; 10])), Fault::Varint);
    assert_eq!(fault(&int64(&[0x80; 3])), Fault::Truncated);
    // In a packed list, where several are read at once.
    assert_eq!(
        fault(&[&[0xfa, 0x01, 11][..], &[0x80; 11]].concat()),
        Fault::Varint
    );
    assert_eq!(fault(&[0xfa, 0x01, 3, 1, 2, 0x80]), Fault::Truncated);
}

/// A length is not believed: not in a string, in bytes, a message, a packed list, a map or an unknown field.
#[test]
fn lengths_of_what_is_not_there() {
    let tags: [&[u8]; 7] = [
        &[0x72],       // string
        &[0x7a],       // bytes
        &[0x92, 0x01], // message
        &[0xfa, 0x01], // packed int32
        &[0xaa, 0x02], // packed fixed32
        &[0xc2, 0x03], // map
        &[0xfa, 0x7f], // unknown
    ];
    let lengths: [&[u8]; 5] = [
        &[1],
        &[0xff, 0xff, 0xff, 0xff, 0x03],                         // a gigabyte
        &[0xff, 0xff, 0xff, 0xff, 0x0f],                         // all of 32 bits
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], // the longest that is not negative
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], // -1
    ];
    for tag in tags {
        for length in lengths {
            let bytes = [tag, length].concat();
            let (used, error) = peak(|| fault(&bytes));
            assert_eq!(error, Fault::Truncated, "{bytes:?}");
            assert!(used < 100_000, "{bytes:?} took {used} bytes");
        }
    }
    // Seven bytes are no list of four-byte numbers.
    assert_eq!(fault(&[0xaa, 0x02, 7, 0, 0, 0, 0, 0, 0, 0]), Fault::Truncated);
}

#[test]
fn groups_are_bounded() {
    // A million open ones, of an unknown field, and of one that is no group.
    for tag in [&[0xfb, 0x7f][..], &[0x0b]] {
        let bytes = Bytes::from(tag.repeat(1_000_000));
        let (used, result) = peak(|| decode::<TestAllTypesProto3>(&bytes).map(drop));
        let fault = result.expect_err("refused").fault();
        assert!(matches!(fault, Fault::Depth | Fault::WireType), "{fault:?}");
        assert!(used < 100_000, "{used}");
    }
    // Deep, then closed; closed by another number; not closed; closed without having been opened.
    let deep = |levels: usize| [[0xfb, 0x7f].repeat(levels), [0xfc, 0x7f].repeat(levels)].concat();
    read(&deep(99)).expect("within the limit");
    assert_eq!(fault(&deep(101)), Fault::Depth);
    assert_eq!(fault(&[0xfb, 0x7f, 0xf4, 0x7f]), Fault::Group);
    assert_eq!(fault(&[0xfb, 0x7f]), Fault::Group);
    assert_eq!(fault(&[0xfc, 0x7f]), Fault::Group);
    // Half a million of them one after the other.
    read(&deep(1).repeat(500_000)).expect("they say nothing");
}

#[test]
fn text_that_is_not_utf8() {
    for bad in [
        &[0xff][..],
        &[0xc0, 0x80],
        &[0xed, 0xa0, 0x80],
        &[0xf4, 0x90, 0x80, 0x80],
        &[0xe2, 0x82],
    ] {
        // Long enough for whatever reads many bytes at once, too.
        for before in [0, 1, 63, 64, 200] {
            let text = [&vec![b'a'; before][..], bad].concat();
            let delimited = |tag: &[u8], content: &[u8]| {
                let mut bytes = tag.to_vec();
                prost::encoding::encode_varint(content.len() as u64, &mut bytes);
                [&bytes, content].concat()
            };
            let entry = [delimited(&[0x0a], &text), delimited(&[0x12], b"v")].concat();
            for (place, bytes) in [
                ("optional_string", delimited(&[0x72], &text)),
                ("repeated_string", delimited(&[0xe2, 0x02], &text)),
                ("map_string_string", delimited(&[0xaa, 0x04], &entry)),
                ("oneof_string", delimited(&[0x8a, 0x07], &text)),
            ] {
                let error = read(&bytes).expect_err("refused");
                assert_eq!(error.fault(), Fault::Utf8, "{place}");
                assert!(error.to_string().contains(place), "{error}");
            }
        }
    }
}

/// Cut off anywhere, a message is refused or a shorter one, and never a panic.
#[test]
fn every_beginning_of_a_message() {
    let message = TestAllTypesProto3 {
        optional_string: "text".into(),
        optional_double: 1.5,
        repeated_int32: vec![1, 300, -1],
        repeated_fixed64: vec![1, 2],
        map_string_nested_message: [("key".to_owned(), Default::default())].into(),
        optional_foreign_message: Some(ForeignMessage {
            c: 7,
            ..Default::default()
        }),
        recursive_message: Some(Box::new(TestAllTypesProto3 {
            repeated_string: vec!["a".into(); 3],
            ..Default::default()
        })),
        ..Default::default()
    };
    let bytes = encode(&message);
    let whole = (0..=bytes.len())
        .filter(|&end| read(&bytes[..end]).is_ok())
        .count();
    assert!((2..bytes.len()).contains(&whole), "{whole} of {}", bytes.len());
    // And with each byte turned into another one.
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1 << bit;
            let _ = read(&changed);
        }
    }
}

#[traitwire::message]
#[derive(Debug, Default, PartialEq)]
struct Keeps {
    #[field(1)]
    id: u32,
    #[field(unknown)]
    rest: UnknownFields,
}

#[traitwire::message]
#[derive(Debug, Default, PartialEq)]
struct Drops {
    #[field(1)]
    id: u32,
}

#[test]
fn floods_of_unknown_fields() {
    let flood = Bytes::from([0x10, 1].repeat(2 << 20));
    let (used, read) = peak(|| decode::<Drops>(&flood));
    assert_eq!(read, Ok(Drops { id: 0 }));
    assert!(used < 10_000, "{used}");
    let (used, read) = peak(|| decode::<Keeps>(&flood));
    let read = read.expect("kept");
    assert_eq!(encode(&read), flood);
    assert!(used <= 3 * flood.len() + 10_000, "{used}");
}

#[test]
fn floods_of_one_field() {
    // A string a million times: the last one counts, and only that one is there.
    let flood = Bytes::from([0x72, 2, b'a', b'b'].repeat(1 << 20));
    let (used, message) = peak(|| decode::<TestAllTypesProto3>(&flood).expect("decodes"));
    assert_eq!(message.optional_string, "ab");
    assert!(used < 100_000, "{used}");
    // A map's key.
    let flood = Bytes::from([0xc2, 0x03, 4, 8, 1, 16, 2].repeat(100_000));
    let (used, message) = peak(|| decode::<TestAllTypesProto3>(&flood).expect("decodes"));
    assert_eq!(message.map_int32_int32, [(1, 2)].into());
    assert!(used < 100_000, "{used}");
    // The members of a oneof, in turn.
    let flood = Bytes::from([0x8a, 0x07, 1, b'a', 0xf8, 0x06, 1].repeat(100_000));
    let (used, message) = peak(|| decode::<TestAllTypesProto3>(&flood).expect("decodes"));
    assert!(message.oneof_field.is_some());
    assert!(used < 100_000, "{used}");
}

#[test]
fn any_within_any_is_opened_one_at_a_time() {
    let mut any = Any::pack(&Struct::default());
    for _ in 0..2_000 {
        any = Any::pack(&any);
    }
    let bytes = encode(&any);
    let (used, depth) = peak(|| {
        let mut any: Any = decode(&bytes).expect("decodes");
        let mut depth = 0;
        while let Some(inner) = any.unpack::<Any>().expect("an Any") {
            (any, depth) = (inner, depth + 1);
        }
        assert_eq!(any.unpack(), Ok(Some(Struct::default())));
        depth
    });
    assert_eq!(depth, 2_000);
    // Each shares the bytes of the one around it.
    assert!(used < 10_000, "{used}");
}
