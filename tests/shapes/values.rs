//! Random values of a message that is known by its descriptor.

use std::fmt;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use prost_reflect::{Cardinality, DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};

/// How deep messages nest, and how many elements lists have.
const DEPTH: usize = 2;
const ELEMENTS: usize = 4;

/// A message, shown in JSON: the `Debug` of `prost_reflect` shows the types, without end where they are recursive.
pub(crate) struct Shown(pub(crate) DynamicMessage);

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show(&self.0))
    }
}

/// A message in JSON.
pub(crate) fn show(message: &DynamicMessage) -> String {
    serde_json::to_string(message).unwrap_or_else(|error| error.to_string())
}

/// Messages of this type.
pub(crate) fn message(descriptor: MessageDescriptor) -> impl Strategy<Value = Shown> {
    nested(descriptor, DEPTH).prop_map(Shown)
}

fn nested(descriptor: MessageDescriptor, depth: usize) -> BoxedStrategy<DynamicMessage> {
    if let Some(special) = well_known(&descriptor) {
        return special;
    }
    let fields: Vec<_> = descriptor.fields().collect();
    let values: Vec<_> = fields
        .iter()
        .map(|field| {
            // Some are absent; where it gets too deep, all messages are, and all maps.
            if depth == 0 && matches!(field.kind(), Kind::Message(_)) {
                return Just(None).boxed();
            }
            proptest::option::weighted(0.6, field_value(field, depth.saturating_sub(1))).boxed()
        })
        .collect();
    values
        .prop_map(move |values| {
            let mut message = DynamicMessage::new(descriptor.clone());
            for (field, value) in fields.iter().zip(values) {
                let Some(value) = value else { continue };
                if is_set(field, &value) {
                    message.set_field(field, value);
                }
            }
            message
        })
        .boxed()
}

/// A field of a message's type, not of an option's, says nothing where the message is empty.
fn is_set(field: &FieldDescriptor, value: &Value) -> bool {
    match value {
        Value::Message(inner) if field.name().starts_with("bare") => {
            !prost::Message::encode_to_vec(inner).is_empty()
        }
        _ => true,
    }
}

fn field_value(field: &FieldDescriptor, depth: usize) -> BoxedStrategy<Value> {
    if field.is_map() {
        let Kind::Message(entry) = field.kind() else {
            unreachable!("an entry is a message")
        };
        let (key, value) = (entry.map_entry_key_field(), entry.map_entry_value_field());
        let key = kind(&key.kind(), depth).prop_filter_map("a key", |value| value_as_key(&value));
        return btree_map(KeyStrategy::boxed(key), kind(&value.kind(), depth), 0..ELEMENTS)
            .prop_map(|entries| Value::Map(entries.into_iter().map(|(key, value)| (key.0, value)).collect()))
            .boxed();
    }
    let one = kind(&field.kind(), depth);
    if field.cardinality() == Cardinality::Repeated {
        vec(one, 0..ELEMENTS).prop_map(Value::List).boxed()
    } else {
        one
    }
}

/// A key that can be sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sorted(MapKey);

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        format!("{:?}", self.0).cmp(&format!("{:?}", other.0))
    }
}

struct KeyStrategy;

impl KeyStrategy {
    fn boxed(keys: impl Strategy<Value = MapKey> + 'static) -> BoxedStrategy<Sorted> {
        keys.prop_map(Sorted).boxed()
    }
}

fn value_as_key(value: &Value) -> Option<MapKey> {
    Some(match value {
        Value::Bool(value) => MapKey::Bool(*value),
        Value::I32(value) => MapKey::I32(*value),
        Value::I64(value) => MapKey::I64(*value),
        Value::U32(value) => MapKey::U32(*value),
        Value::U64(value) => MapKey::U64(*value),
        Value::String(value) => MapKey::String(value.clone()),
        _ => return None,
    })
}

fn kind(kind: &Kind, depth: usize) -> BoxedStrategy<Value> {
    match kind {
        Kind::Double => double().prop_map(Value::F64).boxed(),
        Kind::Float => (proptest::num::f32::ANY)
            .prop_filter("equal to itself", |value| !value.is_nan())
            .prop_map(Value::F32)
            .boxed(),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => int32().prop_map(Value::I32).boxed(),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => prop_oneof![any::<i64>(), int32().prop_map(i64::from)]
            .prop_map(Value::I64)
            .boxed(),
        Kind::Uint32 | Kind::Fixed32 => prop_oneof![any::<u32>(), 0..300u32].prop_map(Value::U32).boxed(),
        Kind::Uint64 | Kind::Fixed64 => prop_oneof![any::<u64>(), 0..300u64].prop_map(Value::U64).boxed(),
        Kind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::String => text().prop_map(Value::String).boxed(),
        Kind::Bytes => vec(any::<u8>(), 0..20)
            .prop_map(|bytes| Value::Bytes(bytes.into()))
            .boxed(),
        Kind::Message(descriptor) => nested(descriptor.clone(), depth).prop_map(Value::Message).boxed(),
        Kind::Enum(descriptor) => {
            let known: Vec<_> = descriptor.values().map(|value| value.number()).collect();
            let known = proptest::sample::select(known);
            // The even ones keep numbers that they do not know.
            let open = descriptor.name().ends_with(['0', '2']);
            let number = if open {
                prop_oneof![known, any::<i32>()].boxed()
            } else {
                known.boxed()
            };
            number.prop_map(Value::EnumNumber).boxed()
        }
    }
}

