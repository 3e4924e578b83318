//! Zstandard.

use zstd_safe::{CCtx, CParameter, DCtx, DParameter, InBuffer, OutBuffer, compress_bound, get_error_name};

use super::encoding::Refused;

/// The greatest window that a frame may ask for, as a power of two: 8 MiB, which RFC 8878 (3.1.1.1.2) wants every decoder
/// to have and no encoder to pass unasked. It is memory that a header of six bytes takes.
const WINDOW_LOG: u32 = 23;

/// How much room is made at first, in bytes: what a frame says of its size is not believed.
const FIRST: usize = 4 << 10;

pub(super) fn deflate(message: &[u8], level: i8) -> Option<Vec<u8>> {
    let mut context = CCtx::try_create()?;
    context
        .set_parameter(CParameter::CompressionLevel(level.into()))
        .ok()?;
    let mut compressed = Vec::with_capacity(compress_bound(message.len()));
    context.compress2(&mut compressed, message).ok()?;
    Some(compressed)
}

/// Any number of frames, one after the other.
pub(super) fn inflate(compressed: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let malformed = |code| Refused::Malformed(get_error_name(code).to_owned());
    let mut context =
        DCtx::try_create().ok_or_else(|| Refused::Malformed("there is no memory".to_owned()))?;
    context
        .set_parameter(DParameter::WindowLogMax(WINDOW_LOG))
        .map_err(malformed)?;
    let mut message = Vec::new();
    let mut input = InBuffer::around(compressed);
    loop {
        if message.len() == message.capacity() {
            grow(&mut message, limit);
        }
        let (read, written) = (input.pos(), message.len());
        let mut output = OutBuffer::around_pos(&mut message, written);
        let missing = context
            .decompress_stream(&mut output, &mut input)
            .map_err(malformed)?;
        if message.len() > limit {
            return Err(Refused::TooLarge);
        }
        if missing == 0 && input.pos() == compressed.len() {
            return Ok(message);
        }
        if input.pos() == read && message.len() == written {
            return Err(Refused::Malformed("it is cut off".to_owned()));
        }
    }
}

/// Twice the room, and no more than shows that the limit is passed.
fn grow(message: &mut Vec<u8>, limit: usize) {
    let wanted = message
        .len()
        .saturating_mul(2)
        .max(FIRST)
        .min(limit.saturating_add(1));
    message.reserve_exact(wanted.saturating_sub(message.len()).max(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of one empty block whose header claims a window of `1 << log` bytes (RFC 8878, 3.1.1).
    fn frame(log: u8) -> [u8; 9] {
        [0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 1, 0, 0]
    }

    #[test]
    fn a_window_is_bounded() {
        for log in [10, 23] {
            assert!(
                matches!(inflate(&frame(log), 100), Ok(message) if message.is_empty()),
                "{log}"
            );
        }
        for log in [24, 27, 31] {
            let refused = inflate(&frame(log), 100);
            assert!(matches!(refused, Err(Refused::Malformed(_))), "{log}");
        }
    }

    #[test]
    fn no_room_is_made_for_what_a_header_claims() {
        // A single segment whose content is said to be 1 GiB, and one block of a byte.
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0b1010_0000];
        frame.extend_from_slice(&(1_u32 << 30).to_le_bytes());
        frame.extend_from_slice(&[0b0000_1001, 0, 0, b'x']);
        assert!(matches!(inflate(&frame, 4 << 20), Err(Refused::Malformed(_))));
    }

    #[test]
    fn frames_follow_each_other() {
        let both = [deflate(b"one", 3), deflate(b"two", 3)]
            .map(Option::unwrap_or_default)
            .concat();
        assert!(matches!(inflate(&both, 6), Ok(message) if message == b"onetwo"));
        assert!(matches!(inflate(&both, 5), Err(Refused::TooLarge)));
    }
}
