//! `#[message]`.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prost::{Message, Name};
use traitwire::__private as traits;
use traitwire::schema::spec::{MemberSpec, MessageSpec, Reserved, Shape};
use traitwire::well_known::{Empty, Timestamp};
use traitwire::{enumeration, message};

use crate::twins::assert_twins;

traitwire::package!("messages");

fn spec<M: traits::Message>() -> &'static MessageSpec {
    M::SPEC
}

/// Every scalar there is.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Scalars {
    #[field(1)]
    a: bool,
    #[field(2)]
    b: i32,
    #[field(3)]
    c: i64,
    #[field(4)]
    d: u32,
    #[field(5)]
    e: u64,
    #[field(6)]
    f: f32,
    #[field(7)]
    g: f64,
    #[field(8)]
    h: String,
    #[field(9)]
    i: Vec<u8>,
    #[field(10, sint32)]
    j: i32,
    #[field(11, sint64)]
    k: i64,
    #[field(12, fixed32)]
    l: u32,
    #[field(13, fixed64)]
    m: u64,
    #[field(14, sfixed32)]
    n: i32,
    #[field(15, sfixed64)]
    o: i64,
    #[field(536_870_911)]
    p: Option<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstScalars {
    #[prost(bool, tag = "1")]
    a: bool,
    #[prost(int32, tag = "2")]
    b: i32,
    #[prost(int64, tag = "3")]
    c: i64,
    #[prost(uint32, tag = "4")]
    d: u32,
    #[prost(uint64, tag = "5")]
    e: u64,
    #[prost(float, tag = "6")]
    f: f32,
    #[prost(double, tag = "7")]
    g: f64,
    #[prost(string, tag = "8")]
    h: String,
    #[prost(bytes = "vec", tag = "9")]
    i: Vec<u8>,
    #[prost(sint32, tag = "10")]
    j: i32,
    #[prost(sint64, tag = "11")]
    k: i64,
    #[prost(fixed32, tag = "12")]
    l: u32,
    #[prost(fixed64, tag = "13")]
    m: u64,
    #[prost(sfixed32, tag = "14")]
    n: i32,
    #[prost(sfixed64, tag = "15")]
    o: i64,
    #[prost(int32, optional, tag = "536870911")]
    p: Option<i32>,
}

macro_rules! scalars {
    ($ty:ident) => {
        $ty {
            a: true,
            b: -2,
            c: i64::MIN,
            d: u32::MAX,
            e: u64::MAX,
            f: 2.5,
            g: 1.5,
            h: "hällo".into(),
            i: vec![0, 255],
            j: -10,
            k: i64::MIN,
            l: 12,
            m: 13,
            n: -14,
            o: -15,
            p: Some(0),
        }
    };
}

#[test]
fn scalars() {
    assert_twins(&scalars!(Scalars), &scalars!(ProstScalars));
    assert_twins(&Scalars::default(), &ProstScalars::default());
    assert!(Scalars::default().encode_to_vec().is_empty());
}

