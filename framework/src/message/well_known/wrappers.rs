//! `google.protobuf.StringValue` and its like: a scalar as a message.
//!
//! They are how older interfaces say that a scalar may be absent. `#[field(1, wrapper)] Option<T>` is the same on the
//! wire without a struct in Rust.

use bytes::Bytes;

use crate::message::error::DecodeError;
use crate::message::field::expect;
#[cfg(feature = "json")]
use crate::message::json;
use crate::message::reader::{Reader, WireType};
use crate::message::record::spec;
use crate::message::sink::Sink;
use crate::message::value::{Value, encoding::WRAPPER, put_tag};
use crate::schema::spec::{Kind, PackageSpec};

crate::package!("google.protobuf", file = "google/protobuf/wrappers.proto");

macro_rules! wrappers {
    ($($name:ident, $ty:ty, $docs:literal;)*) => {$(
        #[doc = $docs]
        #[crate::message(json = json::well_known::wrapper)]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            /// The value.
            #[field(1)]
            pub value: $ty,
        }

        #[cfg(feature = "json")]
        impl json::well_known::wrapper::Wrapper for $name {
            type Value = $ty;

            fn value(&self) -> &$ty {
                &self.value
            }

            fn value_mut(&mut self) -> &mut $ty {
                &mut self.value
            }
        }

        impl From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self { value }
            }
        }

        impl From<$name> for $ty {
            fn from(wrapper: $name) -> Self {
                wrapper.value
            }
        }
    )*};
}

wrappers! {
    DoubleValue, f64, "A `double` as a message.";
    FloatValue, f32, "A `float` as a message.";
    Int64Value, i64, "An `int64` as a message.";
    UInt64Value, u64, "A `uint64` as a message.";
    Int32Value, i32, "An `int32` as a message.";
    UInt32Value, u32, "A `uint32` as a message.";
    BoolValue, bool, "A `bool` as a message.";
    StringValue, String, "A `string` as a message.";
    BytesValue, Bytes, "A `bytes` as a message.";
}

/// In the encoding `WRAPPER` a scalar is the message around it.
macro_rules! wrapped {
    ($($ty:ty, $message:ty;)*) => {$(
        impl Value<WRAPPER> for $ty {
            const KIND: Kind = Kind::Message(spec::<$message>);
            const NAME: &'static str = <$message as Value>::NAME;
            const PACKAGE: Option<&'static PackageSpec> = <$message as Value>::PACKAGE;

            fn zero() -> Self {
                <Self as Value>::zero()
            }

            fn put<S: Sink>(&self, sink: &mut S) {
                put(self, sink);
            }

            fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
                put_unless_zero(self, number, sink);
            }

            fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                merge(self, reader)
            }

            #[cfg(feature = "json")]
            fn is_zero(&self) -> bool {
                <Self as Value>::is_zero(self)
            }

            #[cfg(feature = "json")]
            fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
                <Self as Value>::put_json(self, out)
            }

            #[cfg(feature = "json")]
            fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
                <Self as Value>::merge_json(self, reader)
            }
        }
    )*};
}

wrapped! {
    f64, DoubleValue;
    f32, FloatValue;
    i64, Int64Value;
    u64, UInt64Value;
    i32, Int32Value;
    u32, UInt32Value;
    bool, BoolValue;
    String, StringValue;
    Bytes, BytesValue;
}

/// `Value::put` of a wrapped scalar.
pub(crate) fn put<V: Value, S: Sink>(value: &V, sink: &mut S) {
    let end = sink.written();
    value.put_unless_zero(1, sink);
    sink.put_varint((sink.written() - end) as u64);
}

/// `Value::put_unless_zero` of a wrapped scalar.
pub(crate) fn put_unless_zero<V: Value, S: Sink>(value: &V, number: u32, sink: &mut S) {
    let end = sink.written();
    value.put_unless_zero(1, sink);
    let len = sink.written() - end;
    if len > 0 {
        sink.put_varint(len as u64);
        put_tag(number, WireType::Len, sink);
    }
}

/// `Value::merge` of a wrapped scalar.
pub(crate) fn merge<V: Value>(value: &mut V, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.nested(|reader| {
        while !reader.is_empty() {
            match reader.tag()? {
                (1, wire) => expect(wire, V::WIRE)
                    .and_then(|()| value.merge(reader))
                    .map_err(|error| error.within("value"))?,
                (number, wire) => reader.skip(number, wire)?,
            }
        }
        Ok(())
    })
}
