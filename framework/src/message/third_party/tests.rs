//! Each type in every shape, against what prost makes of the protobuf side.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use chrono::{DateTime, TimeDelta, Utc};
use prost::Message;
use rust_decimal::Decimal;
use time::{OffsetDateTime, UtcDateTime, UtcOffset};
use url::Url;
use uuid::Uuid;

use super::uuid_bytes;
use crate::message::well_known::{Duration, Timestamp};
use traitwire::{Message as Ours, Status, message, oneof, service};

crate::package!("third_party");

/// `ours` and `theirs` are written alike, and each reads what the other wrote.
#[track_caller]
fn assert_twins<O, P>(ours: &O, theirs: &P)
where
    O: Ours + PartialEq + Debug,
    P: Message + Default + PartialEq + Debug,
{
    let (written, expected) = (message::encode(ours), theirs.encode_to_vec());
    assert_eq!(written, expected);
    assert_eq!(
        &message::decode::<O>(&expected.into()).expect("ours reads prost's"),
        ours
    );
    assert_eq!(&P::decode(written).expect("prost reads ours"), theirs);
    #[cfg(feature = "json")]
    {
        let text = crate::message::json::to_string(ours).expect("JSON");
        assert_eq!(
            &crate::message::json::from_str::<O>(&text).expect(&text),
            ours,
            "{text}"
        );
    }
}

