//! What holds of every value of every shape.

use std::cell::Cell;
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, ReflectMessage, Value};
use serde::de::DeserializeSeed;
use traitwire::schema::link::link_all;
use traitwire::schema::spec::MessageSpec;
use traitwire::{Message, json, message, well_known};

use crate::shapes;
use crate::values::{self, Shown, show};

/// One message type.
pub(crate) struct Case {
    spec: &'static MessageSpec,
    check: fn(&DynamicMessage) -> Result<(), TestCaseError>,
}

impl Case {
    pub(crate) fn of<M: Message + prost::Message + Default + PartialEq + Debug>() -> Self {
        Self {
            spec: M::SPEC,
            check: check::<M>,
        }
    }
}

#[test]
fn every_value_of_every_shape_comes_back() {
    let cases = shapes::all();
    let mut specs: Vec<_> = cases.iter().map(|case| case.spec).collect();
    // What the values pack into an `Any`.
    specs.push(well_known::Duration::SPEC);
    let linked = link_all(&[], &specs, &[]).expect("one contract");
    let pool = DescriptorPool::from_file_descriptor_set(linked).expect("descriptors");
    let tried = Cell::new(0);
    for case in &cases {
        let name = case.spec.full_name();
        let descriptor = pool.get_message_by_name(&name).expect("a descriptor");
        let config = Config {
            cases: 48,
            failure_persistence: None,
            max_shrink_iters: 20_000,
            ..Config::default()
        };
        TestRunner::new(config)
            .run(&values::message(descriptor), |Shown(value)| {
                tried.set(tried.get() + 1);
                (case.check)(&value)
            })
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert!(tried.get() >= 2_000, "{} values were tried", tried.get());
}

fn check<M: Message + prost::Message + Default + PartialEq + Debug>(
    value: &DynamicMessage,
) -> Result<(), TestCaseError> {
    let descriptor = value.descriptor();
    let theirs = prost::Message::encode_to_vec(value);
    // What is set to zero is kept by `prost_reflect`, where it says nothing.
    let value = &dynamic(&descriptor, &theirs)?;

    // Theirs is ours, and back. The bytes are the same, but for a map's: its entries have no order, and theirs leave out
    // what is zero in an entry.
    let ours: M = decode(&theirs)?;
    let bytes = message::encode(&ours);
    let back = dynamic(&descriptor, &bytes)?;
    prop_assert!(
        back == *value,
        "{:?}: {} became {}",
        ours,
        show(value),
        show(&back)
    );
    if !has_map(value) {
        prop_assert_eq!(&bytes[..], &theirs[..]);
    }
    prop_assert_eq!(message::record::encoded_len(&ours), bytes.len());
    prop_assert_eq!(&decode::<M>(&bytes)?, &ours);

    // As a message of prost's, it is the same.
    let as_prost = <M as prost::Message>::decode(&theirs[..]);
    prop_assert_eq!(as_prost.as_ref().ok(), Some(&ours));
    prop_assert_eq!(prost::Message::encoded_len(&ours), bytes.len());

    // Ours in JSON is theirs, and theirs is ours, zeros printed or not.
    for settings in [
        json::Json::new(),
        json::Json::new().print_defaults(true).print_proto_names(true),
    ] {
        let text = settings.to_string(&ours).map_err(fail)?;
        let mut reader = serde_json::Deserializer::from_str(&text);
        let read = descriptor
            .clone()
            .deserialize(&mut reader)
            .map_err(|error| fail(format!("{error}: {text}")))?;
        let read = dynamic(&descriptor, &prost::Message::encode_to_vec(&read))?;
        prop_assert!(read == *value, "{} became {}: {}", show(value), show(&read), text);
        prop_assert_eq!(&settings.from_str::<M>(&text).map_err(fail)?, &ours);
    }
    let text = show(value);
    prop_assert_eq!(&json::from_str::<M>(&text).map_err(fail)?, &ours, "{}", text);
    Ok(())
}

fn decode<M: Message>(bytes: &[u8]) -> Result<M, TestCaseError> {
    message::decode(&bytes.to_vec().into()).map_err(fail)
}

fn dynamic(descriptor: &MessageDescriptor, bytes: &[u8]) -> Result<DynamicMessage, TestCaseError> {
    DynamicMessage::decode(descriptor.clone(), bytes).map_err(fail)
}

fn fail(error: impl ToString) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// Whether there is something in a map in it.
fn has_map(message: &DynamicMessage) -> bool {
    message.fields().any(|(_, value)| value_has_map(value))
}

fn value_has_map(value: &Value) -> bool {
    match value {
        Value::Map(entries) => !entries.is_empty(),
        Value::List(values) => values.iter().any(value_has_map),
        Value::Message(message) => has_map(message),
        _ => false,
    }
}
