//! gzip and zlib, which gRPC calls deflate.

use std::io::Read;

#[cfg(feature = "gzip")]
use flate2::bufread::{GzEncoder, MultiGzDecoder};
#[cfg(feature = "deflate")]
use flate2::bufread::{ZlibDecoder, ZlibEncoder};

use super::encoding::Refused;

#[cfg(feature = "gzip")]
pub(super) fn gzip(message: &[u8], level: i8) -> Vec<u8> {
    compressed(message, GzEncoder::new(message, compression(level)))
}

/// Any number of members, one after the other.
#[cfg(feature = "gzip")]
pub(super) fn ungzip(compressed: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    inflated(&mut MultiGzDecoder::new(compressed), limit)
}

#[cfg(feature = "deflate")]
pub(super) fn zlib(message: &[u8], level: i8) -> Vec<u8> {
    compressed(message, ZlibEncoder::new(message, compression(level)))
}

#[cfg(feature = "deflate")]
pub(super) fn unzlib(compressed: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let mut decoder = ZlibDecoder::new(compressed);
    let message = inflated(&mut decoder, limit)?;
    match decoder.into_inner() {
        [] => Ok(message),
        _ => Err(Refused::Malformed("there is more after its end".to_owned())),
    }
}

fn compression(level: i8) -> flate2::Compression {
    flate2::Compression::new(u32::try_from(level).unwrap_or(0).min(9))
}

fn compressed(message: &[u8], mut encoder: impl Read) -> Vec<u8> {
    let mut compressed = Vec::with_capacity(message.len() / 2 + 32);
    // Reading from a slice into a vector: neither side can fail.
    let _ = encoder.read_to_end(&mut compressed);
    compressed
}

fn inflated(decoder: &mut impl Read, limit: usize) -> Result<Vec<u8>, Refused> {
    let mut message = Vec::new();
    decoder
        .take((limit as u64).saturating_add(1))
        .read_to_end(&mut message)
        .map_err(|error| Refused::Malformed(error.to_string()))?;
    if message.len() > limit {
        return Err(Refused::TooLarge);
    }
    Ok(message)
}