#[cfg(feature = "json")]
#[test]
fn in_json_each_is_what_it_travels_as() {
    let id = Uuid::from_u128(7);
    let ids = Id {
        one: id,
        map: BTreeMap::from([(String::new(), Uuid::nil())]),
        ..Id::default()
    };
    assert_eq!(
        crate::message::json::to_string(&ids).expect("JSON"),
        format!(r#"{{"one":"{id}","map":{{"":"{}"}}}}"#, Uuid::nil())
    );
    let error = crate::message::json::from_str::<Price>(r#"{"list": ["1.5", "x"]}"#).expect_err("no number");
    assert!(
        error
            .to_string()
            .starts_with("field `list[1]`: not a decimal number"),
        "{error}"
    );
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Shapes<T> {
    #[field(1)]
    one: T,
    #[field(2)]
    maybe: Option<T>,
    #[field(3)]
    list: Vec<T>,
    #[field(4)]
    map: BTreeMap<String, T>,
    #[field(5)]
    boxed: Option<Box<T>>,
}

type Id = Shapes<Uuid>;
type Price = Shapes<Decimal>;

/// What all the types that travel as text are to prost.
#[derive(Clone, PartialEq, prost::Message)]
struct ProstTexts {
    #[prost(string, tag = "1")]
    one: String,
    #[prost(string, optional, tag = "2")]
    maybe: Option<String>,
    #[prost(string, repeated, tag = "3")]
    list: Vec<String>,
    #[prost(btree_map = "string, string", tag = "4")]
    map: BTreeMap<String, String>,
    #[prost(string, optional, tag = "5")]
    boxed: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstTimes {
    #[prost(message, optional, tag = "1")]
    one: Option<prost_types::Timestamp>,
    #[prost(message, optional, tag = "2")]
    maybe: Option<prost_types::Timestamp>,
    #[prost(message, repeated, tag = "3")]
    list: Vec<prost_types::Timestamp>,
    #[prost(btree_map = "string, message", tag = "4")]
    map: BTreeMap<String, prost_types::Timestamp>,
    #[prost(message, optional, tag = "5")]
    boxed: Option<prost_types::Timestamp>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstDurations {
    #[prost(message, optional, tag = "1")]
    one: Option<prost_types::Duration>,
    #[prost(message, optional, tag = "2")]
    maybe: Option<prost_types::Duration>,
    #[prost(message, repeated, tag = "3")]
    list: Vec<prost_types::Duration>,
    #[prost(btree_map = "string, message", tag = "4")]
    map: BTreeMap<String, prost_types::Duration>,
    #[prost(message, optional, tag = "5")]
    boxed: Option<prost_types::Duration>,
}

/// One value in every shape.
fn shapes<T: Clone>(value: T) -> Shapes<T> {
    Shapes {
        one: value.clone(),
        maybe: Some(value.clone()),
        list: vec![value.clone(), value.clone()],
        map: [("k".to_owned(), value.clone())].into(),
        boxed: Some(Box::new(value)),
    }
}

macro_rules! theirs {
    ($ty:ident, $one:expr, $value:expr) => {
        $ty {
            one: $one,
            maybe: Some($value),
            list: vec![$value, $value],
            map: [("k".to_owned(), $value)].into(),
            boxed: Some($value),
        }
    };
}

fn id() -> Uuid {
    Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8)
}

/// What a message says of bytes that it does not take.
fn refused<M: Message + Default + Debug>(bytes: &[u8]) -> String {
    M::decode(bytes).expect_err("refused").to_string()
}

/// Field 1 as text.
fn text(text: &str) -> Vec<u8> {
    ProstTexts {
        one: text.into(),
        ..Default::default()
    }
    .encode_to_vec()
}

#[test]
fn uuids_are_hyphenated_strings() {
    let hyphenated = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    assert_twins(
        &shapes(id()),
        &theirs!(ProstTexts, hyphenated.clone(), hyphenated.clone()),
    );
    assert_twins(&Id::default(), &ProstTexts::default());
    let nil = "00000000-0000-0000-0000-000000000000".to_owned();
    // Nil is what an absent one is, so it is not sent; where there is presence, it is.
    assert_twins(
        &shapes(Uuid::nil()),
        &theirs!(ProstTexts, String::new(), nil.clone()),
    );
    for form in [
        "67e5504410b1426f9247bb680e5fe0c8",
        "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    ] {
        assert_eq!(Id::decode(&*text(form)).expect("another form").one, id());
    }
    let empty = theirs!(ProstTexts, String::new(), String::new());
    assert_eq!(Id::decode(&*empty.encode_to_vec()), Ok(shapes(Uuid::nil())));
}

#[test]
fn uuids_are_keys() {
    #[message]
    #[derive(Debug, Default, PartialEq)]
    struct Names {
        #[field(1)]
        names: HashMap<Uuid, String>,
    }
    let names = Names {
        names: [(id(), "Emma".to_owned())].into(),
    };
    assert_eq!(Names::decode(&*names.encode_to_vec()), Ok(names));
}

#[test]
fn uuids_may_be_bytes() {
    #[message]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Bytes {
        #[field(1, with = uuid_bytes)]
        one: Uuid,
        #[field(2, with = uuid_bytes)]
        maybe: Option<Uuid>,
        #[field(3, with = uuid_bytes)]
        list: Vec<Uuid>,
    }
    #[derive(Clone, PartialEq, prost::Message)]
    struct ProstBytes {
        #[prost(bytes = "vec", tag = "1")]
        one: Vec<u8>,
        #[prost(bytes = "vec", optional, tag = "2")]
        maybe: Option<Vec<u8>>,
        #[prost(bytes = "vec", repeated, tag = "3")]
        list: Vec<Vec<u8>>,
    }
    let bytes = id().into_bytes().to_vec();
    let ours = |id: Uuid| Bytes {
        one: id,
        maybe: Some(id),
        list: vec![id, Uuid::nil()],
    };
    let theirs = |one: &[u8], bytes: &[u8]| ProstBytes {
        one: one.into(),
        maybe: Some(bytes.into()),
        list: vec![bytes.into(), vec![0; 16]],
    };
    assert_twins(&ours(id()), &theirs(&bytes, &bytes));
    assert_twins(&ours(Uuid::nil()), &theirs(&[], &[0; 16]));
    assert_twins(&Bytes::default(), &ProstBytes::default());
    for (bytes, field) in [
        ([0x0a, 1, 0], "`one`"),
        ([0x12, 1, 0], "`maybe`"),
        ([0x1a, 1, 0], "`list`"),
    ] {
        let error = refused::<Bytes>(&bytes);
        assert!(error.contains(field) && error.contains("length"), "{error}");
    }
}

#[test]
fn decimals_are_strings_that_keep_their_scale() {
    let price: Decimal = "-12.50".parse().expect("a decimal");
    let said = || "-12.50".to_owned();
    assert_twins(&shapes(price), &theirs!(ProstTexts, said(), said()));
    assert_twins(&Price::default(), &ProstTexts::default());
    assert_twins(
        &shapes(Decimal::ZERO),
        &theirs!(ProstTexts, String::new(), "0".to_owned()),
    );
    let scaled = Price {
        one: Decimal::new(0, 2),
        ..Default::default()
    };
    assert_eq!(scaled.encode_to_vec(), text("0.00"));
    assert_eq!(Price::decode(&*text("0.00")).expect("zero").one.scale(), 2);
    for end in [Decimal::MAX, Decimal::MIN] {
        let shapes = shapes(end);
        assert_eq!(Price::decode(&*shapes.encode_to_vec()), Ok(shapes));
    }
    let empty = theirs!(ProstTexts, String::new(), String::new());
    assert_eq!(Price::decode(&*empty.encode_to_vec()), Ok(shapes(Decimal::ZERO)));
}

#[test]
fn text_that_does_not_parse_names_its_field() {
    for wrong in ["x", "67e55044", "67e55044-10b1-426f-9247-bb680e5fe0cg"] {
        let error = refused::<Id>(&text(wrong));
        assert!(error.contains("field `one`: not a UUID: "), "{error}");
    }
    // The last one has more digits than a decimal holds.
    for wrong in [
        "x",
        "1,5",
        "NaN",
        "79228162514264337593543950336",
        "0.12345678901234567890123456789012",
    ] {
        let error = refused::<Price>(&text(wrong));
        assert!(error.contains("field `one`: not a decimal number: "), "{error}");
    }
    let in_list = [0x1a, 1, b'x'];
    assert!(refused::<Id>(&in_list).contains("field `list`: "));
    let in_map = [0x22, 3, 0x12, 1, b'x'];
    assert!(refused::<Price>(&in_map).contains("field `map`: "));
    assert!(refused::<Id>(&[0x12, 1, 0xff]).contains("field `maybe`: a string is not UTF-8"));
}

/// A type of a time or a duration against prost's.
macro_rules! well_known {
    ($ty:ty, $prost:ident, $value:expr, $wire:expr, $zero:expr) => {{
        let wire = $wire;
        assert_twins::<Shapes<$ty>, _>(&shapes($value), &theirs!($prost, Some(wire), wire));
        let zero = Shapes::<$ty> {
            one: $zero,
            maybe: None,
            list: Vec::new(),
            map: BTreeMap::new(),
            boxed: None,
        };
        assert!(message::encode(&zero).is_empty());
        assert_eq!(message::decode(&bytes::Bytes::new()), Ok(zero));
    }};
}

const BEFORE: prost_types::Timestamp = prost_types::Timestamp {
    seconds: -2,
    nanos: 750_000_000,
};

#[test]
fn times_are_timestamps() {
    let chrono = DateTime::<Utc>::from_timestamp(-2, 750_000_000).expect("a time");
    well_known!(DateTime<Utc>, ProstTimes, chrono, BEFORE, DateTime::UNIX_EPOCH);
    let utc = UtcDateTime::from_unix_timestamp_nanos(-1_250_000_000).expect("a time");
    well_known!(UtcDateTime, ProstTimes, utc, BEFORE, UtcDateTime::UNIX_EPOCH);
    let time = OffsetDateTime::from_unix_timestamp_nanos(-1_250_000_000).expect("a time");
    well_known!(
        OffsetDateTime,
        ProstTimes,
        time,
        BEFORE,
        OffsetDateTime::UNIX_EPOCH
    );
    // An offset is no part of a point in time.
    let elsewhere = time.to_offset(UtcOffset::from_hms(5, 30, 0).expect("an offset"));
    let read: Shapes<OffsetDateTime> =
        message::decode(&message::encode(&shapes(elsewhere))).expect("decodes");
    assert_eq!((read.one, read.one.offset()), (elsewhere, UtcOffset::UTC));
}

#[test]
fn times_beyond_the_calendar_are_its_ends() {
    assert_eq!(Timestamp::from(DateTime::<Utc>::MAX_UTC), Timestamp::MAX);
    assert_eq!(Timestamp::from(DateTime::<Utc>::MIN_UTC), Timestamp::MIN);
    let early = UtcDateTime::MIN;
    assert_eq!(Timestamp::from(early), Timestamp::MIN);
    let leap = DateTime::<Utc>::from_timestamp(59, 1_500_000_000).expect("a leap second");
    let last = Timestamp {
        seconds: 59,
        nanos: 999_999_999,
    };
    assert_eq!(Timestamp::from(leap), last);
    for ends in [Timestamp::MIN, Timestamp::MAX] {
        assert_eq!(
            Timestamp::from(DateTime::<Utc>::try_from(ends).expect("in range")),
            ends
        );
        assert_eq!(
            Timestamp::from(UtcDateTime::try_from(ends).expect("in range")),
            ends
        );
        assert_eq!(
            Timestamp::from(OffsetDateTime::try_from(ends).expect("in range")),
            ends
        );
    }
}

#[test]
fn durations_are_durations() {
    let back = prost_types::Duration {
        seconds: -1,
        nanos: -250_000_000,
    };
    let chrono = TimeDelta::milliseconds(-1250);
    well_known!(TimeDelta, ProstDurations, chrono, back, TimeDelta::zero());
    let time = time::Duration::milliseconds(-1250);
    well_known!(time::Duration, ProstDurations, time, back, time::Duration::ZERO);
    for (chrono, time, end) in [
        (TimeDelta::MAX, time::Duration::MAX, Duration::MAX),
        (TimeDelta::MIN, time::Duration::MIN, Duration::MIN),
    ] {
        assert_eq!(Duration::from(chrono), end);
        assert_eq!(Duration::from(time), end);
        assert_eq!(TimeDelta::try_from(end).map(Duration::from), Ok(end));
        assert_eq!(time::Duration::try_from(end).map(Duration::from), Ok(end));
    }
}

#[test]
fn what_is_no_time_is_refused() {
    let time = |seconds, nanos| Shapes::<Timestamp> {
        one: Timestamp { seconds, nanos },
        ..Default::default()
    };
    for wrong in [
        time(0, -1),
        time(0, 1_000_000_000),
        time(i64::MAX, 0),
        time(i64::MIN, 0),
    ] {
        let bytes = message::encode(&wrong);
        for error in [
            message::decode::<Shapes<DateTime<Utc>>>(&bytes).map(drop),
            message::decode::<Shapes<UtcDateTime>>(&bytes).map(drop),
            message::decode::<Shapes<OffsetDateTime>>(&bytes).map(drop),
        ] {
            let error = error.expect_err("no time").to_string();
            assert!(error.starts_with("field `one`: "), "{error}");
        }
    }
    let duration = |seconds, nanos| Shapes::<Duration> {
        one: Duration { seconds, nanos },
        ..Default::default()
    };
    for wrong in [
        duration(1, -1),
        duration(-1, 1),
        duration(315_576_000_001, 0),
        duration(i64::MIN, 0),
    ] {
        let bytes = message::encode(&wrong);
        message::decode::<Shapes<TimeDelta>>(&bytes).expect_err("no duration");
        message::decode::<Shapes<time::Duration>>(&bytes).expect_err("no duration");
    }
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Links {
    #[field(2)]
    maybe: Option<Url>,
    #[field(3)]
    list: Vec<Url>,
    #[field(4)]
    map: BTreeMap<String, Url>,
    #[field(6)]
    hashed: HashMap<i32, Url>,
}

#[test]
fn urls_are_strings() {
    let url = Url::parse("https://example.com/a?b=c").expect("a URL");
    let links = Links {
        maybe: Some(url.clone()),
        list: vec![url.clone(), url.clone()],
        map: [("k".to_owned(), url.clone())].into(),
        hashed: HashMap::new(),
    };
    let said = || url.to_string();
    let theirs = ProstTexts {
        maybe: Some(said()),
        list: vec![said(), said()],
        map: [("k".to_owned(), said())].into(),
        ..Default::default()
    };
    assert_twins(&links, &theirs);
    assert_twins(&Links::default(), &ProstTexts::default());
    let hashed = Links {
        hashed: [(1, url.clone()), (2, url)].into(),
        ..Default::default()
    };
    assert_eq!(Links::decode(&*hashed.encode_to_vec()), Ok(hashed));
}

#[test]
fn what_is_no_url_is_refused() {
    for (bytes, field) in [
        (&[0x12, 0][..], "`maybe`"),
        (&[0x12, 2, b'/', b'a'], "`maybe`"),
        (&[0x1a, 1, b'x'], "`list`"),
        // An entry without a value.
        (&[0x22, 3, 0x0a, 1, b'k'], "`map`"),
        (&[0x32, 0], "`hashed`"),
    ] {
        let error = refused::<Links>(bytes);
        assert!(error.contains(field) && error.contains("URL"), "{error}");
    }
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum Which {
    #[field(1)]
    Id(Uuid),
    #[field(2)]
    Price(Decimal),
    #[field(3)]
    At(DateTime<Utc>),
    #[field(4)]
    Took(time::Duration),
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Chosen {
    #[field(oneof)]
    which: Option<Which>,
}

#[test]
fn they_are_members_of_oneofs() {
    for which in [
        Which::Id(Uuid::nil()),
        Which::Id(id()),
        Which::Price(Decimal::ONE),
        Which::At(DateTime::UNIX_EPOCH),
        Which::Took(time::Duration::SECOND),
    ] {
        let chosen = Chosen { which: Some(which) };
        assert_eq!(Chosen::decode(&*chosen.encode_to_vec()), Ok(chosen));
    }
}

#[test]
fn newtypes_and_names_of_instances() {
    #[message(transparent)]
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    struct OrderId(Uuid);

    let shapes = shapes(OrderId(id()));
    assert_eq!(Shapes::decode(&*shapes.encode_to_vec()), Ok(shapes));
    assert_eq!(<Id as Ours>::SPEC.full_name(), "third_party.UuidShapes");
    assert_eq!(<Price as Ours>::SPEC.full_name(), "third_party.DecimalShapes");
}

#[service]
trait Orders {
    #[returns(said = 1)]
    async fn describe(
        &self,
        #[field(1)] id: &Uuid,
        #[field(2)] price: Decimal,
        #[field(3)] at: &DateTime<Utc>,
        #[field(4)] links: &[Url],
        #[field(5)] took: time::Duration,
    ) -> Result<String, Status>;
}

struct Local;

impl Orders for Local {
    async fn describe(
        &self,
        id: &Uuid,
        price: Decimal,
        at: &DateTime<Utc>,
        links: &[Url],
        took: time::Duration,
    ) -> Result<String, Status> {
        let links: Vec<_> = links.iter().map(Url::as_str).collect();
        Ok(format!("{id} {price} {at:?} {links:?} {took}"))
    }
}

#[tokio::test]
async fn they_are_arguments() {
    let client = OrdersClient::local(OrdersServer::new(Local));
    let links = [Url::parse("a:b").expect("a URL")];
    let arguments = (
        id(),
        Decimal::new(150, 2),
        DateTime::<Utc>::UNIX_EPOCH,
        time::Duration::SECOND,
    );
    let (id, price, at, took) = arguments;
    let said = client
        .describe(&id, price, &at, &links, took)
        .await
        .expect("a reply");
    assert_eq!(
        said,
        Local
            .describe(&id, price, &at, &links, took)
            .await
            .expect("a reply")
    );
    let empty = "00000000-0000-0000-0000-000000000000 0 1970-01-01T00:00:00Z [] 0s";
    let absent = client
        .describe(
            &Uuid::nil(),
            Decimal::ZERO,
            &DateTime::UNIX_EPOCH,
            &[],
            time::Duration::ZERO,
        )
        .await;
    assert_eq!(absent.expect("a reply"), empty);
}

#[cfg(feature = "validate")]
fn broken<M: Ours>(message: &M) -> Vec<String> {
    let violations = crate::validate(message).expect_err("rules are broken");
    violations
        .iter()
        .map(|violation| format!("{} {}", violation.field, violation.rule))
        .collect()
}

#[cfg(feature = "validate")]
fn secure(url: &Url) -> Result<(), &'static str> {
    if url.scheme() == "https" {
        Ok(())
    } else {
        Err("must be https")
    }
}

#[cfg(feature = "validate")]
#[test]
fn rules_of_urls_are_checked_in_every_shape() {
    #[message]
    #[derive(Default)]
    struct Links {
        #[field(1)]
        #[validate(max_len = 10, with = secure)]
        one: Option<Url>,
        #[field(2)]
        #[validate(required)]
        missing: Option<Url>,
        #[field(3)]
        #[validate(unique, items(max_len = 10))]
        list: Vec<Url>,
        #[field(4)]
        #[validate(max_pairs = 1, keys(min_len = 2), values(max_len = 10))]
        map: BTreeMap<String, Url>,
        #[field(5)]
        #[validate(values(max_len = 10))]
        hashed: HashMap<u32, Url>,
    }
    let url = Url::parse("http://example.com/").expect("a URL");
    let links = Links {
        one: Some(url.clone()),
        missing: None,
        list: vec![url.clone(), url.clone()],
        map: BTreeMap::from([("a".to_owned(), url.clone()), ("bb".to_owned(), url.clone())]),
        hashed: HashMap::from([(7, url)]),
    };
    assert_eq!(
        broken(&links),
        [
            "one string.max_len",
            "one with.secure",
            "missing required",
            "list repeated.unique",
            "list[0] string.max_len",
            "list[1] string.max_len",
            "map map.max_pairs",
            "map[\"a\"] string.min_len",
            "map[\"a\"] string.max_len",
            "map[\"bb\"] string.max_len",
            "hashed[7] string.max_len",
        ]
    );
}

/// All types that are fields by an impl of their own, and not by being a value in some shape.
#[cfg(feature = "validate")]
#[test]
fn every_field_is_checked() {
    use crate::message::field::Field;
    use crate::message::validate::Walk;

    fn assert<F: Field<0, 0, true> + Walk<0, 0, true>>() {}
    assert::<u8>();
    assert::<Option<u8>>();
    assert::<Vec<u8>>();
    assert::<Shapes<Uuid>>();
    assert::<Option<Decimal>>();
    assert::<Vec<DateTime<Utc>>>();
    assert::<HashMap<Uuid, UtcDateTime>>();
    assert::<BTreeMap<String, Decimal>>();
    assert::<Option<Url>>();
    assert::<Vec<Url>>();
    assert::<HashMap<Uuid, Url>>();
    assert::<BTreeMap<String, Url>>();
}

#[cfg(feature = "validate")]
#[test]
fn what_is_not_sent_is_checked_as_the_empty_string() {
    #[message]
    #[derive(Default)]
    struct Bare {
        #[field(1)]
        #[validate(uuid)]
        id: Uuid,
        #[field(2)]
        #[validate(min_len = 1)]
        price: Decimal,
        #[field(3)]
        #[validate(uuid)]
        sent: Option<Uuid>,
    }
    let absent = Bare {
        sent: Some(Uuid::nil()),
        ..Bare::default()
    };
    assert_eq!(broken(&absent), ["id string.uuid_empty", "price string.min_len"]);
    let there = Bare {
        id: Uuid::from_u128(7),
        price: Decimal::new(0, 2),
        sent: None,
    };
    assert!(crate::validate(&there).is_ok());
}
