//! JSON: what the official suite (`tests/conformance`) and the random shapes (`tests/shapes`) do not ask.

use std::collections::BTreeMap;
use std::time::SystemTime;

use traitwire::json::{self, Json, Types};
use traitwire::well_known::{Any, Timestamp};
use traitwire::{Open, Prost, UnknownFields, enumeration, message, oneof};

traitwire::package!("json");

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Genre {
    #[default]
    Unspecified,
    #[value(alias = "GENRE_ROMAN")]
    Novel,
}

#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Isbn(String);

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum Owner {
    #[field(20)]
    ShopId(u64),
    #[field(21)]
    Person(String),
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Book {
    #[field(1)]
    full_title: String,
    #[field(2, json_name = "n", name = "number")]
    copies: u8,
    #[field(3, json_name = "number", name = "n")]
    pages: Option<u8>,
    #[field(4)]
    genre: Genre,
    #[field(5)]
    genres: Vec<Open<Genre>>,
    #[field(6)]
    by_isbn: BTreeMap<Isbn, Book>,
    #[field(oneof)]
    owner: Option<Owner>,
    #[field(7, with = hexadecimal)]
    color: u32,
    #[field(8)]
    digest: [u8; 4],
    #[field(9)]
    printed: Option<SystemTime>,
    #[field(10)]
    details: Vec<Any>,
    #[field(70)]
    next: Option<Box<Book>>,
}

mod hexadecimal {
    pub(super) fn encode(color: &u32) -> String {
        match color {
            0 => String::new(),
            color => format!("{color:x}"),
        }
    }

    pub(super) fn decode(text: String) -> Result<u32, String> {
        match text.as_str() {
            "" => Ok(0),
            text => u32::from_str_radix(text, 16).map_err(|_| format!("{text} is no colour")),
        }
    }
}

/// What is wrong with a text.
fn fault(text: &str) -> String {
    match json::from_str::<Book>(text) {
        Ok(book) => panic!("{text} became {book:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_kind_of_field_comes_back() {
    let book = Book {
        full_title: "Emma".into(),
        copies: 3,
        pages: Some(0),
        genre: Genre::Novel,
        genres: vec![Open::Known(Genre::Novel), Open::Unknown(9)],
        by_isbn: BTreeMap::from([(Isbn("x\"y".into()), Book::default())]),
        owner: Some(Owner::ShopId(0)),
        color: 0xff00,
        digest: [0, 1, 2, 255],
        printed: Some(SystemTime::UNIX_EPOCH),
        details: vec![Any::pack(&Timestamp::default())],
        next: Some(Box::default()),
    };
    let text = json::to_string(&book).expect("JSON");
    assert_eq!(
        text,
        r#"{"fullTitle":"Emma","n":3,"number":0,"genre":"GENRE_NOVEL","genres":["GENRE_NOVEL",9],"byIsbn":{"x\"y":{}},"shopId":"0","color":"ff00","digest":"AAEC/w==","printed":"1970-01-01T00:00:00Z","details":[{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}],"next":{}}"#
    );
    assert_eq!(json::from_str::<Book>(&text), Ok(book.clone()));
    let text = Json::new()
        .print_proto_names(true)
        .print_enum_numbers(true)
        .to_string(&book)
        .expect("JSON");
    assert!(
        text.starts_with(r#"{"full_title":"Emma","number":3,"n":0,"genre":1,"genres":[1,9]"#),
        "{text}"
    );
    assert_eq!(
        Json::new()
            .print_defaults(true)
            .to_string(&Owned::default())
            .expect("JSON"),
        r#"{"id":"","tags":[],"names":{}}"#
    );
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Owned {
    #[field(1)]
    id: String,
    #[field(2)]
    tags: Vec<String>,
    #[field(3)]
    names: BTreeMap<String, bool>,
    #[field(4)]
    may: Option<u32>,
    #[field(5)]
    book: Option<Box<Book>>,
}

#[test]
fn what_is_lenient_is_read() {
    let read = |text: &str| json::from_str::<Book>(text).expect(text);
    assert_eq!(read(" {\n} "), Book::default());
    assert_eq!(
        read(
            r#"{"full_title": null, "genres": null, "byIsbn": null, "shopId": null, "person": null, "next": null}"#
        ),
        Book::default()
    );
    assert_eq!(read(r#"{"genre": "GENRE_ROMAN"}"#).genre, Genre::Novel);
    assert_eq!(read(r#"{"genre": 7}"#).genre, Genre::Unspecified);
    assert_eq!(read(r#"{"n": "2.5e1"}"#).copies, 25);
    assert_eq!(read(r#"{"digest": "AAEC_w"}"#).digest, [0, 1, 2, 255]);
    // A name in JSON comes before the same name in `.proto`.
    let swapped = read(r#"{"n": 1, "number": 2}"#);
    assert_eq!((swapped.copies, swapped.pages), (1, Some(2)));
}

#[test]
fn what_is_wrong_is_said_where_it_is() {
    let mut wrong = Vec::new();
    for (text, error) in [
        ("", "expected an object, found the end, at line 1, column 1"),
        ("{} x", "there is more after the message, at line 1, column 4"),
        (
            "{\n \"fullTitle\": 1}",
            "field `full_title`: expected a string, found a number, at line 2, column 15",
        ),
        (
            r#"{"title": 1}"#,
            "`json.Book` has no field `title`, at line 1, column 10",
        ),
        (
            r#"{"next": {"genres": ["GENRE_NOVEL", "X"]}}"#,
            "field `next.genres[1]`: `json.Genre` has no value `X`, at line 1, column 40",
        ),
        (
            r#"{"byIsbn": {"a": {"n": 256}}}"#,
            "field `by_isbn[\"a\"].number`: 256 is no integer of this type, or out of its range, at line 1, column 27",
        ),
        (
            r#"{"byIsbn": {"a": {}, "a": {}}}"#,
            "field `by_isbn[\"a\"]`: the key stands there twice, at line 1, column 29",
        ),
        (
            r#"{"fullTitle": "", "full_title": ""}"#,
            "field `full_title`: the field stands there twice, at line 1, column 32",
        ),
        (
            r#"{"next": null, "next": null}"#,
            "field `next`: the field stands there twice, at line 1, column 23",
        ),
        (
            r#"{"shopId": 1, "person": "x"}"#,
            "field `person`: another field of its oneof is there already, at line 1, column 25",
        ),
        (
            r#"{"color": "red"}"#,
            "field `color`: red is no colour, at line 1, column 16",
        ),
        (
            r#"{"digest": "AAEC"}"#,
            "field `digest`: these are 3 bytes, not 4, at line 1, column 18",
        ),
        (
            r#"{"genres": [null]}"#,
            "field `genres[0]`: expected the name or the number of an enumeration's value, found `null`, at line 1, column 13",
        ),
        (
            r#"{"details": [{"@type": "x/json.Owned"}]}"#,
            "field `details[0]`: an `Any` holds `json.Owned`, which is not among the types that JSON knows: add it by `Types::with`, at line 1, column 14",
        ),
        (
            r#"{"details": [{"value": 1}]}"#,
            "field `details[0]`: `@type` is missing: it names the message in an `Any`, at line 1, column 26",
        ),
        (
            r#"{"fullTitle": "a}"#,
            "field `full_title`: a string is not closed, at line 1, column 16",
        ),
        (
            r#"{"n": 01}"#,
            "field `number`: this is no number in JSON, at line 1, column 7",
        ),
        (r#"{"n": 1,}"#, "expected a name, found `}`, at line 1, column 9"),
    ] {
        let found = fault(text);
        if found != error {
            wrong.push(format!("{text}\n  wanted: {error}\n  found:  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let error = json::from_slice::<Book>(b"{\"fullTitle\": \"\xff\"}").expect_err("not UTF-8");
    assert_eq!(error.to_string(), "the text is not UTF-8 from byte 15 on");
}

#[test]
fn what_is_unknown_is_passed_over_where_asked_for() {
    let lenient = Json::new().ignore_unknown(true);
    let text = r#"{"later": [{"deep": [1, "x", null, true]}], "genre": "LATER", "genres": ["LATER", "GENRE_NOVEL"], "full_title": "a"}"#;
    let book: Book = lenient.from_str(text).expect("a book");
    assert_eq!(book.full_title, "a");
    assert_eq!(book.genre, Genre::Unspecified);
    assert_eq!(book.genres, [Open::Known(Genre::Novel)]);
    lenient
        .from_str::<Book>(r#"{"later": [01]}"#)
        .expect_err("what is passed over is JSON, too");
}

#[test]
fn an_any_knows_what_it_is_given() {
    let types = Types::new().with::<Book>();
    let json = Json::new().types(types);
    let book = Book {
        full_title: "Emma".into(),
        details: vec![Any::pack(&Any::pack(&Book::default()))],
        ..Book::default()
    };
    let any = Any::pack(&book);
    let text = json.to_string(&any).expect("JSON");
    assert_eq!(
        text,
        r#"{"@type":"type.googleapis.com/json.Book","fullTitle":"Emma","details":[{"@type":"type.googleapis.com/google.protobuf.Any","value":{"@type":"type.googleapis.com/json.Book"}}]}"#
    );
    assert_eq!(json.from_str::<Any>(&text), Ok(any));
    // The type may stand last.
    let text = r#"{"fullTitle": "Emma", "@type": "type.googleapis.com/json.Book"}"#;
    let read = json.from_str::<Any>(text).expect("an Any").unpack::<Book>();
    assert_eq!(read.expect("bytes").expect("a book").full_title, "Emma");
    let error = json::to_string(&book)
        .map(drop)
        .and(json::to_string(&Any::pack(&Owned::default())).map(drop));
    assert!(error.expect_err("unknown").to_string().contains("`json.Book`"));
}

#[test]
fn the_registry_knows_what_services_reach() {
    let types = format!("{:?}", traitwire::registry::types());
    for name in ["user.User", "user.CreateUserRequest", "google.protobuf.Timestamp"] {
        assert!(types.contains(&format!("\"{name}\"")), "{name} is not in {types}");
    }
}

#[test]
fn what_has_no_json_is_said() {
    let late = Book {
        next: Some(Box::new(Book {
            details: vec![Any::pack(&Timestamp {
                seconds: i64::MAX,
                nanos: 0,
            })],
            ..Book::default()
        })),
        ..Book::default()
    };
    let error = json::to_string(&late).expect_err("no JSON");
    assert_eq!(
        error.to_string(),
        "field `next.details[0]`: the time is not between the years 1 and 9999: it has no JSON"
    );
}

/// Those of prost-build are read and written by prost, which has no JSON.
#[test]
fn what_prost_build_made_says_so() {
    #[derive(Clone, PartialEq, prost::Message)]
    struct Theirs {}

    impl prost::Name for Theirs {
        const NAME: &'static str = "Theirs";
        const PACKAGE: &'static str = "theirs";
    }

    traitwire::foreign!(&[] => Foreign);

    #[traitwire::message(package = "json")]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Around {
        #[field(1)]
        theirs: Option<Prost<Theirs, Foreign>>,
    }

    let around = Around {
        theirs: Some(Theirs {}.into()),
    };
    let said = "field `theirs`: `theirs.Theirs` is a message of prost-build, which has no JSON here";
    let written = json::to_string(&around).expect_err("no JSON").to_string();
    let read = json::from_str::<Around>(r#"{"theirs": {}}"#)
        .expect_err("no JSON")
        .to_string();
    assert!(
        written.starts_with(said) && read.starts_with(said),
        "{written}\n{read}"
    );
    assert_eq!(
        json::from_str::<Around>(r#"{"theirs": null}"#),
        Ok(Around::default())
    );
}

#[test]
fn what_arrives_unknown_on_the_wire_is_not_in_json() {
    #[traitwire::message(package = "json")]
    #[derive(Default)]
    struct Old {
        #[field(unknown)]
        rest: UnknownFields,
    }
    let old: Old = message::decode(&bytes::Bytes::from_static(&[0x0a, 1, b'x'])).expect("a message");
    assert!(!old.rest.is_empty());
    assert_eq!(json::to_string(&old).expect("JSON"), "{}");
}
