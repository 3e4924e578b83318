//! What a rule sees of a value.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use crate::schema::spec::EnumSpec;

/// A value as rules look at it, whatever its Rust type is.
#[derive(Debug, Clone)]
pub enum Facet<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A number with a fraction; a `float` is widened.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// The number of an enumeration's value, and the enumeration.
    Enum(i32, fn() -> &'static EnumSpec),
    /// A `google.protobuf.Timestamp`.
    Timestamp(Nanos),
    /// A `google.protobuf.Duration`.
    Duration(Nanos),
    /// The type's URL of a `google.protobuf.Any`.
    Any(Cow<'a, str>),
    /// The paths of a `google.protobuf.FieldMask`.
    Paths(Vec<String>),
    /// Any other message: rules see nothing of it.
    Message,
}

/// Nanoseconds: of a duration, or since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nanos(pub(super) i128);

impl Nanos {
    pub(super) fn new(seconds: i64, nanos: i32) -> Self {
        Self(i128::from(seconds) * 1_000_000_000 + i128::from(nanos))
    }
}

impl Facet<'_> {
    /// Whether it is what an absent field reads as. Minus zero is not.
    pub(super) fn is_zero(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Int(value) => *value == 0,
            Self::Uint(value) => *value == 0,
            Self::Float(value) => value.to_bits() == 0,
            Self::Bool(value) => !value,
            Self::Enum(number, _) => *number == 0,
            Self::Timestamp(_) | Self::Duration(_) | Self::Any(_) | Self::Paths(_) | Self::Message => false,
        }
    }
}

/// Equality as rules have it: NaN equals nothing, minus zero equals zero.
impl PartialEq for Facet<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) | (Self::Any(one), Self::Any(other)) => one == other,
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Int(one), Self::Int(other)) => one == other,
            (Self::Uint(one), Self::Uint(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one == other,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Enum(one, _), Self::Enum(other, _)) => one == other,
            (Self::Timestamp(one), Self::Timestamp(other)) => one == other,
            (Self::Duration(one), Self::Duration(other)) => one == other,
            (Self::Paths(one), Self::Paths(other)) => one == other,
            _ => false,
        }
    }
}

/// For `unique`, where a NaN is left out beforehand.
impl Eq for Facet<'_> {}

impl Hash for Facet<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Text(text) | Self::Any(text) => text.hash(state),
            Self::Bytes(bytes) => bytes.hash(state),
            Self::Int(value) => value.hash(state),
            Self::Uint(value) => value.hash(state),
            // Adding zero makes minus zero plain zero.
            Self::Float(value) => (value + 0.0).to_bits().hash(state),
            Self::Bool(value) => value.hash(state),
            Self::Enum(number, _) => number.hash(state),
            Self::Timestamp(nanos) | Self::Duration(nanos) => nanos.hash(state),
            Self::Paths(paths) => paths.hash(state),
            Self::Message => {}
        }
    }
}

macro_rules! facets {
    ($($ty:ty => $variant:ident($value:ident) $what:expr;)*) => {$(
        impl From<$ty> for Facet<'_> {
            #[inline]
            fn from($value: $ty) -> Self {
                Self::$variant($what)
            }
        }
    )*};
}

facets! {
    i8 => Int(value) value.into();
    i16 => Int(value) value.into();
    i32 => Int(value) value.into();
    i64 => Int(value) value;
    u8 => Uint(value) value.into();
    u16 => Uint(value) value.into();
    u32 => Uint(value) value.into();
    u64 => Uint(value) value;
    f32 => Float(value) value.into();
    f64 => Float(value) value;
    bool => Bool(value) value;
}

impl<'a> From<&'a str> for Facet<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a [u8]> for Facet<'a> {
    #[inline]
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}
