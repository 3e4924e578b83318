//! The encodings, and the way there and back.

#![cfg_attr(
    not(any(feature = "gzip", feature = "zstd", feature = "deflate")),
    allow(
        dead_code,
        unused_variables,
        reason = "without an encoding there is nothing to do with what is given"
    )
)]

use bytes::Bytes;
use http::HeaderValue;
use tonic::Status;

#[cfg(any(feature = "gzip", feature = "deflate"))]
use super::flate;
#[cfg(feature = "zstd")]
use super::zstd;

/// What messages are compressed with ("gRPC over HTTP/2", Content-Coding). Each is there with its feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// gzip (RFC 1952), which every implementation of gRPC has. Levels 0 to 9; 1 unless set.
    #[cfg(feature = "gzip")]
    Gzip,
    /// Zstandard (RFC 8878): smaller for the same time. Levels −7 to 22; 3 unless set.
    #[cfg(feature = "zstd")]
    Zstd,
    /// What gRPC calls deflate, which is zlib's format (RFC 1950). Levels 0 to 9; 1 unless set.
    #[cfg(feature = "deflate")]
    Deflate,
}

/// Why a message was not inflated.
pub(super) enum Refused {
    /// It is larger than it may be.
    TooLarge,
    /// It is not in this format.
    Malformed(String),
}

impl Encoding {
    /// Those of this build, the one to prefer first.
    pub(super) const ALL: &'static [Self] = &[
        #[cfg(feature = "zstd")]
        Self::Zstd,
        #[cfg(feature = "gzip")]
        Self::Gzip,
        #[cfg(feature = "deflate")]
        Self::Deflate,
    ];

    /// The one that a server is most likely to know, which nobody has asked.
    pub(crate) fn safest() -> Option<Self> {
        Self::named("gzip").or_else(|| Self::ALL.first().copied())
    }

    /// The encoding of that name, if this build knows it.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|encoding| encoding.as_str() == name)
    }

    /// Its place in a table of three.
    pub(super) const fn index(self) -> usize {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => 0,
            #[cfg(feature = "zstd")]
            Self::Zstd => 1,
            #[cfg(feature = "deflate")]
            Self::Deflate => 2,
        }
    }

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => "gzip",
            #[cfg(feature = "zstd")]
            Self::Zstd => "zstd",
            #[cfg(feature = "deflate")]
            Self::Deflate => "deflate",
        }
    }

    /// The name on the wire, as a header has it.
    pub(crate) const fn name(self) -> HeaderValue {
        HeaderValue::from_static(self.as_str())
    }

    /// The compressed form of a message; `None` when there is no memory for it.
    pub(super) fn deflate(self, message: &[u8], level: i8) -> Option<Vec<u8>> {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => Some(flate::gzip(message, level)),
            #[cfg(feature = "zstd")]
            Self::Zstd => zstd::deflate(message, level),
            #[cfg(feature = "deflate")]
            Self::Deflate => Some(flate::zlib(message, level)),
        }
    }

    /// The message of a compressed form, `limit` bytes at most: what lies beyond is never inflated, and no room is
    /// made for what only a header claims.
    ///
    /// # Errors
    /// INTERNAL for what is no such form, and `too_large` when the limit is passed.
    pub(crate) fn inflate(
        self,
        compressed: &[u8],
        limit: usize,
        too_large: impl FnOnce() -> Status,
    ) -> Result<Bytes, Status> {
        let message: Result<Vec<u8>, Refused> = match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => flate::ungzip(compressed, limit),
            #[cfg(feature = "zstd")]
            Self::Zstd => zstd::inflate(compressed, limit),
            #[cfg(feature = "deflate")]
            Self::Deflate => flate::unzlib(compressed, limit),
        };
        message.map(Bytes::from).map_err(|refused| match refused {
            Refused::TooLarge => too_large(),
            Refused::Malformed(why) => {
                Status::internal(format!("a {} message does not inflate: {why}", self.as_str()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use tonic::Code;

    use super::*;

    fn inflate(encoding: Encoding, compressed: &[u8], limit: usize) -> Result<Bytes, Status> {
        encoding.inflate(compressed, limit, || Status::resource_exhausted("too large"))
    }

    #[test]
    fn there_and_back() {
        let text = "to be compressed ".repeat(1000).into_bytes();
        for encoding in Encoding::ALL {
            for message in [&b""[..], b"x", &text] {
                for level in [-7, 1, 3, 9] {
                    let compressed = encoding.deflate(message, level).expect("memory");
                    let inflated = inflate(*encoding, &compressed, message.len()).expect("inflates");
                    assert_eq!(inflated, message, "{encoding:?} at {level}");
                }
            }
        }
    }

    #[test]
    fn a_bomb_is_not_inflated_beyond_the_limit() {
        for encoding in Encoding::ALL {
            let bomb = encoding.deflate(&vec![0; 10 << 20], 1).expect("memory");
            assert!(bomb.len() < 100_000, "{encoding:?}");
            let status = inflate(*encoding, &bomb, 1 << 20).expect_err("too large");
            assert_eq!(status.code(), Code::ResourceExhausted, "{encoding:?}");
            let status = inflate(*encoding, &bomb, (10 << 20) - 1).expect_err("too large");
            assert_eq!(status.code(), Code::ResourceExhausted, "{encoding:?}");
            let all = inflate(*encoding, &bomb, 10 << 20).expect("just fits");
            assert_eq!(all.len(), 10 << 20);
        }
    }

    #[test]
    fn garbage_and_what_is_cut_off_or_goes_on_are_internal() {
        for encoding in Encoding::ALL {
            let whole = encoding.deflate(&[7; 5000], 1).expect("memory");
            let cut = &whole[..whole.len() - 1];
            let more = [&whole[..], b"more"].concat();
            for malformed in [&b"no such form"[..], b"", cut, &more] {
                let status = inflate(*encoding, malformed, 1 << 20).expect_err("malformed");
                assert_eq!(status.code(), Code::Internal, "{encoding:?}: {malformed:?}");
            }
        }
    }
}
