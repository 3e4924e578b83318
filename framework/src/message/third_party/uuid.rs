//! `uuid::Uuid` as a string.

use uuid::Uuid;

use crate::message::error::DecodeError;
use crate::message::field::Key;
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

impl Key for Uuid {}
