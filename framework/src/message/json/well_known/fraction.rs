//! Parts of a second.

use std::fmt::Write;

/// Writes a point and 3, 6 or 9 digits; of whole seconds, nothing.
pub(super) fn put(nanos: u32, out: &mut String) {
    // A `String` takes all that is written to it.
    let _ = match nanos {
        0 => Ok(()),
        _ if nanos.is_multiple_of(1_000_000) => write!(out, ".{:03}", nanos / 1_000_000),
        _ if nanos.is_multiple_of(1_000) => write!(out, ".{:06}", nanos / 1_000),
        _ => write!(out, ".{nanos:09}"),
    };
}

/// The nanoseconds that `text` begins with, `.5` or nothing, and what follows. A tenth digit is refused.
pub(super) fn split(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let nanos: u32 = rest[..len].parse().ok().filter(|_| len <= 9)?;
    Some((nanos * 10u32.pow(9 - len as u32), &rest[len..]))
}
