//! The content types of gRPC: what a call is, and what its answer is in turn.

use http::HeaderValue;
use http::header::CONTENT_TYPE;

use crate::rpc::codec::Codec;

/// The content type of a call. The answer has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentType {
    /// `application/grpc`
    Grpc,
    /// `application/grpc+proto`
    Proto,
    /// `application/grpc+json`
    #[cfg(feature = "json")]
    Json,
}

impl ContentType {
    /// That of a request; `None` where it is no call of gRPC, or in a format that this build does not have.
    pub(super) fn of(headers: &http::HeaderMap) -> Option<Self> {
        let value = headers.get(CONTENT_TYPE)?;
        if value.as_bytes() == b"application/grpc" {
            return Some(Self::Grpc);
        }
        match essence(value) {
            essence if essence.eq_ignore_ascii_case(b"application/grpc") => Some(Self::Grpc),
            essence if essence.eq_ignore_ascii_case(b"application/grpc+proto") => Some(Self::Proto),
            #[cfg(feature = "json")]
            essence if essence.eq_ignore_ascii_case(b"application/grpc+json") => Some(Self::Json),
            _ => None,
        }
    }

    /// The format of the messages.
    pub(super) fn codec(self) -> Codec {
        match self {
            Self::Grpc | Self::Proto => Codec::Proto,
            #[cfg(feature = "json")]
            Self::Json => Codec::Json,
        }
    }

    /// As a header has it.
    pub(super) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Grpc => "application/grpc",
            Self::Proto => "application/grpc+proto",
            #[cfg(feature = "json")]
            Self::Json => "application/grpc+json",
        })
    }
}

/// Whether it is a call of gRPC, or the answer to one, in whatever format.
#[cfg(feature = "http1")]
pub(super) fn is_grpc(headers: &http::HeaderMap) -> bool {
    const GRPC: &[u8] = b"application/grpc";
    let Some((start, rest)) = headers
        .get(CONTENT_TYPE)
        .and_then(|value| essence(value).split_at_checked(GRPC.len()))
    else {
        return false;
    };
    start.eq_ignore_ascii_case(GRPC) && matches!(rest, b"" | [b'+', ..])
}

/// A media type without its parameters.
pub(super) fn essence(value: &HeaderValue) -> &[u8] {
    let value = value.as_bytes();
    let end = value.iter().position(|byte| *byte == b';').unwrap_or(value.len());
    value[..end].trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &'static str) -> Option<ContentType> {
        let mut headers = http::HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
        ContentType::of(&headers)
    }

    #[test]
    fn calls_of_grpc() {
        assert_eq!(of("application/grpc"), Some(ContentType::Grpc));
        assert_eq!(of("Application/gRPC"), Some(ContentType::Grpc));
        assert_eq!(of("application/grpc ; charset=utf-8"), Some(ContentType::Grpc));
        assert_eq!(of("application/grpc+proto;x"), Some(ContentType::Proto));
        for other in [
            "",
            "application/grpcx",
            "application/grpc+xml",
            "application/grpc-web",
            "text/plain; application/grpc",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
        assert_eq!(ContentType::of(&http::HeaderMap::new()), None);
    }

    #[test]
    fn json_where_it_is_compiled() {
        let json = of("application/grpc+json").map(ContentType::header);
        let expected = cfg!(feature = "json").then(|| HeaderValue::from_static("application/grpc+json"));
        assert_eq!(json, expected);
    }
}
