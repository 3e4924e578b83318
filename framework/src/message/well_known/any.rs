//! `google.protobuf.Any`

use bytes::Bytes;

use crate::message::error::DecodeError;
use crate::message::record::{self, Message};

crate::package!("google.protobuf", file = "google/protobuf/any.proto");

/// The prefix of a type URL, which no official implementation makes use of.
const PREFIX: &str = "type.googleapis.com/";

/// Any message, encoded, with the name of its type.
///
/// ```
/// use traitwire::well_known::{Any, Timestamp};
///
/// let any = Any::pack(&Timestamp { seconds: 7, nanos: 0 });
/// assert_eq!(any.type_url, "type.googleapis.com/google.protobuf.Timestamp");
/// assert_eq!(any.unpack::<Timestamp>()?.map(|time| time.seconds), Some(7));
/// # Ok::<(), traitwire::message::DecodeError>(())
/// ```
#[crate::message(json = crate::message::json::well_known::any)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Any {
    /// The full name of the type after the last `/`: `type.googleapis.com/google.protobuf.Duration`.
    #[field(1)]
    pub type_url: String,
    /// The encoded message.
    #[field(2)]
    pub value: Bytes,
}

impl Any {
    /// `message`, encoded, under its name.
    pub fn pack<M: Message>(message: &M) -> Self {
        Self {
            type_url: format!("{PREFIX}{}", M::SPEC.full_name()),
            value: record::encode(message),
        }
    }

    /// The full name of the type inside: `google.protobuf.Duration`.
    pub fn type_name(&self) -> &str {
        self.type_url
            .rsplit_once('/')
            .map_or(self.type_url.as_str(), |(_, name)| name)
    }

    /// Whether it says that an `M` is inside.
    pub fn is<M: Message>(&self) -> bool {
        self.type_name() == M::SPEC.full_name()
    }

    /// The message inside; `None` when it says that it is another one.
    ///
    /// # Errors
    /// When the bytes are not such a message.
    pub fn unpack<M: Message>(&self) -> Result<Option<M>, DecodeError> {
        if !self.is::<M>() {
            return Ok(None);
        }
        record::decode(&self.value).map(Some)
    }
}

impl From<prost_types::Any> for Any {
    fn from(prost_types::Any { type_url, value }: prost_types::Any) -> Self {
        Self {
            type_url,
            value: value.into(),
        }
    }
}

impl From<Any> for prost_types::Any {
    fn from(Any { type_url, value }: Any) -> Self {
        Self {
            type_url,
            value: value.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::well_known::{Duration, Timestamp};

    #[test]
    fn what_is_packed_is_unpacked() {
        let time = Timestamp { seconds: 5, nanos: 6 };
        let any = Any::pack(&time);
        assert!(any.is::<Timestamp>() && !any.is::<Duration>());
        assert_eq!(any.unpack(), Ok(Some(time)));
        assert_eq!(any.unpack::<Duration>(), Ok(None));
        let theirs = prost_types::Any::from_msg(&prost_types::Timestamp::from(time)).unwrap();
        assert_eq!(prost_types::Any::from(any.clone()), theirs);
        assert_eq!(Any::from(theirs), any);
        // One within the other, by name like every message.
        assert_eq!(Any::pack(&any).unpack(), Ok(Some(any)));
    }

    #[test]
    fn what_is_inside_is_not_believed() {
        let any = |type_url: &str, value: &'static [u8]| Any {
            type_url: type_url.to_owned(),
            value: Bytes::from_static(value),
        };
        any("x/google.protobuf.Timestamp", &[8])
            .unpack::<Timestamp>()
            .unwrap_err();
        for url in ["", "/", "google.protobuf.Timestamp/", "a/b/c"] {
            assert_eq!(any(url, &[0xff]).unpack::<Timestamp>(), Ok(None), "{url}");
        }
        assert!(any("google.protobuf.Timestamp", &[]).is::<Timestamp>());
        assert_eq!(Any::default().type_name(), "");
    }
}
