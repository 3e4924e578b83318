//! `uuid::Uuid` as a string.

use uuid::Uuid;

use crate::message::error::DecodeError;
use crate::message::field::Key;
#[cfg(feature = "json")]
use crate::message::json;
use crate::message::travels::travels_as;

travels_as! {
    Uuid: String as "Uuid", {
        zero: Uuid::nil(),
        is_zero: Uuid::is_nil,
        write: |id| id.hyphenated().to_string(),
        read: |text| match &*text {
            "" => Ok(Uuid::nil()),
            text => Uuid::try_parse(text).map_err(|error| DecodeError::refused(format_args!("not a UUID: {error}"))),
        },
    }
}

impl Key for Uuid {
    #[cfg(feature = "json")]
    fn to_json_name(&self) -> String {
        self.to_string()
    }

    #[cfg(feature = "json")]
    fn from_json_name(name: &str) -> Result<Self, json::Error> {
        match name {
            "" => Ok(Self::nil()),
            name => Self::try_parse(name).map_err(|error| json::Error::new(format!("not a UUID: {error}"))),
        }
    }
}
