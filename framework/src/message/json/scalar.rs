//! Numbers, `bool`, strings, bytes and enumerations in JSON.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::error::{Error, Shown};
use super::number;
use super::reader::Reader;
use super::writer::Writer;
use crate::message::enumeration::Enumeration;

/// A number or a `bool`.
pub(crate) trait Scalar: Sized {
    fn put(self, out: &mut Writer<'_>);
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error>;
}

/// A type that is a map's key: its text, without quotes.
pub(crate) trait Text: Sized {
    fn text(&self) -> String;
    fn parse(text: &str) -> Result<Self, Error>;
}

macro_rules! integers {
    ($($ty:ident: $quote:literal;)*) => {$(
        impl Scalar for $ty {
            fn put(self, out: &mut Writer<'_>) {
                out.raw($quote);
                out.display(self);
                out.raw($quote);
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                match reader.peek() {
                    Some(b'"') => Text::parse(&reader.string()?),
                    Some(b'-' | b'0'..=b'9') => integer(reader.number()?),
                    _ => Err(reader.unexpected("an integer")),
                }
            }
        }

        impl Text for $ty {
            fn text(&self) -> String {
                self.to_string()
            }

            fn parse(text: &str) -> Result<Self, Error> {
                if !number::is_number(text) {
                    return Err(Error::new(format!("`{}` is no integer", Shown(&text))));
                }
                integer(text)
            }
        }
    )*};
}

// What has 64 bits is quoted: JavaScript's numbers do not hold it.
integers! {
    i8: "";
    i16: "";
    i32: "";
    u8: "";
    u16: "";
    u32: "";
    i64: "\"";
    u64: "\"";
}

fn integer<T: TryFrom<i128>>(token: &str) -> Result<T, Error> {
    let value = number::integer(token).and_then(|value| T::try_from(value).ok());
    value.ok_or_else(|| {
        Error::new(format!(
            "{} is no integer of this type, or out of its range",
            Shown(token)
        ))
    })
}

macro_rules! floats {
    ($($ty:ident)*) => {$(
        impl Scalar for $ty {
            fn put(self, out: &mut Writer<'_>) {
                if self.is_nan() {
                    out.raw("\"NaN\"");
                } else if self.is_infinite() {
                    out.raw(if self > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" });
                } else if self == 0.0 || (1e-5..1e16).contains(&self.abs()) {
                    out.display(self);
                } else {
                    out.display(format_args!("{self:e}"));
                }
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                let text = match reader.peek() {
                    Some(b'"') => reader.string()?,
                    Some(b'-' | b'0'..=b'9') => reader.number()?.into(),
                    _ => return Err(reader.unexpected("a number")),
                };
                match &*text {
                    "NaN" => return Ok(Self::NAN),
                    "Infinity" => return Ok(Self::INFINITY),
                    "-Infinity" => return Ok(Self::NEG_INFINITY),
                    _ => {}
                }
                let value = text.parse::<Self>().ok().filter(|_| number::is_number(&text));
                match value {
                    Some(value) if value.is_finite() => Ok(value),
                    Some(_) => Err(Error::new(format!("{} is out of range", Shown(&text)))),
                    None => Err(Error::new(format!("`{}` is no number", Shown(&text)))),
                }
            }
        }
    )*};
}

floats!(f32 f64);

impl Scalar for bool {
    fn put(self, out: &mut Writer<'_>) {
        out.raw(if self { "true" } else { "false" });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.boolean()
    }
}

impl Text for bool {
    fn text(&self) -> String {
        self.to_string()
    }

    fn parse(text: &str) -> Result<Self, Error> {
        text.parse()
            .map_err(|_| Error::new("a key of this map is `true` or `false`"))
    }
}

impl Text for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn parse(text: &str) -> Result<Self, Error> {
        Ok(text.to_owned())
    }
}

/// Reads a number or a `bool` into `value`.
pub(crate) fn merge<T: Scalar>(value: &mut T, reader: &mut Reader<'_>) -> Result<bool, Error> {
    *value = T::read(reader)?;
    Ok(true)
}

/// Reads a string into `value`.
pub(crate) fn merge_string(value: &mut String, reader: &mut Reader<'_>) -> Result<bool, Error> {
    *value = reader.string()?.into_owned();
    Ok(true)
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Writes bytes in base64, the standard alphabet with padding.
pub(crate) fn put_bytes(bytes: &[u8], out: &mut Writer<'_>) {
    out.raw("\"");
    out.raw(&BASE64.encode(bytes));
    out.raw("\"");
}

/// Reads bytes from base64, of either alphabet, with or without padding.
pub(crate) fn read_bytes(reader: &mut Reader<'_>) -> Result<Vec<u8>, Error> {
    let text = reader.string()?;
    reader.charge(text.len())?;
    let decoded = if text.contains(['-', '_']) {
        BASE64.decode(text.replace('-', "+").replace('_', "/"))
    } else {
        BASE64.decode(&*text)
    };
    decoded.map_err(|error| Error::new(format!("the string is not base64: {error}")))
}

/// Reads bytes that fill an array.
pub(crate) fn read_array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], Error> {
    let bytes = read_bytes(reader)?;
    <[u8; N]>::try_from(bytes.as_slice())
        .map_err(|_| Error::new(format!("these are {} bytes, not {N}", bytes.len())))
}

/// Writes a value of an enumeration: its name where it has one, its number otherwise.
pub(crate) fn put_enum<T: Enumeration>(number: i32, out: &mut Writer<'_>) {
    let named = T::SPEC.values.iter().find(|value| value.number == number);
    match named {
        Some(value) if !out.settings().enum_numbers => out.string(value.name),
        _ => out.display(number),
    }
}

/// Reads a value of an enumeration, by name or by number. `None` for a name that is unknown, and is to be ignored.
pub(crate) fn read_enum<T: Enumeration>(reader: &mut Reader<'_>) -> Result<Option<i32>, Error> {
    if reader.peek() != Some(b'"') {
        return match reader.peek() {
            Some(b'-' | b'0'..=b'9') => integer(reader.number()?).map(Some),
            _ => Err(reader.unexpected("the name or the number of an enumeration's value")),
        };
    }
    let name = reader.string()?;
    match T::SPEC.values.iter().find(|value| value.name == name) {
        Some(value) => Ok(Some(value.number)),
        None if reader.settings().ignore_unknown => Ok(None),
        None => Err(Error::new(format!(
            "`{}` has no value `{}`",
            T::SPEC.full_name(),
            Shown(&name)
        ))),
    }
}
