//! How messages are written: in protobuf's wire format, or as JSON.

use bytes::Bytes;
use tonic::Status;

use super::inbound::Side;
use crate::message::{Message, record};

/// The format of a call's messages, which its content type names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Codec {
    /// Protobuf's wire format.
    #[default]
    Proto,
    /// ProtoJSON.
    #[cfg(feature = "json")]
    Json,
}

impl Codec {
    /// A message that `side` received.
    ///
    /// # Errors
    /// INTERNAL when the bytes are no such message.
    #[inline]
    pub(crate) fn decode<M: Message>(self, side: Side, bytes: &Bytes) -> Result<M, Status> {
        match self {
            Self::Proto => {
                record::decode(bytes).map_err(|error| undecodable(side, &M::SPEC.full_name(), &error))
            }
            #[cfg(feature = "json")]
            Self::Json => json::settings()
                .from_slice(bytes)
                .map_err(|error| undecodable(side, &M::SPEC.full_name(), &error)),
        }
    }
}

/// What is said of bytes that are not the message they should be.
#[cold]
fn undecodable(side: Side, name: &str, error: &dyn std::fmt::Display) -> Status {
    let whose = match side {
        Side::Server => "the request",
        Side::Client => "the reply",
    };
    Status::internal(format!("{whose} is not a valid {name}: {error}"))
}

/// JSON, as calls speak it.
#[cfg(feature = "json")]
pub(crate) mod json {
    use std::sync::OnceLock;

    use tonic::Status;

    use crate::message::Message;
    use crate::message::json::Json;
    use crate::registry;

    /// An `Any` may hold what the services of this binary reach. Members that a message does not have are passed over, as
    /// unknown fields are in the wire format: a caller may be newer than the server.
    pub(super) fn settings() -> &'static Json {
        static SETTINGS: OnceLock<Json> = OnceLock::new();
        SETTINGS.get_or_init(|| Json::new().types(registry::types()).ignore_unknown(true))
    }

    /// A message as text.
    ///
    /// # Errors
    /// INTERNAL when a part of it has no JSON.
    pub(crate) fn to_string<M: Message>(message: &M) -> Result<String, Status> {
        settings().to_string(message).map_err(|error| {
            let name = M::SPEC.full_name();
            Status::internal(format!("a {name} cannot be written as JSON: {error}"))
        })
    }
}
