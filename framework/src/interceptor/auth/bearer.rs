//! The token that came with a call.

use tonic::Status;

use crate::rpc::Metadata;

const KEY: &str = "authorization";

/// The bearer token in the metadata (RFC 6750, 2.1).
///
/// # Errors
/// UNAUTHENTICATED when there is none, more than one, or something else.
pub(super) fn token(metadata: &Metadata) -> Result<&str, Status> {
    // Read from the headers themselves: a second value counts even if it is no text.
    let mut values = metadata.headers().get_all(KEY).into_iter();
    let (Some(value), more) = (values.next(), values.next()) else {
        return Err(Status::unauthenticated(
            "the call has no token: send one as metadata, `authorization: Bearer <token>`",
        ));
    };
    if more.is_some() {
        return Err(Status::unauthenticated(
            "the call has more than one `authorization`",
        ));
    }
    value.to_str().ok().and_then(parse).ok_or_else(|| {
        Status::unauthenticated("the call's `authorization` is not of the form `Bearer <token>`")
    })
}

fn parse(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim_matches(' ');
    let is_one_word = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    (scheme.eq_ignore_ascii_case("bearer") && is_one_word).then_some(token)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};
    use tonic::Code;

    use super::*;

    fn metadata(values: &[&'static [u8]]) -> Metadata {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(KEY, HeaderValue::from_bytes(value).expect("a value"));
        }
        Metadata::from_headers(headers)
    }

    #[test]
    fn the_scheme_is_in_any_case() {
        for value in [&b"Bearer abc"[..], b"bearer abc", b"BEARER   abc", b"Bearer abc "] {
            assert_eq!(token(&metadata(&[value])).expect("a token"), "abc");
        }
    }

    #[test]
    fn anything_else_is_unauthenticated() {
        let refused: [&[&[u8]]; 10] = [
            &[],
            &[b""],
            &[b"Bearer"],
            &[b"Bearer "],
            &[b"Bearerabc"],
            &[b"Basic abc"],
            &[b"Bearer a b"],
            &[b"Bearer \xff"],
            &[b"Bearer abc", b"Bearer abc"],
            &[b"Bearer abc", b"\xff"],
        ];
        for values in refused {
            let status = token(&metadata(values)).expect_err("refused");
            assert_eq!(status.code(), Code::Unauthenticated, "{values:?}");
            assert!(!status.message().contains("abc"), "{status:?}");
        }
    }
}
