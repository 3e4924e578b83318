//! Enumerations: open, as proto3 has them.

use super::error::DecodeError;
#[cfg(feature = "json")]
use super::json;
use super::reader::Reader;
use super::sink::Sink;
use super::value::{Value, put_tagged};
use crate::schema::spec::{EnumSpec, Kind};

/// A protobuf enumeration. `#[enumeration]` implements it.
pub trait Enumeration: Sized + Send + Sync + 'static {
    /// Its record: name, values, documentation.
    const SPEC: &'static EnumSpec;

    /// The variant of number 0.
    fn zero() -> Self;
    /// The number on the wire.
    fn number(&self) -> i32;
    /// The variant of a number, if this version of the enumeration has one.
    fn from_number(number: i32) -> Option<Self>;

    /// Whether `null` is a value of it in JSON.
    #[cfg(feature = "json")]
    const HAS_NULL: bool = false;

    /// Writes a number as JSON: by its name, if there is one.
    ///
    /// # Errors
    /// None, for now.
    #[cfg(feature = "json")]
    fn put_json(number: i32, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        json::scalar::put_enum::<Self>(number, out);
        Ok(())
    }
    /// Reads a number from JSON, `None` for a name that is unknown and to be ignored.
    ///
    /// # Errors
    /// When the JSON is neither a name of the enumeration nor a number.
    #[cfg(feature = "json")]
    fn read_json(reader: &mut json::Reader<'_>) -> Result<Option<i32>, json::Error> {
        json::scalar::read_enum::<Self>(reader)
    }
}

/// The record of `T`, as a function to refer to it by.
pub fn spec<T: Enumeration>() -> &'static EnumSpec {
    T::SPEC
}

/// `Value::put` of a bare enumeration.
#[inline]
pub fn put<T: Enumeration, S: Sink>(value: &T, sink: &mut S) {
    <i32 as Value>::put(&value.number(), sink);
}

/// `Value::put_unless_zero` of a bare enumeration.
#[inline]
pub fn put_unless_zero<T: Enumeration, S: Sink>(value: &T, number: u32, sink: &mut S) {
    <i32 as Value>::put_unless_zero(&value.number(), number, sink);
}

/// `Value::merge` of a bare enumeration: a number that this version does not know reads as the zero variant.
///
/// # Errors
/// When the bytes are no varint.
#[inline]
pub fn merge<T: Enumeration>(value: &mut T, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let mut number = 0i32;
    Value::<0>::merge(&mut number, reader)?;
    *value = T::from_number(number).unwrap_or_else(T::zero);
    Ok(())
}

/// `Value::put_json` of a bare enumeration.
///
/// # Errors
/// Those of [`Enumeration::put_json`].
#[cfg(feature = "json")]
pub fn put_json<T: Enumeration>(value: &T, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
    T::put_json(value.number(), out)
}

/// `Value::merge_json` of a bare enumeration: an unknown number is the zero variant, as on the wire.
///
/// # Errors
/// Those of [`Enumeration::read_json`].
#[cfg(feature = "json")]
pub fn merge_json<T: Enumeration>(value: &mut T, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
    let number = T::read_json(reader)?;
    if let Some(number) = number {
        *value = T::from_number(number).unwrap_or_else(T::zero);
    }
    Ok(number.is_some())
}

/// An enumeration's value that keeps a number which this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Open<T> {
    /// A variant of the enumeration.
    Known(T),
    /// A number that has no variant here.
    Unknown(i32),
}

impl<T: Enumeration> Open<T> {
    /// The value of a number.
    pub fn new(number: i32) -> Self {
        T::from_number(number).map_or(Self::Unknown(number), Self::Known)
    }

    /// The number on the wire.
    pub fn number(&self) -> i32 {
        match self {
            Self::Known(value) => value.number(),
            Self::Unknown(number) => *number,
        }
    }
}

impl<T: Enumeration> Default for Open<T> {
    fn default() -> Self {
        Self::Known(T::zero())
    }
}

impl<T> From<T> for Open<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Enumeration + Value> Value for Open<T> {
    const KIND: Kind = Kind::Enum(spec::<T>);
    const NAME: &'static str = <T as Value>::NAME;

    fn zero() -> Self {
        Self::default()
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        <i32 as Value>::put(&self.number(), sink);
    }

    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        if self.number() != 0 {
            put_tagged(self, number, sink);
        }
    }

    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let mut number = 0i32;
        Value::<0>::merge(&mut number, reader)?;
        *self = Self::new(number);
        Ok(())
    }

    #[cfg(feature = "json")]
    const HAS_NULL: bool = <T as Enumeration>::HAS_NULL;

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.number() == 0
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        <T as Enumeration>::put_json(self.number(), out)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        let number = T::read_json(reader)?;
        if let Some(number) = number {
            *self = Self::new(number);
        }
        Ok(number.is_some())
    }
}
