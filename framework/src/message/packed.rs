//! Packed lists of numbers, many values at a time.

use super::error::{DecodeError, Fault};
use super::reader::Reader;
use super::sink::Sink;
use super::value::{Value, encoding};
use super::varint;

/// A number that stands in packed lists: [`Value::put_packed`] and [`Value::merge_packed`] of its own.
pub(super) trait Packed<const E: u8>: Sized {
    /// Writes the values.
    fn put<S: Sink>(list: &[Self], sink: &mut S);
    /// Reads values to the end.
    ///
    /// # Errors
    /// When the bytes are not such values.
    fn merge(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

macro_rules! varints {
    ($($ty:ty, $encoding:expr, $value:ident => $to:expr, $word:ident => $from:expr;)*) => {$(
        impl Packed<{ $encoding }> for $ty {
            #[inline]
            fn put<S: Sink>(list: &[Self], sink: &mut S) {
                put_varints(list, sink, |$value| $to);
            }

            #[inline]
            fn merge(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                varint::read_all(reader.take_rest(), list, |$word| $from)
            }
        }
    )*};
}

varints! {
    i32, encoding::DEFAULT, v => v as i64 as u64, w => w as i32;
    i64, encoding::DEFAULT, v => v as u64, w => w as i64;
    u32, encoding::DEFAULT, v => v.into(), w => w as u32;
    u64, encoding::DEFAULT, v => v, w => w;
    bool, encoding::DEFAULT, v => v.into(), w => w != 0;
    i32, encoding::SINT32, v => u64::from(varint::zigzag(v.into()) as u32), w => varint::unzigzag(w as u32 as u64) as i32;
    i64, encoding::SINT64, v => varint::zigzag(v), w => varint::unzigzag(w);
}

fn put_varints<T: Copy, S: Sink>(list: &[T], sink: &mut S, to: impl Fn(T) -> u64) {
    let (rest, chunks) = list.as_rchunks::<8>();
    for chunk in chunks.iter().rev() {
        let words = chunk.map(&to);
        if words.iter().fold(0, |all, word| all | word) < 0x80 {
            sink.put(&words.map(|word| word as u8));
        } else {
            for word in words.iter().rev() {
                sink.put_varint_of_any_length(*word);
            }
        }
    }
    for value in rest.iter().rev() {
        sink.put_varint(to(*value));
    }
}

macro_rules! fixed {
    ($($ty:ty, $encoding:expr;)*) => {$(
        impl Packed<{ $encoding }> for $ty {
            fn put<S: Sink>(list: &[Self], sink: &mut S) {
                let (rest, chunks) = list.as_rchunks::<16>();
                for chunk in chunks.iter().rev() {
                    sink.put(chunk.map(Self::to_le_bytes).as_flattened());
                }
                for value in rest.iter().rev() {
                    sink.put(&value.to_le_bytes());
                }
            }

            fn merge(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                let (chunks, rest) = reader.take_rest().as_chunks();
                list.extend(chunks.iter().map(|bytes| Self::from_le_bytes(*bytes)));
                if rest.is_empty() {
                    Ok(())
                } else {
                    Err(Fault::Truncated.into())
                }
            }
        }
    )*};
}

fixed! {
    f32, encoding::DEFAULT;
    f64, encoding::DEFAULT;
    u32, encoding::FIXED32;
    u64, encoding::FIXED64;
    i32, encoding::SFIXED32;
    i64, encoding::SFIXED64;
}

/// Numbers that may be out of range.
macro_rules! narrow {
    ($($ty:ty)*) => {$(
        impl Packed<{ encoding::DEFAULT }> for $ty {
            fn put<S: Sink>(list: &[Self], sink: &mut S) {
                for value in list.iter().rev() {
                    value.put(sink);
                }
            }

            fn merge(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                while !reader.is_empty() {
                    let mut value = 0;
                    Value::<{ encoding::DEFAULT }>::merge(&mut value, reader)?;
                    list.push(value);
                }
                Ok(())
            }
        }
    )*};
}

narrow!(i8 i16 u16);
