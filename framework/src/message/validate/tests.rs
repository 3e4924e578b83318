//! Every family of rules, on fields of every shape.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::validate;
use crate::message::well_known::{Any, FieldMask};
use crate::message::{Message, Open};

crate::package!("zoo");

/// The rules that a message breaks, each `path rule`.
fn broken<M: Message>(message: &M) -> Vec<String> {
    match validate(message) {
        Ok(()) => Vec::new(),
        Err(violations) => violations
            .iter()
            .map(|violation| {
                let key = if violation.for_key { " (key)" } else { "" };
                format!("{} {}{key}", violation.field, violation.rule)
            })
            .collect(),
    }
}

#[crate::message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Inner {
    #[field(1)]
    #[validate(min_len = 2)]
    text: String,
}

#[crate::oneof]
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    #[field(20)]
    #[validate(gt = 5)]
    Count(i32),
    #[field(21)]
    Part(Inner),
}

#[crate::enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Color {
    #[default]
    Unspecified,
    Red = 1,
    Blue = 2,
}

#[crate::message(transparent)]
#[derive(Clone, Debug, Default, PartialEq)]
struct Name(String);

fn even(value: &u32) -> Result<(), &'static str> {
    if value.is_multiple_of(2) {
        Ok(())
    } else {
        Err("must be even")
    }
}

#[crate::message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Zoo {
    #[field(1)]
    #[validate(min_len = 1, max_len = 3, pattern = "^[a-zé]*$")]
    text: String,
    #[field(2)]
    #[validate(email)]
    email: Option<String>,
    #[field(3)]
    #[validate(ignore = if_zero_value, gte = 10, lt = 20)]
    number: u64,
    #[field(4)]
    #[validate(min_items = 1, unique, items(in = [1, 2, 3]))]
    list: Vec<i32>,
    #[field(5)]
    #[validate(max_pairs = 2, keys(min_len = 2), values(gt = 0.5))]
    map: BTreeMap<String, f64>,
    #[field(6)]
    #[validate(required)]
    inner: Option<Inner>,
    #[field(7)]
    inners: Vec<Inner>,
    #[field(8)]
    #[validate(defined_only, not_in = [Color::Red])]
    color: Open<Color>,
    #[field(9)]
    #[validate(lt_now)]
    past: Option<SystemTime>,
    #[field(10)]
    #[validate(gte = "1s", lte = "1.5s")]
    wait: Option<Duration>,
    #[field(11)]
    #[validate(in = ["type.googleapis.com/zoo.Inner"])]
    any: Option<Any>,
    #[field(12)]
    #[validate(not_in = ["a.b"])]
    mask: Option<FieldMask>,
    #[field(13, wrapper)]
    #[validate(lt = 7)]
    wrapped: Option<i32>,
    #[field(14)]
    #[validate(with = even)]
    even: u32,
    #[field(15)]
    #[validate(max_len = 2)]
    name: Name,
    #[field(16)]
    #[validate(ignore = always)]
    ignored: Option<Inner>,
    #[field(17)]
    #[validate(len = 4)]
    array: Option<[u8; 4]>,
    #[field(18)]
    bare: Inner,
    #[field(19)]
    #[validate(gt = 250)]
    small: Option<u8>,
    #[field(oneof)]
    #[validate(required)]
    choice: Option<Choice>,
    #[field(22)]
    next: Option<Box<Zoo>>,
}

fn good() -> Zoo {
    Zoo {
        text: "abc".into(),
        list: vec![1, 2],
        inner: Some(Inner { text: "ok".into() }),
        choice: Some(Choice::Count(6)),
        ..Zoo::default()
    }
}

#[test]
fn what_keeps_its_rules_is_valid() {
    assert_eq!(validate(&good()), Ok(()));
}

#[test]
fn every_rule_that_is_broken_is_named() {
    let zoo = Zoo::default();
    assert_eq!(
        broken(&zoo),
        [
            "text string.min_len",
            "list repeated.min_items",
            "inner required",
            "choice required"
        ]
    );
    let zoo = Zoo {
        text: "ABCDE".into(),
        email: Some("nobody".into()),
        number: 9,
        list: vec![1, 5, 1],
        map: BTreeMap::from([("a".into(), 0.5), ("bb".into(), f64::NAN), ("cc".into(), 1.0)]),
        inner: Some(Inner::default()),
        inners: vec![Inner { text: "ok".into() }, Inner { text: "x".into() }],
        color: Open::new(9),
        past: SystemTime::now().checked_add(Duration::from_secs(3600)),
        wait: Some(Duration::from_millis(1501)),
        any: Some(Any::pack(&Zoo::default())),
        mask: Some(FieldMask {
            paths: vec!["a.bc".into(), "a.b.c".into()],
        }),
        wrapped: Some(7),
        even: 3,
        name: Name("abc".into()),
        ignored: Some(Inner::default()),
        array: Some([0; 4]),
        bare: Inner { text: "x".into() },
        small: Some(250),
        choice: Some(Choice::Count(0)),
        next: Some(Box::new(Zoo {
            text: String::new(),
            ..good()
        })),
    };
    assert_eq!(
        broken(&zoo),
        [
            "text string.max_len",
            "text string.pattern",
            "email string.email",
            "number uint64.gte_lt",
            "list repeated.unique",
            "list[1] int32.in",
            "map map.max_pairs",
            "map[\"a\"] string.min_len (key)",
            "map[\"a\"] double.gt",
            "map[\"bb\"] double.gt",
            "inner.text string.min_len",
            "inners[1].text string.min_len",
            "color enum.defined_only",
            "past timestamp.lt_now",
            "wait duration.gte_lte",
            "any any.in",
            "mask field_mask.not_in",
            "wrapped int32.lt",
            "even with.even",
            "name string.max_len",
            "bare.text string.min_len",
            "small uint32.gt",
            "count int32.gt",
            "next.text string.min_len",
        ]
    );
}