fn int32() -> impl Strategy<Value = i32> + Clone {
    prop_oneof![any::<i32>(), -300..300i32]
}

fn double() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![proptest::num::f64::ANY, (-1000..1000i32).prop_map(f64::from)]
        .prop_filter("equal to itself", |value| !value.is_nan())
}

/// Short texts, some of them with what JSON has to escape.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "\\PC{0,12}",
        "[\"\\\\/\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}😀]{0,6}",
        "[a-z]{0,80}"
    ]
}

/// Values of a well-known type that JSON can say.
fn well_known(descriptor: &MessageDescriptor) -> Option<BoxedStrategy<DynamicMessage>> {
    let new = {
        let descriptor = descriptor.clone();
        move |fields: Vec<(&str, Value)>| {
            let mut message = DynamicMessage::new(descriptor.clone());
            for (name, value) in fields {
                message.set_field_by_name(name, value);
            }
            message
        }
    };
    let time = move |nanos: i32, seconds: i64| {
        new(vec![
            ("seconds", Value::I64(seconds)),
            ("nanos", Value::I32(nanos)),
        ])
    };
    let nanos = prop_oneof![
        Just(0),
        (0..1000i32).prop_map(|ms| ms * 1_000_000),
        0..1_000_000_000i32
    ];
    let descriptor = descriptor.clone();
    Some(match descriptor.full_name() {
        "google.protobuf.Timestamp" => (nanos, -62_135_596_800..=253_402_300_799i64)
            .prop_map(move |(nanos, seconds)| time(nanos, seconds))
            .boxed(),
        "google.protobuf.Duration" => (nanos, 0..=315_576_000_000i64, any::<bool>())
            .prop_map(move |(nanos, seconds, negative)| {
                let sign = if negative { -1 } else { 1 };
                time(nanos * sign, seconds * i64::from(sign))
            })
            .boxed(),
        "google.protobuf.FieldMask" => vec("[a-z]{1,5}(_[a-z]{1,4}){0,2}(\\.[a-z]{1,5}){0,2}", 0..4)
            .prop_map(move |paths| {
                let mut message = DynamicMessage::new(descriptor.clone());
                let paths = paths.into_iter().map(Value::String).collect();
                message.set_field_by_name("paths", Value::List(paths));
                message
            })
            .boxed(),
        // An empty one has JSON, but not for `prost_reflect`.
        "google.protobuf.Any" => int32()
            .prop_map(move |seconds| {
                let inner = prost_types::Duration {
                    seconds: seconds.into(),
                    nanos: 0,
                };
                let any = prost_types::Any::from_msg(&inner).expect("a message with a name");
                transcode(&any, &descriptor)
            })
            .boxed(),
        // `prost_reflect` writes `null` for what is infinite in it.
        "google.protobuf.DoubleValue" => double()
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(move |value| {
                let mut message = DynamicMessage::new(descriptor.clone());
                message.set_field_by_name("value", Value::F64(value));
                message
            })
            .boxed(),
        "google.protobuf.FloatValue" => proptest::num::f32::ANY
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(move |value| {
                let mut message = DynamicMessage::new(descriptor.clone());
                message.set_field_by_name("value", Value::F32(value));
                message
            })
            .boxed(),
        "google.protobuf.Value" => json().prop_map(move |json| transcode(&json, &descriptor)).boxed(),
        "google.protobuf.Struct" => proptest::collection::hash_map(text(), json(), 0..3)
            .prop_map(move |fields| {
                let fields = fields.into_iter().collect();
                transcode(&prost_types::Struct { fields }, &descriptor)
            })
            .boxed(),
        "google.protobuf.ListValue" => vec(json(), 0..3)
            .prop_map(move |values| transcode(&prost_types::ListValue { values }, &descriptor))
            .boxed(),
        _ => return None,
    })
}

fn transcode(message: &impl prost::Message, descriptor: &MessageDescriptor) -> DynamicMessage {
    DynamicMessage::decode(descriptor.clone(), message.encode_to_vec().as_slice())
        .expect("a message of this type")
}

/// Values of JSON.
fn json() -> BoxedStrategy<prost_types::Value> {
    use prost_types::value::Kind;
    let leaf = prop_oneof![
        Just(Kind::NullValue(0)),
        double()
            .prop_filter("has JSON", |value| value.is_finite())
            .prop_map(Kind::NumberValue),
        text().prop_map(Kind::StringValue),
        any::<bool>().prop_map(Kind::BoolValue),
    ];
    let value = |kind| prost_types::Value { kind: Some(kind) };
    leaf.prop_map(value)
        .prop_recursive(3, 12, 3, move |inner| {
            prop_oneof![
                vec(inner.clone(), 0..3)
                    .prop_map(|values| Kind::ListValue(prost_types::ListValue { values })),
                proptest::collection::btree_map(text(), inner, 0..3).prop_map(|fields| Kind::StructValue(
                    prost_types::Struct {
                        fields: fields.into_iter().collect()
                    }
                )),
            ]
            .prop_map(value)
        })
        .boxed()
}
