//! Which rules a type can have.

use crate::schema::spec::{Kind, PackageSpec};

/// A family of rules: a field of `buf.validate.FieldRules.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// `float`, and `FloatValue`.
    Float,
    /// `double`, and `DoubleValue`.
    Double,
    /// `int32`, and `Int32Value`.
    Int32,
    /// `int64`, and `Int64Value`.
    Int64,
    /// `uint32`, and `UInt32Value`.
    Uint32,
    /// `uint64`, and `UInt64Value`.
    Uint64,
    /// `sint32`
    Sint32,
    /// `sint64`
    Sint64,
    /// `fixed32`
    Fixed32,
    /// `fixed64`
    Fixed64,
    /// `sfixed32`
    Sfixed32,
    /// `sfixed64`
    Sfixed64,
    /// `bool`, and `BoolValue`.
    Bool,
    /// `string`, and `StringValue`.
    String,
    /// `bytes`, and `BytesValue`.
    Bytes,
    /// Enumerations.
    Enum,
    /// Lists.
    Repeated,
    /// Maps.
    Map,
    /// `google.protobuf.Any`
    Any,
    /// `google.protobuf.Duration`
    Duration,
    /// `google.protobuf.FieldMask`
    FieldMask,
    /// `google.protobuf.Timestamp`
    Timestamp,
    /// Any other message: it has none but `required` and `ignore`.
    Message,
}

/// The families of a field and of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruled {
    /// Of the field.
    pub own: Family,
    /// Of each element of a list, each value of a map, or of the one value.
    pub element: Family,
    /// Of each key of a map; of what is no map, as [`Ruled::element`].
    pub key: Family,
    /// Whether an enumeration's unknown numbers are read as its zero.
    pub closed: bool,
}

impl Family {
    /// The family of a value with these constants of `Value`.
    pub const fn of(kind: &Kind, name: &str, package: Option<&PackageSpec>) -> Self {
        match kind {
            Kind::Float => Self::Float,
            Kind::Double => Self::Double,
            Kind::Int32 => Self::Int32,
            Kind::Int64 => Self::Int64,
            Kind::Uint32 => Self::Uint32,
            Kind::Uint64 => Self::Uint64,
            Kind::Sint32 => Self::Sint32,
            Kind::Sint64 => Self::Sint64,
            Kind::Fixed32 => Self::Fixed32,
            Kind::Fixed64 => Self::Fixed64,
            Kind::Sfixed32 => Self::Sfixed32,
            Kind::Sfixed64 => Self::Sfixed64,
            Kind::Bool => Self::Bool,
            Kind::String => Self::String,
            Kind::Bytes => Self::Bytes,
            Kind::Enum(_) => Self::Enum,
            Kind::Message(_) => match package {
                Some(package) if is(package.name, "google.protobuf") => Self::of_well_known(name),
                _ => Self::Message,
            },
        }
    }

    const fn of_well_known(name: &str) -> Self {
        match name.as_bytes() {
            b"Any" => Self::Any,
            b"Duration" => Self::Duration,
            b"FieldMask" => Self::FieldMask,
            b"Timestamp" => Self::Timestamp,
            b"FloatValue" => Self::Float,
            b"DoubleValue" => Self::Double,
            b"Int32Value" => Self::Int32,
            b"Int64Value" => Self::Int64,
            b"UInt32Value" => Self::Uint32,
            b"UInt64Value" => Self::Uint64,
            b"BoolValue" => Self::Bool,
            b"StringValue" => Self::String,
            b"BytesValue" => Self::Bytes,
            _ => Self::Message,
        }
    }

    /// The field of `buf.validate.FieldRules`, `uint32`; it begins the id of each of its rules, `uint32.gt`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Float => "float",
            Self::Double => "double",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Sint32 => "sint32",
            Self::Sint64 => "sint64",
            Self::Fixed32 => "fixed32",
            Self::Fixed64 => "fixed64",
            Self::Sfixed32 => "sfixed32",
            Self::Sfixed64 => "sfixed64",
            Self::Bool => "bool",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::Enum => "enum",
            Self::Repeated => "repeated",
            Self::Map => "map",
            Self::Any => "any",
            Self::Duration => "duration",
            Self::FieldMask => "field_mask",
            Self::Timestamp => "timestamp",
            Self::Message => "message",
        }
    }

    /// Whether its values are numbers that have an order.
    pub(super) const fn is_number(self) -> bool {
        self.is_float() || self.range().is_some()
    }

    pub(super) const fn is_float(self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// The least and the greatest integer.
    pub(super) const fn range(self) -> Option<(i128, i128)> {
        Some(match self {
            Self::Int32 | Self::Sint32 | Self::Sfixed32 => (i32::MIN as i128, i32::MAX as i128),
            Self::Int64 | Self::Sint64 | Self::Sfixed64 => (i64::MIN as i128, i64::MAX as i128),
            Self::Uint32 | Self::Fixed32 => (0, u32::MAX as i128),
            Self::Uint64 | Self::Fixed64 => (0, u64::MAX as i128),
            _ => return None,
        })
    }
}

impl Ruled {
    /// A field of one value.
    pub const fn one(kind: &Kind, name: &str, package: Option<&PackageSpec>, closed: bool) -> Self {
        let family = Family::of(kind, name, package);
        Self {
            own: family,
            element: family,
            key: family,
            closed,
        }
    }

    /// A list of such values.
    pub const fn list(self) -> Self {
        Self {
            own: Family::Repeated,
            ..self
        }
    }

    /// A map of such values by `keys`.
    pub const fn map(self, keys: Self) -> Self {
        Self {
            own: Family::Map,
            key: keys.element,
            ..self
        }
    }
}

/// Whether two names are one.
const fn is(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}
