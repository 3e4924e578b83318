//! Texts that are meant to exhaust who reads them. None does, and each gets an error.

use std::collections::BTreeMap;

use traitwire::json::{self, Json};
use traitwire::message;
use traitwire::well_known::{Any, ListValue, Struct, Value};

use crate::all_types::TestAllTypesProto3 as Wide;
use crate::allocator::peak;

traitwire::package!("hostile.json");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Book {
    #[field(1)]
    title: String,
    #[field(2)]
    copies: u8,
    #[field(3)]
    details: Vec<Any>,
    #[field(4)]
    by_isbn: BTreeMap<String, Book>,
    #[field(5)]
    sequels: Vec<Book>,
    #[field(70)]
    next: Option<Box<Book>>,
}

/// What is wrong with a text.
fn fault(text: &str) -> String {
    json::from_str::<Book>(text)
        .map(drop)
        .expect_err("hostile")
        .to_string()
}

fn nested(open: &str, inner: &str, close: &str, levels: usize) -> String {
    open.repeat(levels) + inner + &close.repeat(levels)
}

#[test]
fn nesting_ends_at_a_hundred_levels() {
    // The message itself is not counted, as on the wire.
    let deep = |levels| nested(r#"{"next":"#, "{}", "}", levels);
    json::from_str::<Book>(&deep(100)).expect("a hundred levels");
    assert!(fault(&deep(101)).contains("nested too deeply"));
    fault(&deep(100_000));
    let map = nested(r#"{"byIsbn":{"a":"#, "{}", "}}", 100_000);
    assert!(fault(&map).contains("nested too deeply"));
    for text in [
        nested("[", "", "]", 100_000),
        nested(r#"{"a":"#, "1", "}", 100_000),
        nested(r#"[{"a":"#, "1", "}]", 50_000),
    ] {
        json::from_str::<Value>(&text).expect_err("too deep");
        let unknown = format!(r#"{{"unknown":{text}}}"#);
        let error = Json::new().ignore_unknown(true).from_str::<Book>(&unknown);
        assert!(
            error
                .expect_err("too deep")
                .to_string()
                .contains("nested too deeply")
        );
    }
    json::from_str::<ListValue>(&nested("[", "", "]", 100)).expect("a hundred levels");
}

#[test]
fn any_in_any_ends_too() {
    let open = r#"{"@type":"x/google.protobuf.Any","value":"#;
    let text = nested(open, "{}", "}", 100);
    json::from_str::<Any>(&text).expect("a hundred levels");
    json::from_str::<Any>(&nested(open, "{}", "}", 10_000)).expect_err("too deep");
    // With the type behind the value each level is read twice, one level after the other: that is charged.
    let behind = nested(r#"{"value":"#, "{}", r#","@type":"x/google.protobuf.Any"}"#, 100);
    json::from_str::<Any>(&behind).expect("a hundred levels");
    let padding = " ".repeat(4 << 20);
    let padded = nested(
        r#"{"value":"#,
        &format!("{padding}{{}}"),
        r#","@type":"x/google.protobuf.Any"}"#,
        100,
    );
    let error = json::from_str::<Any>(&padded).expect_err("too much");
    assert!(error.to_string().contains("too much memory"), "{error}");
    // On the wire, what is in an `Any` is bytes, which have no depth; in JSON they have.
    let mut any = Any::default();
    for _ in 0..10_000 {
        any = Any::pack(&any);
    }
    let error = json::to_string(&any).expect_err("too deep");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn numbers_are_not_counted_out() {
    for exponent in ["999999999", "2147483648", "99999999999999999999999"] {
        assert!(fault(&format!(r#"{{"copies": 1e{exponent}}}"#)).contains("out of its range"));
        assert!(fault(&format!(r#"{{"copies": 1e-{exponent}}}"#)).contains("out of its range"));
        json::from_str::<Value>(&format!("1e{exponent}")).expect_err("infinite");
        assert_eq!(
            json::from_str::<Value>(&format!("1e-{exponent}")),
            Ok(Value::from(0.0))
        );
    }
    let long = "9".repeat(1 << 20);
    assert!(fault(&format!(r#"{{"copies": {long}}}"#)).contains("out of its range"));
    let zeros = "0".repeat(1 << 20);
    let read: Book = json::from_str(&format!(r#"{{"copies": 7{zeros}e-{}}}"#, 1 << 20)).expect("seven");
    assert_eq!(read.copies, 7);
}

#[test]
fn memory_is_charged() {
    // Three bytes of text stand for a whole message, of more than a hundred bytes.
    let many = format!(r#"{{"sequels":[{}{{}}]}}"#, "{},".repeat(4 << 20));
    assert!(fault(&many).contains("too much memory"));
}

#[test]
fn keys_that_stand_twice_are_refused_wherever_they_are() {
    for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":1}"#] {
        json::from_str::<Struct>(text).expect_err(text);
    }
    // The field's number is beyond the bits that are kept for the others.
    assert!(fault(r#"{"next":{},"next":{}}"#).contains("twice"));
    assert!(fault(r#"{"title":"","\u0074itle":""}"#).contains("twice"));
}

/// In the stack of a test's thread, which has 2 MiB.
#[test]
fn a_wide_message_is_as_deep_as_any() {
    for (open, levels) in [
        (r#"{"recursiveMessage":"#, 100),
        (r#"{"optionalNestedMessage":{"corecursive":"#, 50),
    ] {
        let close = "}".repeat(open.matches('{').count());
        let text = nested(open, "{}", &close, levels);
        let wide: Wide = json::from_str(&text).expect("a hundred levels");
        assert_eq!(json::to_string(&wide).expect("JSON"), text);
        json::from_str::<Wide>(&nested(open, "{}", &close, levels + 1)).expect_err("too deep");
    }
    let object = nested(r#"{"a":"#, "1", "}", 100);
    let read: Struct = json::from_str(&object).expect("a hundred levels");
    assert_eq!(json::to_string(&read).expect("JSON"), object);
}

#[test]
fn a_quarter_of_a_megabyte_does_not_become_hundreds() {
    for (name, element) in [
        ("repeatedNestedMessage", "{}"),
        ("repeatedAny", "{}"),
        ("repeatedStruct", "{}"),
        ("repeatedString", "\"\""),
        ("repeatedInt64", "0"),
    ] {
        let many = format!("{element},").repeat((256 << 10) / (element.len() + 1));
        let text = format!("{{\"{name}\":[{many}{element}]}}");
        let (used, _) = peak(|| json::from_str::<Wide>(&text).map(drop));
        assert!(used < 128 << 20, "{name}: {used} bytes");
    }
}

/// A box is there before it is read, and a map has room for more than is in it.
#[test]
fn boxes_and_maps_are_charged_for_what_they_take() {
    #[message]
    #[derive(Debug)]
    struct Row {
        #[field(1)]
        big: Box<Wide>,
    }

    #[message]
    #[derive(Debug)]
    struct Rows {
        #[field(1)]
        rows: Vec<Row>,
    }

    let rows = format!(r#"{{"rows":[{}{{}}]}}"#, "{},".repeat(1 << 20));
    let (used, read) = peak(|| json::from_str::<Rows>(&rows).map(drop));
    read.expect_err("too much");
    assert!(used < 512 << 20, "{used} bytes");
    let objects = format!("[{}1]", r#"{"":1},"#.repeat(600_000));
    let (used, read) = peak(|| json::from_str::<ListValue>(&objects).map(drop));
    read.expect_err("too much");
    assert!(used < 512 << 20, "{used} bytes");
}

#[test]
fn errors_show_a_part_of_what_was_sent() {
    let long = "9".repeat(1 << 20);
    for text in [
        format!(r#"{{"copies": {long}}}"#),
        format!(r#"{{"{long}": 1}}"#),
        format!(r#"{{"byIsbn": {{"{long}": 1}}}}"#),
    ] {
        let error = fault(&text);
        assert!(error.len() < 300, "{}", error.len());
    }
}