/// As in Google's own implementations; prost leaves it out.
#[test]
fn minus_zero_is_sent() {
    let minus = Scalars {
        g: -0.0,
        ..Default::default()
    };
    assert_eq!(minus.encode_to_vec(), [0x39, 0, 0, 0, 0, 0, 0, 0, 0x80]);
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Shapes {
    #[field(1)]
    text: Option<String>,
    #[field(2)]
    packed: Vec<i32>,
    #[field(3, packed = false)]
    unpacked: Vec<i32>,
    #[field(4, sint64)]
    zigzag: Vec<i64>,
    #[field(5)]
    texts: Vec<String>,
    #[field(6)]
    blobs: Vec<Vec<u8>>,
    #[field(7)]
    map: HashMap<String, i64>,
    #[field(8, map(sint32, fixed64))]
    encoded: BTreeMap<i32, u64>,
    #[field(9)]
    nested: Option<Box<Shapes>>,
    #[field(10)]
    list: Vec<Shapes>,
    #[field(11)]
    by_name: HashMap<String, Shapes>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstShapes {
    #[prost(string, optional, tag = "1")]
    text: Option<String>,
    #[prost(int32, repeated, tag = "2")]
    packed: Vec<i32>,
    #[prost(int32, repeated, packed = "false", tag = "3")]
    unpacked: Vec<i32>,
    #[prost(sint64, repeated, tag = "4")]
    zigzag: Vec<i64>,
    #[prost(string, repeated, tag = "5")]
    texts: Vec<String>,
    #[prost(bytes = "vec", repeated, tag = "6")]
    blobs: Vec<Vec<u8>>,
    #[prost(map = "string, int64", tag = "7")]
    map: HashMap<String, i64>,
    #[prost(btree_map = "sint32, fixed64", tag = "8")]
    encoded: BTreeMap<i32, u64>,
    #[prost(message, optional, boxed, tag = "9")]
    nested: Option<Box<ProstShapes>>,
    #[prost(message, repeated, tag = "10")]
    list: Vec<ProstShapes>,
    #[prost(map = "string, message", tag = "11")]
    by_name: HashMap<String, ProstShapes>,
}

macro_rules! shapes {
    ($ty:ident) => {{
        let inner = $ty {
            text: Some(String::new()),
            ..Default::default()
        };
        $ty {
            text: Some("x".into()),
            packed: vec![0, 1, -1, i32::MAX],
            unpacked: vec![0, 300],
            zigzag: vec![-1, i64::MIN],
            texts: vec!["".into(), "a".into()],
            blobs: vec![vec![], vec![1]],
            map: [("k".to_owned(), 1)].into(),
            encoded: [(-1, 3), (5, 1)].into(),
            nested: Some(Box::new(inner.clone())),
            list: vec![inner.clone(), $ty::default()],
            by_name: [("one".to_owned(), inner)].into(),
        }
    }};
}

#[test]
fn shapes() {
    assert_twins(&shapes!(Shapes), &shapes!(ProstShapes));
    assert_twins(&Shapes::default(), &ProstShapes::default());
}

#[test]
fn both_ways_to_write_a_list_are_read() {
    // Field 2 unpacked, field 3 packed: each the other way round from what is written.
    let shapes = Shapes::decode(&[0x10, 1, 0x10, 2, 0x1a, 2, 3, 4][..]).expect("both are read");
    assert_eq!((shapes.packed, shapes.unpacked), (vec![1, 2], vec![3, 4]));
}

#[test]
fn what_is_unknown_is_skipped_and_what_is_wrong_is_named() {
    let unknown = Scalars::decode(&[0x98, 0x06, 7, 0x10, 3][..]).expect("unknown fields are skipped");
    assert_eq!(unknown.b, 3);
    let wrong = Shapes::decode(&[0x4a, 2, 0x0a, 5][..]).expect_err("truncated within field 9");
    assert!(wrong.to_string().contains("nested.text"), "{wrong}");
    Scalars::decode(&[0x12, 1, 0][..]).expect_err("an int32 is no length-delimited field");
}

/// prost calls `merge_field` of a message that is a field of its own type.
#[derive(Clone, PartialEq, prost::Message)]
struct ProstOuter {
    #[prost(message, optional, tag = "1")]
    shapes: Option<Shapes>,
    #[prost(message, repeated, tag = "2")]
    list: Vec<Scalars>,
}

#[test]
fn a_message_of_ours_is_a_field_of_prosts() {
    let outer = ProstOuter {
        shapes: Some(shapes!(Shapes)),
        list: vec![scalars!(Scalars), Scalars::default()],
    };
    let bytes = outer.encode_to_vec();
    assert_eq!(ProstOuter::decode(&*bytes).expect("decodes"), outer);
    let mut cleared = scalars!(Scalars);
    cleared.clear();
    assert_eq!(cleared, Scalars::default());
}

#[test]
fn smaller_numbers_are_never_truncated() {
    #[message]
    #[derive(Debug, Default, PartialEq)]
    struct Small {
        #[field(1)]
        a: u8,
        #[field(2)]
        b: i16,
        #[field(3)]
        c: Option<u8>,
        #[field(4)]
        d: [u8; 4],
    }
    let small = Small {
        a: 255,
        b: -300,
        c: Some(0),
        d: [0, 0, 0, 1],
    };
    assert_eq!(Small::decode(&*small.encode_to_vec()).expect("decodes"), small);
    Small::decode(&[0x08, 0x80, 0x02][..]).expect_err("256 is no u8");
    Small::decode(&[0x22, 1, 0][..]).expect_err("one byte is no [u8; 4]");
    assert!(Small::default().encode_to_vec().is_empty());
}

mod user_defaults {
    use super::*;

    #[message]
    #[derive(Debug, PartialEq)]
    struct Config {
        #[field(1)]
        port: u32,
    }

    impl Default for Config {
        fn default() -> Self {
            Self { port: 8080 }
        }
    }

    #[message]
    #[derive(Debug, Default, PartialEq)]
    struct Outer {
        #[field(1)]
        config: Config,
    }

    #[test]
    fn the_wire_zero_is_not_the_users_default() {
        let outer: Outer = traitwire::message::decode(&bytes::Bytes::new()).expect("decodes");
        assert_eq!(outer.config.port, 0);
        // A field that encodes to nothing is not sent.
        assert!(traitwire::message::encode(&outer).is_empty());
    }
}

/// A page of a list.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Page<T> {
    /// What is on it.
    #[field(1)]
    items: Vec<T>,
    #[field(2)]
    next: Option<String>,
}

#[message(name = "Both")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Pair<A: Clone, B = String>
where
    B: Clone,
{
    #[field(1)]
    a: Option<A>,
    #[field(2)]
    b: HashMap<String, B>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstPage {
    #[prost(message, repeated, tag = "1")]
    items: Vec<ProstScalars>,
    #[prost(string, optional, tag = "2")]
    next: Option<String>,
}

#[test]
fn generics_are_named_after_their_arguments() {
    let ours = Page {
        items: vec![scalars!(Scalars)],
        next: Some("n".into()),
    };
    let theirs = ProstPage {
        items: vec![scalars!(ProstScalars)],
        next: Some("n".into()),
    };
    assert_twins(&ours, &theirs);
    assert_eq!(Page::<Scalars>::full_name(), "messages.ScalarsPage");
    assert_eq!(Page::<Page<String>>::full_name(), "messages.StringPagePage");
    assert_eq!(Pair::<Scalars>::full_name(), "messages.ScalarsStringBoth");
    // In the package of the first argument that is a message.
    // But for the well-known types: nobody can add to their files.
    assert_eq!(Page::<Timestamp>::full_name(), "messages.TimestampPage");
    assert_eq!(Page::<SystemTime>::full_name(), "messages.TimestampPage");
    assert_eq!(Pair::<i32, Timestamp>::full_name(), "messages.Int32TimestampBoth");
    let set = traitwire::schema::link::link_all(&[], &[spec::<Page<Timestamp>>()], &[]).expect("links");
    let files: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(
        files,
        ["google/protobuf/timestamp.proto", "messages/messages.proto"]
    );
    assert_eq!(spec::<Page<i32>>().docs, "A page of a list.");
    let pair = Pair::<i32> {
        a: Some(1),
        b: [("x".into(), "y".into())].into(),
    };
    assert_eq!(Pair::decode(&*pair.encode_to_vec()).expect("decodes"), pair);
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Tree {
    #[field(1)]
    leaf: Option<Leaf>,
    #[field(2)]
    children: Vec<Self>,
    #[field(3)]
    paged: Page<Tree>,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Leaf {
    #[field(1)]
    trees: BTreeMap<u64, Tree>,
    #[field(2)]
    tree: Option<Box<Tree>>,
}

#[test]
fn messages_recurse_through_each_other() {
    let tree = Tree {
        leaf: Some(Leaf {
            trees: [(7, Tree::default())].into(),
            tree: Some(Box::default()),
        }),
        children: vec![Tree::default()],
        paged: Page {
            items: vec![Tree::default()],
            next: None,
        },
    };
    assert_eq!(Tree::decode(&*tree.encode_to_vec()).expect("decodes"), tree);
    let MemberSpec::Field(children) = &spec::<Tree>().members[1] else {
        panic!("a field");
    };
    assert!(matches!(children.ty.shape, Shape::Repeated { .. }));
    assert!(
        matches!(children.ty.kind, traitwire::schema::spec::Kind::Message(f) if f().full_name() == "messages.Tree")
    );
}

type Id = String;
type Ids<T> = Vec<T>;
type Maybe = Option<Scalars>;

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Aliased {
    #[field(1)]
    id: Id,
    #[field(2)]
    r#type: Ids<Id>,
    #[field(3)]
    maybe: Maybe,
    #[field(5)]
    self_: (),
    #[field(4, name = "fn")]
    function: Option<()>,
}

#[test]
fn aliases_raw_identifiers_and_names() {
    let names: Vec<_> = spec::<Aliased>()
        .fields()
        .map(|field| (field.name, field.number))
        .collect();
    assert_eq!(
        names,
        [("id", 1), ("type", 2), ("maybe", 3), ("self_", 5), ("fn", 4)]
    );
    let aliased = Aliased {
        id: "1".into(),
        r#type: vec!["2".into()],
        maybe: Some(Scalars::default()),
        self_: (),
        function: Some(()),
    };
    // Written in the order of numbers, whatever the order of declaration.
    assert_eq!(
        aliased.encode_to_vec(),
        [0x0a, 1, b'1', 0x12, 1, b'2', 0x1a, 0, 0x22, 0]
    );
    assert_eq!(
        Aliased::decode(&*aliased.encode_to_vec()).expect("decodes"),
        aliased
    );
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Gated {
    #[cfg(not(test))]
    #[field(1)]
    never: NoSuchType,
    #[cfg(test)]
    #[field(2)]
    always: u32,
    #[cfg(test)]
    #[field(3, packed = false)]
    #[deprecated]
    list: Vec<u32>,
}

#[message]
#[cfg(not(test))]
struct Never {
    #[field(1)]
    never: NoSuchType,
}

#[test]
fn cfg_gates_everything_generated() {
    let names: Vec<_> = spec::<Gated>()
        .fields()
        .map(|field| (field.name, field.deprecated))
        .collect();
    assert_eq!(names, [("always", false), ("list", true)]);
}

/// Of old.
///
///   Indented.
#[message(name = "Legacy", package = "other.v1", reserved(3, 7..=9, "gone"))]
#[derive(Debug, Default)]
#[deprecated(note = "use something newer")]
struct Old {
    /// The first.
    #[field(1, json_name = "ONE")]
    one: i32,
}

#[test]
#[allow(deprecated, reason = "that is what is tested")]
fn records_say_what_is_written() {
    let spec = spec::<Old>();
    assert_eq!(spec.full_name(), "other.v1.Legacy");
    assert_eq!(spec.docs, "Of old.\n\n  Indented.");
    assert!(spec.deprecated);
    assert_eq!(
        spec.reserved,
        [
            Reserved::Numbers(3, 3),
            Reserved::Numbers(7, 9),
            Reserved::Name("gone")
        ]
    );
    assert_eq!(spec.source.item, "Old");
    assert_eq!(spec.source.module, module_path!());
    let one = spec.fields().next().expect("a field");
    assert_eq!((one.json_name, one.docs), (Some("ONE"), "The first."));
    assert_eq!((Old::NAME, Old::PACKAGE), ("Legacy", "other.v1"));
    assert_eq!(Old::type_url(), "type.googleapis.com/other.v1.Legacy");
    let _ = Old { one: 0 };
}

#[message(within = Tree)]
#[derive(Debug, Default)]
struct Branch {}

#[message(within = Branch)]
#[derive(Debug, Default)]
struct Twig;

#[enumeration(within = Branch)]
#[derive(Debug, Default)]
enum Colour {
    #[default]
    Unspecified,
}

#[test]
fn messages_nest() {
    assert_eq!(Twig::full_name(), "messages.Tree.Branch.Twig");
    assert_eq!(
        <Colour as traits::Enumeration>::SPEC.full_name(),
        "messages.Tree.Branch.Colour"
    );
    assert!(Twig.encode_to_vec().is_empty());
    let _ = (Branch {}, Colour::Unspecified);
}

#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct UserId(String);

#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq)]
struct Metres {
    metres: i32,
}

/// Has no `Eq`: is no key, and says so only where it is used as one.
#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq)]
struct Inside<T>(T);

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Newtypes {
    #[field(1)]
    id: UserId,
    #[field(2)]
    ids: HashMap<UserId, Option2>,
    #[field(3, sint32)]
    height: Metres,
    #[field(4, sfixed32)]
    depths: Vec<Metres>,
    #[field(5)]
    inside: Option<Inside<Scalars>>,
}

type Option2 = UserId;

#[derive(Clone, PartialEq, prost::Message)]
struct ProstNewtypes {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(map = "string, string", tag = "2")]
    ids: HashMap<String, String>,
    #[prost(sint32, tag = "3")]
    height: i32,
    #[prost(sfixed32, repeated, tag = "4")]
    depths: Vec<i32>,
    #[prost(message, optional, tag = "5")]
    inside: Option<ProstScalars>,
}

#[test]
fn transparent_is_what_it_holds() {
    let id = UserId("x".into());
    let ours = Newtypes {
        id: id.clone(),
        ids: [(id.clone(), id)].into(),
        height: Metres { metres: -1 },
        depths: vec![Metres { metres: 2 }],
        inside: Some(Inside(scalars!(Scalars))),
    };
    let theirs = ProstNewtypes {
        id: "x".into(),
        ids: [("x".to_owned(), "x".to_owned())].into(),
        height: -1,
        depths: vec![2],
        inside: Some(scalars!(ProstScalars)),
    };
    assert_twins(&ours, &theirs);
}

#[message]
#[derive(Clone, Debug, PartialEq)]
struct Times {
    #[field(1)]
    at: SystemTime,
    #[field(2)]
    took: Option<Duration>,
    #[field(3)]
    raw: Option<Timestamp>,
    #[field(4)]
    nothing: Option<Empty>,
    #[field(5)]
    unit: Option<()>,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            at: UNIX_EPOCH,
            took: None,
            raw: None,
            nothing: None,
            unit: None,
        }
    }
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstTimes {
    #[prost(message, optional, tag = "1")]
    at: Option<prost_types::Timestamp>,
    #[prost(message, optional, tag = "2")]
    took: Option<prost_types::Duration>,
    #[prost(message, optional, tag = "3")]
    raw: Option<prost_types::Timestamp>,
    #[prost(message, optional, tag = "4")]
    nothing: Option<()>,
    #[prost(message, optional, tag = "5")]
    unit: Option<()>,
}

#[test]
fn well_known_types() {
    let ours = Times {
        at: UNIX_EPOCH - Duration::from_millis(1),
        took: Some(Duration::from_millis(1500)),
        raw: Some(Timestamp {
            seconds: 3,
            nanos: -1,
        }),
        nothing: Some(Empty {}),
        unit: Some(()),
    };
    let theirs = ProstTimes {
        at: Some(prost_types::Timestamp {
            seconds: -1,
            nanos: 999_000_000,
        }),
        took: Some(prost_types::Duration {
            seconds: 1,
            nanos: 500_000_000,
        }),
        raw: Some(
            Timestamp {
                seconds: 3,
                nanos: -1,
            }
            .into(),
        ),
        nothing: Some(()),
        unit: Some(()),
    };
    assert_twins(&ours, &theirs);
    for wrong in [
        ProstTimes {
            took: Some(prost_types::Duration {
                seconds: -1,
                nanos: 0,
            }),
            ..Default::default()
        },
        ProstTimes {
            at: Some(prost_types::Timestamp {
                seconds: i64::MAX,
                nanos: i32::MIN,
            }),
            ..Default::default()
        },
    ] {
        let error = Times::decode(&*wrong.encode_to_vec()).expect_err("out of range");
        assert!(error.to_string().contains("does not fit"), "{error}");
    }
    assert_eq!(<Timestamp as Name>::full_name(), "google.protobuf.Timestamp");
}

#[test]
fn nothing_that_arrives_panics() {
    // A small generator: the point is many inputs, not good randomness.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let seed = shapes!(Shapes).encode_to_vec();
    for _ in 0..20_000 {
        let mut bytes = seed.clone();
        for _ in 0..=random() % 4 {
            let at = random() as usize % bytes.len();
            bytes[at] = random() as u8;
        }
        bytes.truncate(1 + random() as usize % seed.len());
        if let Ok(shapes) = Shapes::decode(&*bytes) {
            let again = Shapes::decode(&*shapes.encode_to_vec()).expect("what we write, we read");
            assert_eq!(again, shapes);
        }
        drop(Times::decode(&*bytes));
    }
}
