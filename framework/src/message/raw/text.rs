//! Bytes as text.

/// From here on, what is faster by the byte is worth its beginning.
const LONG: usize = 64;

const WORD: usize = size_of::<u64>();

/// The text that bytes are, if they are UTF-8.
#[inline]
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    if bytes.len() >= LONG {
        simdutf8::basic::from_utf8(bytes).ok()
    } else if is_short_ascii(bytes) {
        // SAFETY: every byte is below 0x80, and ASCII is UTF-8.
        Some(unsafe { str::from_utf8_unchecked(bytes) })
    } else {
        str::from_utf8(bytes).ok()
    }
}

/// Whether all bytes are ASCII, by words that may overlap.
#[inline]
fn is_short_ascii(bytes: &[u8]) -> bool {
    let all = match bytes.last_chunk::<WORD>() {
        Some(last) => {
            let (words, _) = bytes.as_chunks::<WORD>();
            let all = words.iter().fold(0, |all, word| all | u64::from_ne_bytes(*word));
            all | u64::from_ne_bytes(*last)
        }
        None => bytes.iter().fold(0, |all, byte| all | u64::from(*byte)),
    };
    all & 0x8080_8080_8080_8080 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_decides() {
        let samples: [&[u8]; 9] = [
            b"",
            b"a",
            "ä".as_bytes(),
            "言葉".as_bytes(),
            "🦀".as_bytes(),
            b"\xff",
            b"\xed\xa0\x80",
            b"\xc0\x80",
            b"\xf4\x90\x80\x80",
        ];
        for sample in samples {
            // Miri is slow: it looks at some.
            for before in (0..80).step_by(if cfg!(miri) { 21 } else { 1 }) {
                for behind in [0, 1, 7, 8, 9, 70] {
                    let mut bytes = vec![b'x'; before];
                    bytes.extend_from_slice(sample);
                    bytes.resize(bytes.len() + behind, b'y');
                    assert_eq!(text(&bytes), str::from_utf8(&bytes).ok(), "{bytes:?}");
                    let cut = &bytes[..bytes.len() - 1.min(bytes.len())];
                    assert_eq!(text(cut), str::from_utf8(cut).ok(), "{cut:?}");
                }
            }
        }
    }
}
