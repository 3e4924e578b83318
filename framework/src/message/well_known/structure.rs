//! `google.protobuf.Struct`, `Value`, `ListValue`, `NullValue`

use std::collections::BTreeMap;

crate::package!("google.protobuf", file = "google/protobuf/struct.proto");

/// A JSON object.
///
/// ```
/// use traitwire::well_known::{Struct, Value};
///
/// let user = Struct::from_iter([
///     ("name", Value::from("Emma")),
///     ("age", Value::from(30.0)),
///     ("tags", Value::from_iter(["a", "b"])),
/// ]);
/// assert_eq!(user.get("name").and_then(Value::as_str), Some("Emma"));
/// ```
#[crate::message(json = crate::message::json::well_known::structure)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The members by name.
    #[field(1)]
    pub fields: BTreeMap<String, Value>,
}

/// A JSON value.
///
/// One without a kind stands for nothing, not even for `null`, which is [`Value::NULL`]; a peer can send it all the same.
#[crate::message(json = crate::message::json::well_known::value)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    /// What it is.
    #[field(oneof)]
    pub kind: Option<Kind>,
}

/// What a [`Value`] is.
#[crate::oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `null`
    #[field(1, name = "null_value")]
    Null(NullValue),
    /// A number.
    #[field(2, name = "number_value")]
    Number(f64),
    /// A string.
    #[field(3, name = "string_value")]
    String(String),
    /// `true` or `false`
    #[field(4, name = "bool_value")]
    Bool(bool),
    /// An object.
    #[field(5, name = "struct_value")]
    Struct(Struct),
    /// An array.
    #[field(6, name = "list_value")]
    List(ListValue),
}

/// A JSON array.
#[crate::message(json = crate::message::json::well_known::list_value)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListValue {
    /// The elements.
    #[field(1)]
    pub values: Vec<Value>,
}

/// JSON's `null`.
#[crate::enumeration(json = crate::message::json::well_known::null_value)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NullValue {
    /// `null`
    #[default]
    #[value(name = "NULL_VALUE")]
    NullValue,
}

impl Struct {
    /// The member called `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }
}

impl Value {
    /// `null`
    pub const NULL: Self = Self {
        kind: Some(Kind::Null(NullValue::NullValue)),
    };

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Some(Kind::Null(_)))
    }

    /// The number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self.kind {
            Some(Kind::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Some(Kind::String(text)) => Some(text),
            _ => None,
        }
    }

    /// `true` or `false`, if it is one of them.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            Some(Kind::Bool(is)) => Some(is),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_struct(&self) -> Option<&Struct> {
        match &self.kind {
            Some(Kind::Struct(object)) => Some(object),
            _ => None,
        }
    }

    /// The elements, if it is an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.kind {
            Some(Kind::List(list)) => Some(&list.values),
            _ => None,
        }
    }
}

macro_rules! values {
    ($($ty:ty: $value:ident => $kind:expr;)*) => {$(
        impl From<$ty> for Value {
            fn from($value: $ty) -> Self {
                Self { kind: Some($kind) }
            }
        }
    )*};
}

values! {
    (): _unit => Kind::Null(NullValue::NullValue);
    NullValue: null => Kind::Null(null);
    f64: number => Kind::Number(number);
    f32: number => Kind::Number(number.into());
    i32: number => Kind::Number(number.into());
    u32: number => Kind::Number(number.into());
    String: text => Kind::String(text);
    &str: text => Kind::String(text.to_owned());
    bool: is => Kind::Bool(is);
    Struct: object => Kind::Struct(object);
    ListValue: list => Kind::List(list);
    Vec<Value>: values => Kind::List(ListValue { values });
    Kind: kind => kind;
}

impl<V: Into<Value>> FromIterator<V> for ListValue {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self {
            values: values.into_iter().map(Into::into).collect(),
        }
    }
}

/// An array of the values.
impl<V: Into<Value>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        ListValue::from_iter(values).into()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Struct {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter();
        Self {
            fields: members.map(|(name, value)| (name.into(), value.into())).collect(),
        }
    }
}

impl From<prost_types::Struct> for Struct {
    fn from(theirs: prost_types::Struct) -> Self {
        Self::from_iter(theirs.fields)
    }
}

impl From<Struct> for prost_types::Struct {
    fn from(ours: Struct) -> Self {
        let fields = ours.fields.into_iter();
        Self {
            fields: fields.map(|(name, value)| (name, value.into())).collect(),
        }
    }
}

impl From<prost_types::ListValue> for ListValue {
    fn from(theirs: prost_types::ListValue) -> Self {
        Self::from_iter(theirs.values)
    }
}

impl From<ListValue> for prost_types::ListValue {
    fn from(ours: ListValue) -> Self {
        Self {
            values: ours.values.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<prost_types::Value> for Value {
    fn from(theirs: prost_types::Value) -> Self {
        use prost_types::value::Kind as Theirs;
        let kind = theirs.kind.map(|kind| match kind {
            Theirs::NullValue(_) => Kind::Null(NullValue::NullValue),
            Theirs::NumberValue(number) => Kind::Number(number),
            Theirs::StringValue(text) => Kind::String(text),
            Theirs::BoolValue(is) => Kind::Bool(is),
            Theirs::StructValue(object) => Kind::Struct(object.into()),
            Theirs::ListValue(list) => Kind::List(list.into()),
        });
        Self { kind }
    }
}

impl From<Value> for prost_types::Value {
    fn from(ours: Value) -> Self {
        use prost_types::value::Kind as Theirs;
        let kind = ours.kind.map(|kind| match kind {
            Kind::Null(_) => Theirs::NullValue(0),
            Kind::Number(number) => Theirs::NumberValue(number),
            Kind::String(text) => Theirs::StringValue(text),
            Kind::Bool(is) => Theirs::BoolValue(is),
            Kind::Struct(object) => Theirs::StructValue(object.into()),
            Kind::List(list) => Theirs::ListValue(list.into()),
        });
        Self { kind }
    }
}
