//! Fields by `with`, and those that keep the unknown.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::num::NonZeroU32;

use prost::Message;
use traitwire::UnknownFields;
use traitwire::message;
use traitwire::message::WireType;

use crate::twins::assert_twins;

traitwire::package!("fields");

/// `a.b.c.d`, and nothing where the address is 0.0.0.0.
mod dotted {
    use std::net::{AddrParseError, Ipv4Addr};

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Address(pub(super) Option<Ipv4Addr>);

    pub(super) fn encode(address: &Address) -> String {
        address.0.map(|address| address.to_string()).unwrap_or_default()
    }

    pub(super) fn decode(text: String) -> Result<Address, AddrParseError> {
        let address = (!text.is_empty()).then(|| text.parse());
        address.transpose().map(Address)
    }
}

mod bits {
    use std::net::Ipv4Addr;

    pub(super) fn encode(all: &[Ipv4Addr]) -> Vec<u32> {
        all.iter().map(|address| address.to_bits()).collect()
    }

    pub(super) fn decode(all: Vec<u32>) -> Result<Vec<Ipv4Addr>, std::convert::Infallible> {
        Ok(all.into_iter().map(Ipv4Addr::from_bits).collect())
    }
}

mod small {
    use std::num::NonZeroU32;

    pub(super) fn encode(number: &Option<NonZeroU32>) -> Option<i32> {
        number.map(|number| number.get() as i32)
    }

    pub(super) fn decode(number: Option<i32>) -> Result<Option<NonZeroU32>, String> {
        let number = number.map(|number| {
            let number = u32::try_from(number).map_err(|_| format!("{number} is negative"))?;
            NonZeroU32::new(number).ok_or_else(|| "0 is no such number".to_owned())
        });
        number.transpose()
    }
}

/// A type whose zero its `decode` refuses.
mod required {
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Name(pub(super) String);

    pub(super) fn encode(name: &Name) -> String {
        name.0.clone()
    }

    pub(super) fn decode(text: String) -> Result<Name, &'static str> {
        match text.is_empty() {
            true => Err("a name is not empty"),
            false => Ok(Name(text)),
        }
    }
}

/// A message on the wire.
mod point {
    use super::ProstPointOurs;

    pub(super) type Point = (i32, i32);

    pub(super) fn encode(point: &Point) -> ProstPointOurs {
        ProstPointOurs {
            x: point.0,
            y: point.1,
        }
    }

    pub(super) fn decode(point: ProstPointOurs) -> Result<Point, std::convert::Infallible> {
        Ok((point.x, point.y))
    }
}

