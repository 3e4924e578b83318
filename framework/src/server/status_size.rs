//! Statuses that callers can receive: most accept 8 KiB of metadata, and give up on a response with more, its code included.

use tonic::Status;

use crate::rpc::excerpt::beginning;

/// The greatest size of a status' message and details as they are sent, in bytes. The rest is for other trailers.
const MAX: usize = 6 << 10;

/// A status that can be received, where this one is too large: without its details, and with the beginning of its message.
pub(super) fn within_limit(status: &Status) -> Option<Status> {
    let (message, details) = (status.message(), status.details());
    // The longest that they can be: each byte of a message as `%XX`.
    if message.len() * 3 + details.len() * 2 <= MAX {
        return None;
    }
    let kept = beginning(message, MAX, sent_as);
    let message_size: usize = message.bytes().map(sent_as).sum();
    if kept.len() == message.len() && message_size + details.len().div_ceil(3) * 4 <= MAX {
        return None;
    }
    tracing::warn!(
        code = ?status.code(),
        message = message.len(),
        details = details.len(),
        "a status is too large to be received: its details are left out, and its message may be cut"
    );
    Some(Status::with_metadata(
        status.code(),
        kept,
        status.metadata().clone(),
    ))
}

/// How many bytes a byte of a message is sent as ("gRPC over HTTP/2", Percent-Encoded, or more: tonic encodes some that
/// need not be).
fn sent_as(byte: u8) -> usize {
    match byte {
        b' ' | b'"' | b'#' | b'%' | b'<' | b'>' | b'`' | b'?' | b'{' | b'}' => 3,
        0x21..=0x7e => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use tonic::Code;

    use super::*;

    fn sent(status: &Status) -> usize {
        let mut headers = HeaderMap::new();
        status.add_header(&mut headers).expect("valid");
        let size = |name: &str| headers.get(name).map_or(0, http::HeaderValue::len);
        size("grpc-message") + size("grpc-status-details-bin")
    }

    #[test]
    fn what_fits_stays_as_it_is_and_the_rest_is_made_to_fit() {
        let details = |len| bytes::Bytes::from(vec![7; len]);
        for (message, len, fits) in [
            ("x".repeat(1000), 1000, true),
            ("x".repeat(MAX), 0, true),
            ("x".repeat(MAX + 1), 0, false),
            ("x".repeat(MAX), 1, false),
            (String::new(), MAX / 4 * 3, true),
            (String::new(), MAX / 4 * 3 + 1, false),
            (" ".repeat(MAX / 3), 0, true),
            (" ".repeat(MAX / 3 + 1), 0, false),
            ("\u{448}".repeat(MAX / 6), 0, true),
            ("\u{448}".repeat(MAX / 6 + 1), 0, false),
            ("\u{1f980}".repeat(4096), 4096, false),
        ] {
            let status = Status::with_details(Code::NotFound, message.clone(), details(len));
            let cut = within_limit(&status);
            assert_eq!(cut.is_none(), fits, "{} {len}", message.len());
            let Some(cut) = cut else { continue };
            assert_eq!(cut.code(), Code::NotFound);
            assert!(message.starts_with(cut.message()) && cut.details().is_empty());
            assert!(sent(&cut) <= MAX);
            assert!(sent(&cut) + 12 > MAX || cut.message() == message);
        }
    }
}
