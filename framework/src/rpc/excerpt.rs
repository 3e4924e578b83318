//! The beginning of a text, for a message about it: who sends much is not sent much back.

/// How much of what a peer has sent is said back to it, in bytes.
const SAID_BACK: usize = 200;

/// The beginning of what a peer has sent.
pub(crate) fn excerpt(text: &str) -> &str {
    beginning(text, SAID_BACK, |_| 1)
}

/// As much of a text's beginning as is of that size, each byte being of its own.
pub(crate) fn beginning(text: &str, size: usize, of: impl Fn(u8) -> usize) -> &str {
    let mut left = size;
    for (at, char) in text.char_indices() {
        let bytes = &text.as_bytes()[at..at + char.len_utf8()];
        match left.checked_sub(bytes.iter().map(|byte| of(*byte)).sum()) {
            Some(less) => left = less,
            None => return &text[..at],
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_end_between_characters() {
        assert_eq!(excerpt("short"), "short");
        assert_eq!(excerpt(&"x".repeat(201)).len(), 200);
        assert_eq!(excerpt(&"\u{20ac}".repeat(100)).len(), 198);
    }
}