#[message(name = "Point")]
#[derive(Clone, Debug, Default, PartialEq)]
struct ProstPointOurs {
    #[field(1)]
    x: i32,
    #[field(2)]
    y: i32,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Converted {
    #[field(1, with = dotted)]
    address: dotted::Address,
    #[field(2, with = bits, fixed32, packed = false)]
    list: Vec<Ipv4Addr>,
    #[field(3, with = self::small, sint32)]
    small: Option<NonZeroU32>,
    #[field(4, with = point)]
    point: point::Point,
    #[field(5)]
    map: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstConverted {
    #[prost(string, tag = "1")]
    address: String,
    #[prost(fixed32, repeated, packed = "false", tag = "2")]
    list: Vec<u32>,
    #[prost(sint32, optional, tag = "3")]
    small: Option<i32>,
    #[prost(message, optional, tag = "4")]
    point: Option<ProstPoint>,
    #[prost(map = "string, string", tag = "5")]
    map: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstPoint {
    #[prost(int32, tag = "1")]
    x: i32,
    #[prost(int32, tag = "2")]
    y: i32,
}

fn converted() -> Converted {
    Converted {
        address: dotted::Address(Some(Ipv4Addr::LOCALHOST)),
        list: vec![Ipv4Addr::LOCALHOST, Ipv4Addr::BROADCAST],
        small: NonZeroU32::new(7),
        point: (3, -4),
        map: [("a".to_owned(), "b".to_owned())].into(),
    }
}

#[test]
fn with_writes_what_its_functions_say() {
    let theirs = ProstConverted {
        address: "127.0.0.1".into(),
        list: vec![0x7f00_0001, u32::MAX],
        small: Some(7),
        point: Some(ProstPoint { x: 3, y: -4 }),
        map: [("a".to_owned(), "b".to_owned())].into(),
    };
    assert_twins(&converted(), &theirs);
    assert_twins(&Converted::default(), &ProstConverted::default());
}

#[test]
fn with_converts_the_whole_field() {
    // Lists gather, messages merge, scalars are replaced, in whatever order they arrive.
    let bytes = [
        0x22, 2, 8, 1, 0x0a, 1, b'x', 0x15, 1, 0, 0, 0, 0x22, 2, 16, 2, 0x15, 2, 0, 0, 0, 0x0a, 0,
    ];
    let read = Converted::decode(&bytes[..]).expect("`x` was replaced before it was converted");
    assert_eq!(read.point, (1, 2));
    assert_eq!(read.list, [Ipv4Addr::from_bits(1), Ipv4Addr::from_bits(2)]);
    assert_eq!(read.address, dotted::Address(None));
    // A message that arrives in parts keeps what came first.
    #[message]
    #[derive(Default)]
    struct Outer {
        #[field(1)]
        inner: Option<Converted>,
    }
    let parts = [0x0a, 4, 0x22, 2, 8, 1, 0x0a, 4, 0x22, 2, 16, 2, 0x0a, 0];
    let outer = Outer::decode(&parts[..]).expect("decodes");
    assert_eq!(outer.inner.map(|inner| inner.point), Some((1, 2)));
}

#[test]
fn what_a_conversion_refuses_is_named() {
    let error = Converted::decode(&[0x0a, 1, b'x'][..]).expect_err("no address");
    assert!(error.to_string().contains("`address`: invalid IPv4"), "{error}");
    let error = Converted::decode(&[0x18, 0][..]).expect_err("zero");
    assert!(
        error.to_string().contains("`small`: 0 is no such number"),
        "{error}"
    );
    Converted::decode(&[0x08, 0][..]).expect_err("another wire type");
}

#[test]
fn a_field_whose_zero_is_refused_is_required() {
    #[message]
    #[derive(Debug, Default, PartialEq)]
    struct Person {
        #[field(1, with = required)]
        name: required::Name,
        #[field(2)]
        friends: Vec<Person>,
    }
    let error = Person::decode(&[][..]).expect_err("no name");
    assert!(
        error.to_string().contains("`name`: a name is not empty"),
        "{error}"
    );
    let error = Person::decode(&[0x0a, 1, b'n', 0x12, 0][..]).expect_err("a friend without a name");
    assert!(error.to_string().contains("friends.name"), "{error}");
    let named = Person::decode(&[0x0a, 1, b'n'][..]).expect("a name");
    assert_eq!(named.name, required::Name("n".into()));
}

/// One conversion for a message, however many occurrences: else this would take hours.
#[test]
fn many_occurrences_are_converted_once() {
    let mut bytes = Vec::new();
    for _ in 0..400_000 {
        bytes.extend([0x15, 1, 0, 0, 0]);
    }
    let read = Converted::decode(&*bytes).expect("decodes");
    assert_eq!(read.list.len(), 400_000);
}

/// A message in a million parts, each of which adds to a long list, would be written out a million times: it is charged.
#[test]
fn a_list_in_many_messages_is_charged() {
    #[message]
    #[derive(Debug, Default)]
    struct Outer {
        #[field(1)]
        inner: Converted,
    }
    let list = Converted {
        list: vec![Ipv4Addr::LOCALHOST; 20_000],
        ..Default::default()
    };
    let mut bytes = Outer { inner: list }.encode_to_vec();
    for _ in 0..100_000 {
        bytes.extend([0x0a, 5, 0x15, 1, 0, 0, 0]);
    }
    let error = Outer::decode(&*bytes).expect_err("too much");
    assert!(error.to_string().contains("too much memory"), "{error}");
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    #[field(2)]
    id: i32,
    #[field(unknown)]
    rest: UnknownFields,
    #[field(3)]
    inner: Option<Box<Known>>,
}

#[test]
fn unknown_fields_are_kept_in_order() {
    let bytes = [
        0x10, 5, // known
        0x1a, 3, 0x08, 1, 0x0a, // known, with a varint and a truncated length of its own
    ];
    Known::decode(&bytes[..]).expect_err("truncated within the unknown");
    let bytes = [
        0x10, 5, // 2: known
        0x1a, 2, 0x08, 1, // 3: known, in which 1 is unknown
        0x2a, 1, b'x', // 5: bytes
        0x08, 0x80, 0x01, // 1: 128
        0x25, 1, 2, 3, 4, // 4: fixed32
        0x33, 0x08, 1, 0x3b, 0x3c, 0x34, // 6: a group in which there is one
        0x39, 1, 2, 3, 4, 5, 6, 7, 8, // 7: fixed64
        0x08, 1, // 1: again
    ];
    let known = Known::decode(&bytes[..]).expect("decodes");
    assert_eq!(known.encode_to_vec(), bytes);
    assert_eq!(known.encoded_len(), bytes.len());
    let fields: Vec<_> = known
        .rest
        .iter()
        .map(|field| (field.number, field.wire_type, field.bytes))
        .collect();
    assert_eq!(
        fields,
        [
            (5, WireType::Len, &b"x"[..]),
            (1, WireType::Varint, &[0x80, 0x01]),
            (4, WireType::Fixed32, &[1, 2, 3, 4]),
            (6, WireType::StartGroup, &[0x08, 1, 0x3b, 0x3c, 0x34]),
            (7, WireType::Fixed64, &[1, 2, 3, 4, 5, 6, 7, 8]),
            (1, WireType::Varint, &[1]),
        ]
    );
    assert!(format!("{:?}", known.rest).contains("number: 6"));
    assert!(!known.inner.as_ref().unwrap().rest.is_empty());
    assert!(Known::default().rest.is_empty() && Known::default().rest == UnknownFields::default());
    // They are no part of the description.
    assert_eq!(<Known as traitwire::Message>::SPEC.fields().count(), 2);
}

#[test]
fn unknown_fields_that_are_broken_are_refused() {
    for bytes in [
        &[0x2a, 9, 1][..],
        &[0x33, 0x08, 1],
        &[0x33, 0x3c],
        &[0x34],
        &[0x33; 300],
        &[0x0f],
        &[0x08],
    ] {
        Known::decode(bytes).expect_err("not whole");
    }
}
