//! How JSON is printed, and what is accepted.

use super::error::Error;
use super::reader::Reader;
use super::types::Types;
use super::writer::Writer;
use crate::message::record::Message;

/// How messages are printed as JSON, and what is accepted of JSON: the options of ProtoJSON.
///
/// ```
/// use traitwire::json::Json;
/// use traitwire::well_known::Struct;
///
/// let lenient = Json::new().ignore_unknown(true);
/// let object: Struct = lenient.from_str(r#"{"any": "member"}"#)?;
/// assert_eq!(lenient.to_string(&object)?, r#"{"any":"member"}"#);
/// # Ok::<(), traitwire::json::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Json {
    pub(super) types: Types,
    pub(super) defaults: bool,
    pub(super) proto_names: bool,
    pub(super) enum_numbers: bool,
    pub(super) ignore_unknown: bool,
}

impl Json {
    /// The defaults of ProtoJSON: zeros are left out, names are in lowerCamelCase, enumerations by name, unknown members
    /// refused. `Any` holds well-known types only.
    pub fn new() -> Self {
        Self::default()
    }

    /// The messages that may stand in an `Any`.
    #[must_use]
    pub fn types(self, types: Types) -> Self {
        Self { types, ..self }
    }

    /// Whether fields without presence are printed even where they are zero or empty.
    #[must_use]
    pub fn print_defaults(self, defaults: bool) -> Self {
        Self { defaults, ..self }
    }

    /// Whether fields are printed under their names in `.proto`. Both names are always read.
    #[must_use]
    pub fn print_proto_names(self, proto_names: bool) -> Self {
        Self { proto_names, ..self }
    }

    /// Whether enumerations are printed as numbers. Names and numbers are always read.
    #[must_use]
    pub fn print_enum_numbers(self, enum_numbers: bool) -> Self {
        Self { enum_numbers, ..self }
    }

    /// Whether members that no field is called, and names that an enumeration does not have, are passed over.
    #[must_use]
    pub fn ignore_unknown(self, ignore_unknown: bool) -> Self {
        Self {
            ignore_unknown,
            ..self
        }
    }

    /// A message as JSON.
    ///
    /// # Errors
    /// When a part of it has no JSON: a time beyond the year 9999, an `Any` of a type that is not among [`Json::types`].
    pub fn to_string<M: Message>(&self, message: &M) -> Result<String, Error> {
        let mut writer = Writer::new(self);
        message.put_json(&mut writer)?;
        Ok(writer.into_string())
    }

    /// A message from JSON.
    ///
    /// # Errors
    /// When the text is not such a message: the error names the field, the line and the column.
    pub fn from_str<M: Message>(&self, text: &str) -> Result<M, Error> {
        let mut reader = Reader::new(text, self);
        let mut message = M::zero();
        message
            .merge_json(&mut reader)
            .and_then(|()| reader.end())
            .map_err(|error| error.placed(&reader))?;
        Ok(message)
    }

    /// A message from JSON in bytes.
    ///
    /// # Errors
    /// Those of [`Json::from_str`], and when the bytes are not UTF-8.
    pub fn from_slice<M: Message>(&self, bytes: &[u8]) -> Result<M, Error> {
        match str::from_utf8(bytes) {
            Ok(text) => self.from_str(text),
            Err(error) => Err(Error::new(format!(
                "the text is not UTF-8 from byte {} on",
                error.valid_up_to()
            ))),
        }
    }
}
