//! Numbers, `bool`, strings and bytes.

use bytes::Bytes;

use super::error::{DecodeError, Fault};
#[cfg(feature = "json")]
use super::json;
use super::packed::Packed;
use super::raw::text;
use super::reader::{Reader, WireType};
use super::record::spec;
use super::sink::{Sink, Tagged};
use super::value::{Value, encoding, put_tagged, tag};
use super::varint::{unzigzag, zigzag};
use super::well_known::{BytesValue, wrappers};
use crate::schema::spec::{Kind, PackageSpec};

/// A number: how it becomes what the wire holds, and back.
macro_rules! numbers {
    ($($ty:ty, $encoding:expr, $kind:ident, $name:literal,
       put($value:ident, $sink:ident) $put:expr, read($reader:ident) $read:expr;)*) => {$(
        impl Value<{ $encoding }> for $ty {
            const KIND: Kind = Kind::$kind;
            const NAME: &'static str = $name;

            #[inline]
            fn zero() -> Self {
                Self::default()
            }

            #[inline]
            fn put<S: Sink>(&self, $sink: &mut S) {
                let $value = *self;
                $put
            }

            #[inline]
            fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
                if !IsZero::is_zero(*self) {
                    put_tagged::<{ $encoding }, _, _>(self, number, sink);
                }
            }

            #[inline]
            fn merge(&mut self, $reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                *self = $read;
                Ok(())
            }

            #[inline]
            fn put_tagged<S: Sink>(&self, number: u32, sink: &mut S) {
                let $value = *self;
                let $sink = &mut Tagged::new(number, <Self as Value<{ $encoding }>>::WIRE, sink);
                $put
            }

            #[inline]
            fn put_packed<S: Sink>(list: &[Self], sink: &mut S) {
                <Self as Packed<{ $encoding }>>::put(list, sink);
            }

            #[inline]
            fn merge_packed(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                <Self as Packed<{ $encoding }>>::merge(list, reader)
            }

            #[cfg(feature = "json")]
            fn is_zero(&self) -> bool {
                IsZero::is_zero(*self)
            }

            #[cfg(feature = "json")]
            fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
                json::scalar::Scalar::put(*self, out);
                Ok(())
            }

            #[cfg(feature = "json")]
            fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
                json::scalar::merge(self, reader)
            }

            #[cfg(feature = "validate")]
            #[inline]
            fn facet(&self) -> super::validate::Facet<'_> {
                super::validate::Facet::from(*self)
            }
        }
    )*};
}

/// Whether a number is the one that is not sent. Minus zero is sent.
trait IsZero: Copy {
    fn is_zero(self) -> bool;
}

macro_rules! is_zero {
    ($($ty:ty),*: |$value:ident| $zero:expr) => {$(
        impl IsZero for $ty {
            #[inline]
            fn is_zero(self) -> bool {
                let $value = self;
                $zero
            }
        }
    )*};
}

is_zero!(i8, i16, i32, i64, u8, u16, u32, u64: |value| value == 0);
is_zero!(f32, f64: |value| value.to_bits() == 0);
is_zero!(bool: |value| !value);

numbers! {
    i32, encoding::DEFAULT, Int32, "Int32", put(v, s) s.put_varint(v as i64 as u64), read(r) r.varint()? as i32;
    i64, encoding::DEFAULT, Int64, "Int64", put(v, s) s.put_varint(v as u64), read(r) r.varint()? as i64;
    u32, encoding::DEFAULT, Uint32, "Uint32", put(v, s) s.put_varint(v.into()), read(r) r.varint()? as u32;
    u64, encoding::DEFAULT, Uint64, "Uint64", put(v, s) s.put_varint(v), read(r) r.varint()?;
    bool, encoding::DEFAULT, Bool, "Bool", put(v, s) s.put_varint(v.into()), read(r) r.varint()? != 0;
    f32, encoding::DEFAULT, Float, "Float", put(v, s) s.put(&v.to_le_bytes()), read(r) f32::from_le_bytes(r.fixed32()?);
    f64, encoding::DEFAULT, Double, "Double", put(v, s) s.put(&v.to_le_bytes()), read(r) f64::from_le_bytes(r.fixed64()?);

    i32, encoding::SINT32, Sint32, "Sint32", put(v, s) s.put_varint(zigzag(v.into()) as u32 as u64), read(r) unzigzag(u64::from(r.varint()? as u32)) as i32;
    i64, encoding::SINT64, Sint64, "Sint64", put(v, s) s.put_varint(zigzag(v)), read(r) unzigzag(r.varint()?);
    u32, encoding::FIXED32, Fixed32, "Fixed32", put(v, s) s.put(&v.to_le_bytes()), read(r) u32::from_le_bytes(r.fixed32()?);
    u64, encoding::FIXED64, Fixed64, "Fixed64", put(v, s) s.put(&v.to_le_bytes()), read(r) u64::from_le_bytes(r.fixed64()?);
    i32, encoding::SFIXED32, Sfixed32, "Sfixed32", put(v, s) s.put(&v.to_le_bytes()), read(r) i32::from_le_bytes(r.fixed32()?);
    i64, encoding::SFIXED64, Sfixed64, "Sfixed64", put(v, s) s.put(&v.to_le_bytes()), read(r) i64::from_le_bytes(r.fixed64()?);

    // Out of range is an error, never a truncation: these types have no protobuf twin.
    i8, encoding::DEFAULT, Int32, "Int8", put(v, s) s.put_varint(v as i64 as u64), read(r) narrow(r.varint()? as i32)?;
    i16, encoding::DEFAULT, Int32, "Int16", put(v, s) s.put_varint(v as i64 as u64), read(r) narrow(r.varint()? as i32)?;
    u16, encoding::DEFAULT, Uint32, "Uint16", put(v, s) s.put_varint(v.into()), read(r) narrow(r.varint()? as u32)?;
}

