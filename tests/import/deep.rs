//! A wide message, nested as deep as is allowed, in the stack of a test's thread: 2 MiB, and without optimization.

use traitwire::well_known::{Struct, Value};
use traitwire::{json, message};

use crate::generated::conformance_messages_test_messages_proto3::{
    TestAllTypesProto3 as All, TestAllTypesProto3NestedMessage as Nested,
};

/// The levels inside the outermost message.
const LEVELS: usize = 100;

#[test]
fn on_the_wire() {
    let mut bytes = Vec::new();
    for level in 0..LEVELS {
        // `corecursive` and `optional_nested_message` by turns; the innermost is neither.
        let tag: &[u8] = if level % 2 == 0 { &[0x12] } else { &[0x92, 0x01] };
        let mut outer = tag.to_vec();
        prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
        outer.extend(bytes);
        bytes = outer;
    }
    let all: All = message::decode(&bytes.clone().into()).expect("a hundred levels");
    assert_eq!(message::encode(&all), bytes);
    drop(all.clone());
}

#[test]
fn in_json() {
    let mut text = String::from("{}");
    for level in 0..LEVELS {
        let name = if level % 2 == 0 {
            "corecursive"
        } else {
            "optionalNestedMessage"
        };
        text = format!("{{\"{name}\":{text}}}");
    }
    let all: All = json::from_str(&text).expect("a hundred levels");
    assert_eq!(json::to_string(&all).expect("JSON"), text);
    let recursive = format!(
        "{}{{}}{}",
        "{\"recursiveMessage\":".repeat(LEVELS),
        "}".repeat(LEVELS)
    );
    let all: All = json::from_str(&recursive).expect("a hundred levels");
    assert_eq!(json::to_string(&all).expect("JSON"), recursive);
    let nested: Nested = json::from_str("{\"a\":1}").expect("a message");
    assert_eq!(nested.a, 1);
    let object = format!("{}1{}", "{\"a\":".repeat(LEVELS), "}".repeat(LEVELS));
    let value: Struct = json::from_str(&object).expect("a hundred levels");
    assert_eq!(json::to_string(&Value::from(value)).expect("JSON"), object);
}
