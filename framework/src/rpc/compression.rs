//! Compression of messages: the encodings this build knows, their names, and bounded inflation.

#![cfg_attr(
    not(feature = "gzip"),
    allow(
        unused_variables,
        reason = "without an encoding there is nothing to do with what is given"
    )
)]

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use tonic::Status;

/// A message encoding of gRPC other than identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[cfg(feature = "gzip")]
    Gzip,
}

/// `grpc-accept-encoding` of this build.
pub(crate) const ACCEPT: HeaderValue = HeaderValue::from_static(if cfg!(feature = "gzip") {
    "identity,gzip"
} else {
    "identity"
});

pub(crate) const ACCEPT_HEADER: &str = "grpc-accept-encoding";
pub(crate) const ENCODING_HEADER: &str = "grpc-encoding";

impl Encoding {
    /// The encoding of that name, if this build knows it.
    fn named(name: &str) -> Option<Self> {
        match name {
            #[cfg(feature = "gzip")]
            "gzip" => Some(Self::Gzip),
            _ => None,
        }
    }

    /// The name on the wire.
    pub(crate) const fn name(self) -> HeaderValue {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => HeaderValue::from_static("gzip"),
        }
    }

    /// What the messages that come with these headers are compressed with.
    ///
    /// # Errors
    /// UNIMPLEMENTED for an encoding that this build does not know.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Option<Self>, Status> {
        let Some(value) = headers.get(ENCODING_HEADER) else {
            return Ok(None);
        };
        let name = value.to_str().unwrap_or("?").trim();
        if name.eq_ignore_ascii_case("identity") {
            return Ok(None);
        }
        Self::named(name).map(Some).ok_or_else(|| {
            Status::unimplemented(format!(
                "messages compressed with `{name}` are not understood here"
            ))
        })
    }

    /// Whether the sender of these headers understands this encoding.
    pub(crate) fn is_accepted_by(self, headers: &HeaderMap) -> bool {
        let name = self.name();
        headers
            .get_all(ACCEPT_HEADER)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|accepted| accepted.trim().as_bytes() == name.as_bytes())
    }

    /// The compressed form of a message.
    pub(crate) fn deflate(self, message: &[u8]) -> Vec<u8> {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => {
                use flate2::{Compression, bufread::GzEncoder};
                let mut compressed = Vec::with_capacity(message.len() / 2 + 32);
                let mut encoder = GzEncoder::new(message, Compression::fast());
                // Reading from a slice into a vector: neither side can fail.
                let _ = std::io::Read::read_to_end(&mut encoder, &mut compressed);
                compressed
            }
        }
    }

    /// The message of a compressed form, `limit` bytes at most: what lies beyond is never inflated.
    ///
    /// # Errors
    /// INTERNAL for what is no such form, and `too_large` when the limit is passed.
    pub(crate) fn inflate(
        self,
        compressed: &[u8],
        limit: usize,
        too_large: impl FnOnce() -> Status,
    ) -> Result<Bytes, Status> {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => {
                use std::io::Read as _;
                let mut message = Vec::new();
                let bound = (limit as u64).saturating_add(1);
                flate2::bufread::MultiGzDecoder::new(compressed)
                    .take(bound)
                    .read_to_end(&mut message)
                    .map_err(|error| Status::internal(format!("a gzip message does not inflate: {error}")))?;
                if message.len() > limit {
                    return Err(too_large());
                }
                Ok(message.into())
            }
        }
    }
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_not_inflated_beyond_the_limit() {
        let bomb = Encoding::Gzip.deflate(&vec![0; 10 << 20]);
        assert!(bomb.len() < 100_000);
        let status = Encoding::Gzip
            .inflate(&bomb, 1 << 20, || Status::resource_exhausted("too large"))
            .expect_err("too large");
        assert_eq!(status.code(), tonic::Code::ResourceExhausted);
        let all = Encoding::Gzip
            .inflate(&bomb, 10 << 20, || Status::internal(""))
            .expect("just fits");
        assert_eq!(all.len(), 10 << 20);
    }

    #[test]
    fn garbage_is_internal() {
        let status = Encoding::Gzip
            .inflate(b"no gzip", 100, || Status::aborted(""))
            .expect_err("garbage");
        assert_eq!(status.code(), tonic::Code::Internal);
    }

    #[test]
    fn negotiation() {
        let mut headers = HeaderMap::new();
        assert_eq!(Encoding::of(&headers).expect("none"), None);
        headers.insert(ENCODING_HEADER, HeaderValue::from_static("snappy"));
        assert_eq!(
            Encoding::of(&headers).expect_err("unknown").code(),
            tonic::Code::Unimplemented
        );
        headers.insert(ACCEPT_HEADER, HeaderValue::from_static("deflate, gzip"));
        assert!(Encoding::Gzip.is_accepted_by(&headers));
    }
}
