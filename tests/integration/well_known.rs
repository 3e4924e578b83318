//! The well-known types: on the wire as prost's, in descriptors as protoc's.

use prost::Message;
use traitwire::message;
use traitwire::schema::{link, spec};
use traitwire::well_known::{
    Any, BoolValue, BytesValue, DoubleValue, FieldMask, FloatValue, Int32Value, Int64Value, ListValue,
    StringValue, Struct, UInt32Value, UInt64Value, Value,
};

use crate::twins::assert_twins;

traitwire::package!("well_known");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct All {
    #[field(1)]
    any: Option<Any>,
    #[field(2)]
    mask: Option<FieldMask>,
    #[field(3)]
    object: Option<Struct>,
    #[field(4)]
    value: Option<Value>,
    #[field(5)]
    list: Option<ListValue>,
    #[field(6, wrapper)]
    double: Option<f64>,
    #[field(7, wrapper)]
    float: Option<f32>,
    #[field(8, wrapper)]
    int64: Option<i64>,
    #[field(9, wrapper)]
    uint64: Option<u64>,
    #[field(10, wrapper)]
    int32: Option<i32>,
    #[field(11, wrapper)]
    uint32: Option<u32>,
    #[field(12, wrapper)]
    bool: Option<bool>,
    #[field(13, wrapper)]
    string: Option<String>,
    #[field(14, wrapper)]
    bytes: Option<Vec<u8>>,
    #[field(15, wrapper)]
    shared: Option<bytes::Bytes>,
    #[field(16)]
    strings: Vec<StringValue>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstAll {
    #[prost(message, optional, tag = "1")]
    any: Option<prost_types::Any>,
    #[prost(message, optional, tag = "2")]
    mask: Option<prost_types::FieldMask>,
    #[prost(message, optional, tag = "3")]
    object: Option<prost_types::Struct>,
    #[prost(message, optional, tag = "4")]
    value: Option<prost_types::Value>,
    #[prost(message, optional, tag = "5")]
    list: Option<prost_types::ListValue>,
    #[prost(message, optional, tag = "6")]
    double: Option<f64>,
    #[prost(message, optional, tag = "7")]
    float: Option<f32>,
    #[prost(message, optional, tag = "8")]
    int64: Option<i64>,
    #[prost(message, optional, tag = "9")]
    uint64: Option<u64>,
    #[prost(message, optional, tag = "10")]
    int32: Option<i32>,
    #[prost(message, optional, tag = "11")]
    uint32: Option<u32>,
    #[prost(message, optional, tag = "12")]
    bool: Option<bool>,
    #[prost(message, optional, tag = "13")]
    string: Option<String>,
    #[prost(message, optional, tag = "14")]
    bytes: Option<Vec<u8>>,
    #[prost(message, optional, tag = "15")]
    shared: Option<Vec<u8>>,
    #[prost(message, repeated, tag = "16")]
    strings: Vec<String>,
}

#[test]
fn all_are_written_like_prosts() {
    let object = Struct::from_iter([
        ("null", Value::NULL),
        ("number", Value::from(-1.5)),
        ("text", "t".into()),
        ("is", true.into()),
        ("list", Value::from_iter([1, 2])),
        ("object", Struct::from_iter([("false", false)]).into()),
    ]);
    let list = ListValue::from_iter([object.clone().into(), Value::default()]);
    let any = Any::pack(&object);
    let mask = FieldMask::from_iter(["a.b", "c"]);
    let ours = All {
        any: Some(any.clone()),
        mask: Some(mask.clone()),
        object: Some(object.clone()),
        value: Some(list.clone().into()),
        list: Some(list.clone()),
        double: Some(0.0),
        float: Some(2.5),
        int64: Some(i64::MIN),
        uint64: Some(u64::MAX),
        int32: Some(-1),
        uint32: Some(0),
        bool: Some(true),
        string: Some("s".into()),
        bytes: Some(vec![0]),
        shared: Some(bytes::Bytes::new()),
        strings: vec!["x".to_owned().into(), StringValue::default()],
    };
    let theirs = ProstAll {
        any: Some(any.into()),
        mask: Some(mask.into()),
        object: Some(object.into()),
        value: Some(Value::from(list.clone()).into()),
        list: Some(list.into()),
        double: Some(0.0),
        float: Some(2.5),
        int64: Some(i64::MIN),
        uint64: Some(u64::MAX),
        int32: Some(-1),
        uint32: Some(0),
        bool: Some(true),
        string: Some("s".into()),
        bytes: Some(vec![0]),
        shared: Some(vec![]),
        strings: vec!["x".into(), String::new()],
    };
    assert_twins(&ours, &theirs);
    assert_twins(&All::default(), &ProstAll::default());
    // And back into ours.
    assert_eq!(theirs.object.map(Struct::from), ours.object);
    assert_eq!(theirs.value.map(Value::from), ours.value);
    assert_eq!(theirs.list.map(ListValue::from), ours.list);
}

/// All nine as messages: each is prost's scalar as a message.
#[test]
fn wrappers_are_messages() {
    assert_eq!(DoubleValue { value: 1.0 }.encode_to_vec(), 1f64.encode_to_vec());
    assert_eq!(FloatValue { value: 1.0 }.encode_to_vec(), 1f32.encode_to_vec());
    assert_eq!(Int64Value { value: -1 }.encode_to_vec(), (-1i64).encode_to_vec());
    assert_eq!(UInt64Value { value: 1 }.encode_to_vec(), 1u64.encode_to_vec());
    assert_eq!(Int32Value { value: -1 }.encode_to_vec(), (-1i32).encode_to_vec());
    assert_eq!(UInt32Value { value: 1 }.encode_to_vec(), 1u32.encode_to_vec());
    assert_eq!(BoolValue { value: true }.encode_to_vec(), true.encode_to_vec());
    let text = StringValue { value: "s".into() };
    assert_eq!(text.encode_to_vec(), "s".to_owned().encode_to_vec());
    let bytes = BytesValue::from(bytes::Bytes::from_static(&[7]));
    assert_eq!(bytes.encode_to_vec(), vec![7u8].encode_to_vec());
    assert_eq!(String::from(text), "s");
}

#[test]
fn wrapped_scalars_are_read_as_messages() {
    // Two occurrences merge, the unknown is skipped, a wrong wire type is named.
    let all = All::decode(&[0x52, 2, 8, 5, 0x52, 2, 0x10, 1][..]).expect("decodes");
    assert_eq!(all.int32, Some(5));
    let error = All::decode(&[0x52, 2, 0x0a, 0][..]).expect_err("no varint");
    assert!(error.to_string().contains("int32.value"), "{error}");
    All::decode(&[0x50, 5][..]).expect_err("a bare varint is no message");
    All::decode(&[0x6a, 3, 0x0a, 1, 0xff][..]).expect_err("no UTF-8");
}

/// The depth of a value is its sender's choice.
#[test]
fn values_nested_too_deeply_are_refused() {
    let mut bytes = Vec::new();
    for _ in 0..200 {
        // A list of one value of one list of …
        let mut outer = vec![0x0a];
        prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
        outer.append(&mut bytes);
        bytes = vec![0x32];
        prost::encoding::encode_varint(outer.len() as u64, &mut bytes);
        bytes.append(&mut outer);
    }
    let error = Value::decode(&*bytes).expect_err("too deep");
    assert!(error.to_string().contains("too deeply"), "{error}");
}

#[test]
fn their_files_are_the_canonical_ones() {
    use traitwire::__private as private;
    static METHOD: spec::MethodSpec = spec::MethodSpec {
        name: "Get",
        service: "well_known.All",
        path: "/well_known.Things/Get",
        source: <All as private::Message>::SPEC.source,
        empty_reply: "GetResponse",
        docs: "",
        deprecated: false,
        idempotency: spec::Idempotency::Unknown,
        validates: true,
        compress: None,
        timeout: None,
        request: payload(),
        reply: payload(),
    };
    const fn payload() -> spec::Payload {
        spec::Payload {
            message: spec::PayloadMessage::Message(private::spec::<All>),
            streaming: false,
        }
    }
    static SERVICE: spec::ServiceSpec = spec::ServiceSpec {
        name: "Things",
        full_name: "well_known.Things",
        package: <All as private::Message>::SPEC.package,
        source: <All as private::Message>::SPEC.source,
        docs: "",
        deprecated: false,
        methods: &[&METHOD],
    };
    let set = link::link(&[&SERVICE]).expect("every type is what its canonical file says");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(
        names,
        [
            "google/protobuf/any.proto",
            "google/protobuf/field_mask.proto",
            "google/protobuf/struct.proto",
            "google/protobuf/wrappers.proto",
            "well_known/well_known.proto"
        ]
    );
    let all = &set.file[4].message_type[0];
    let wrapped = all.field.iter().find(|field| field.name() == "uint64").unwrap();
    assert_eq!(wrapped.type_name(), ".google.protobuf.UInt64Value");
    assert!(!wrapped.proto3_optional());
}
