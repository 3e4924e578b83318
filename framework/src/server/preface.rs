//! The first bytes of a connection: what the peer speaks.

/// What an HTTP/2 connection begins with (RFC 9113, 3.4).
const HTTP2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// How many bytes are looked at, at most.
pub(super) const LONGEST: usize = HTTP2.len();

/// What a peer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    /// HTTP/2, by prior knowledge or by ALPN.
    Http2,
    /// Something else.
    Other,
}

/// What a connection that begins with `bytes` speaks; `None` while it may be either.
pub(super) fn spoken(bytes: &[u8]) -> Option<Spoken> {
    let len = bytes.len().min(HTTP2.len());
    if bytes[..len] != HTTP2[..len] {
        return Some(Spoken::Other);
    }
    (len == HTTP2.len()).then_some(Spoken::Http2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preface_is_known_when_it_is_whole_and_anything_else_at_its_first_byte() {
        for end in 0..HTTP2.len() {
            assert_eq!(spoken(&HTTP2[..end]), None);
            let other = [&HTTP2[..end], b"x"].concat();
            assert_eq!(spoken(&other), Some(Spoken::Other), "{end}");
        }
        assert_eq!(spoken(HTTP2), Some(Spoken::Http2));
        assert_eq!(spoken(&[HTTP2, b"more"].concat()), Some(Spoken::Http2));
    }
}
