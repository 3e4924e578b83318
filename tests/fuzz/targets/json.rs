//! Texts of a peer: what is read is written, and read again as the same; on the wire, too.
#![no_main]

use std::fmt::Debug;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use traitwire::json::{Json, Types};
use traitwire::message::{Message, decode, encode};
use traitwire::well_known::{Any, Struct, Value};
use traitwire_fuzz::all_types::TestAllTypesProto3;
use traitwire_fuzz::shapes::Shapes;

fuzz_target!(|data: &[u8]| {
    let Some((flags, text)) = data.split_first() else {
        return;
    };
    let json = settings()
        .clone()
        .ignore_unknown(flags & 0x80 != 0)
        .print_defaults(flags & 0x40 != 0)
        .print_proto_names(flags & 0x20 != 0)
        .print_enum_numbers(flags & 0x10 != 0);
    match flags & 7 {
        0 => round_trip::<TestAllTypesProto3>(text, &json),
        1 => round_trip::<Shapes>(text, &json),
        2 => round_trip::<Struct>(text, &json),
        3 => round_trip::<Any>(text, &json),
        4 => round_trip::<Value>(text, &json),
        _ => printed(text, &json),
    }
});

fn settings() -> &'static Json {
    static SETTINGS: OnceLock<Json> = OnceLock::new();
    SETTINGS.get_or_init(|| Json::new().types(Types::new().with::<TestAllTypesProto3>()))
}

fn round_trip<M: Message + Debug + PartialEq>(text: &[u8], json: &Json) {
    let Ok(message) = json.from_slice::<M>(text) else {
        return;
    };
    let written = json.to_string(&message).expect("what was read has JSON");
    let again: M = json.from_str(&written).expect("what was written is read");
    let wire: M = decode(&encode(&message)).expect("what was read is on the wire");
    // What is not even like itself holds a NaN.
    #[expect(clippy::eq_op, reason = "NaN")]
    if message == message {
        assert_eq!(message, again, "{written}");
        assert_eq!(message, wire, "{written}");
    }
}

/// Messages from the wire, which may hold what JSON cannot say.
fn printed(bytes: &[u8], json: &Json) {
    let Ok(message) = decode::<TestAllTypesProto3>(&bytes.to_vec().into()) else {
        return;
    };
    let Ok(written) = json.to_string(&message) else {
        return;
    };
    json.from_str::<TestAllTypesProto3>(&written)
        .expect("what was written is read");
}