/// A number of a smaller type than the wire's.
///
/// # Errors
/// [`Fault::Range`] when it does not fit.
pub(super) fn narrow<W, T: TryFrom<W>>(wide: W) -> Result<T, DecodeError> {
    T::try_from(wide).map_err(|_| Fault::Range.into())
}

impl Value for String {
    const KIND: Kind = Kind::String;
    const NAME: &'static str = "String";

    #[inline]
    fn zero() -> Self {
        Self::new()
    }

    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        put_len(self.as_bytes(), sink);
    }

    #[inline]
    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_unless_empty(self.as_bytes(), number, sink);
    }

    #[inline]
    fn put_tagged<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_tagged(self.as_bytes(), number, sink);
    }

    #[inline]
    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let text = text(reader.len_prefixed()?).ok_or(Fault::Utf8)?;
        if self.capacity() == 0 {
            *self = text.to_owned();
        } else {
            self.clear();
            self.push_str(text);
        }
        Ok(())
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        out.string(self);
        Ok(())
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        json::scalar::merge_string(self, reader)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        super::validate::Facet::from(self.as_str())
    }
}

/// The encodings that bytes have. `Vec<u8>` is a value by one impl over all of them: with one for each, the compiler no
/// longer sees that it is no list.
#[diagnostic::on_unimplemented(
    message = "`Vec<u8>` cannot be a protobuf value in this encoding",
    label = "bytes have one encoding, beside `wrapper`",
    note = "for a list of numbers write `Vec<u32>`"
)]
pub trait OfBytes {}

/// The encoding `E` as a type.
#[derive(Debug)]
pub struct In<const E: u8>;

impl OfBytes for In<{ encoding::DEFAULT }> {}
impl OfBytes for In<{ encoding::WRAPPER }> {}

impl<const E: u8> Value<E> for Vec<u8>
where
    In<E>: OfBytes,
{
    const KIND: Kind = match E {
        encoding::WRAPPER => Kind::Message(spec::<BytesValue>),
        _ => Kind::Bytes,
    };
    const NAME: &'static str = match E {
        encoding::WRAPPER => <BytesValue as Value>::NAME,
        _ => "Bytes",
    };
    const PACKAGE: Option<&'static PackageSpec> = match E {
        encoding::WRAPPER => <BytesValue as Value>::PACKAGE,
        _ => None,
    };

    #[inline]
    fn zero() -> Self {
        Self::new()
    }

    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        match E {
            encoding::WRAPPER => wrappers::put(self, sink),
            _ => put_len(self, sink),
        }
    }

    #[inline]
    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        match E {
            encoding::WRAPPER => wrappers::put_unless_zero(self, number, sink),
            _ => put_len_unless_empty(self, number, sink),
        }
    }

    #[inline]
    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if E == encoding::WRAPPER {
            return wrappers::merge(self, reader);
        }
        let bytes = reader.len_prefixed()?;
        if self.capacity() == 0 {
            *self = bytes.to_vec();
        } else {
            self.clear();
            self.extend_from_slice(bytes);
        }
        Ok(())
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        json::scalar::put_bytes(self, out);
        Ok(())
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        *self = json::scalar::read_bytes(reader)?;
        Ok(true)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        super::validate::Facet::from(&self[..])
    }
}

impl Value for Bytes {
    const KIND: Kind = Kind::Bytes;
    const NAME: &'static str = "Bytes";

    #[inline]
    fn zero() -> Self {
        Self::new()
    }

    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        put_len(self, sink);
    }

    #[inline]
    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_unless_empty(self, number, sink);
    }

    #[inline]
    fn put_tagged<S: Sink>(&self, number: u32, sink: &mut S) {
        put_len_tagged(self, number, sink);
    }

    #[inline]
    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.bytes()?;
        Ok(())
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        json::scalar::put_bytes(self, out);
        Ok(())
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        *self = json::scalar::read_bytes(reader)?.into();
        Ok(true)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        super::validate::Facet::from(&self[..])
    }
}

/// Absent is all zeros, and all zeros is omitted; another length is an error.
impl<const N: usize> Value for [u8; N] {
    const KIND: Kind = Kind::Bytes;
    const NAME: &'static str = "Bytes";

    fn zero() -> Self {
        [0; N]
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        put_len(self, sink);
    }

    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        if self.iter().any(|byte| *byte != 0) {
            put_tagged(self, number, sink);
        }
    }

    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.len_prefixed()?.try_into().map_err(|_| Fault::Length)?;
        Ok(())
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.iter().all(|byte| *byte == 0)
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        json::scalar::put_bytes(self, out);
        Ok(())
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        *self = json::scalar::read_array(reader)?;
        Ok(true)
    }

    #[cfg(feature = "validate")]
    #[inline]
    fn facet(&self) -> super::validate::Facet<'_> {
        super::validate::Facet::from(&self[..])
    }
}

/// Writes a length and as many bytes.
#[inline]
pub(super) fn put_len<S: Sink>(bytes: &[u8], sink: &mut S) {
    sink.put(bytes);
    sink.put_varint(bytes.len() as u64);
}

/// Writes tag, length and bytes, or nothing when there are none.
#[inline]
pub(super) fn put_len_unless_empty<S: Sink>(bytes: &[u8], number: u32, sink: &mut S) {
    if !bytes.is_empty() {
        put_len_tagged(bytes, number, sink);
    }
}

/// Writes tag, length and bytes.
#[inline]
fn put_len_tagged<S: Sink>(bytes: &[u8], number: u32, sink: &mut S) {
    sink.put_tagged_bytes(tag(number, WireType::Len), bytes);
}