#[test]
fn a_bare_message_that_encodes_to_nothing_is_absent() {
    assert_eq!(
        validate(&Zoo {
            bare: Inner::default(),
            ..good()
        }),
        Ok(())
    );
    // A member of a oneof is there, empty or not.
    let zoo = Zoo {
        choice: Some(Choice::Part(Inner::default())),
        ..good()
    };
    assert_eq!(broken(&zoo), ["part.text string.min_len"]);
}

#[test]
fn hostile_input_does_not_make_us_write_without_end() {
    let zoo = Zoo {
        inners: vec![Inner { text: "x".into() }; 100_000],
        ..good()
    };
    let violations = validate(&zoo).unwrap_err();
    assert_eq!((violations.len(), violations.iter().count()), (100_000, 100));
    let status = tonic::Status::from(violations);
    assert_eq!(status.code(), tonic::Code::InvalidArgument);
    assert!(status.details().len() < 8192, "{}", status.details().len());
    assert!(
        status.message().ends_with("and 99995 more"),
        "{}",
        status.message()
    );
    let long = BTreeMap::from([("k".repeat(100_000), 0.0)]);
    let violations = validate(&Zoo { map: long, ..good() }).unwrap_err();
    assert!(tonic::Status::from(violations).details().len() < 8192);
}

#[test]
fn an_absent_message_is_not_checked_at_all() {
    use std::cell::Cell;
    thread_local! {
        static ASKED: Cell<usize> = const { Cell::new(0) };
    }
    fn counted(_: &String) -> Result<(), &'static str> {
        ASKED.set(ASKED.get() + 1);
        Err("is counted")
    }

    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Counted {
        #[field(1)]
        #[validate(with = counted)]
        text: String,
    }
    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Holder {
        #[field(1)]
        bare: Counted,
    }
    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Holders {
        #[field(1)]
        list: Vec<Holder>,
    }
    let holders = Holders {
        list: vec![Holder::default(); 10],
    };
    assert_eq!(validate(&holders), Ok(()));
    assert_eq!(ASKED.get(), 0);
}

#[test]
fn what_has_too_many_elements_is_not_searched_for_equal_ones() {
    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Few {
        #[field(1)]
        #[validate(unique, max_items = 2)]
        list: Vec<i32>,
    }
    assert_eq!(broken(&Few { list: vec![1, 1] }), ["list repeated.unique"]);
    assert_eq!(broken(&Few { list: vec![1, 1, 1] }), ["list repeated.max_items"]);
}

mod counted {
    use std::cell::Cell;

    thread_local! {
        pub(super) static CONVERTED: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn encode(value: &u32) -> u32 {
        CONVERTED.set(CONVERTED.get() + 1);
        *value
    }

    pub(super) fn decode(value: u32) -> Result<u32, std::convert::Infallible> {
        Ok(value)
    }
}

mod inner {
    use super::Inner;

    pub(super) fn encode(text: &str) -> Inner {
        Inner { text: text.into() }
    }

    pub(super) fn decode(inner: Inner) -> Result<String, std::convert::Infallible> {
        Ok(inner.text)
    }
}

#[test]
fn without_rules_only_messages_are_converted_and_descended_into() {
    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Plain {
        #[field(1, with = counted)]
        number: u32,
        #[field(2, with = inner)]
        text: String,
        #[field(3)]
        map: BTreeMap<String, Inner>,
        #[field(4)]
        list: Vec<Holding>,
    }
    let short = || Inner { text: "x".into() };
    let plain = Plain {
        number: 7,
        text: "x".into(),
        map: BTreeMap::from([("k".into(), short())]),
        list: vec![Holding { inner: Some(short()) }],
    };
    assert_eq!(
        broken(&plain),
        [
            "text.text string.min_len",
            "map[\"k\"].text string.min_len",
            "list[0].inner.text string.min_len",
        ]
    );
    assert_eq!(counted::CONVERTED.get(), 0);
}

#[crate::message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Holding {
    #[field(1)]
    inner: Option<Inner>,
}
