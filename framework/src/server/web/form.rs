//! The forms of gRPC-Web, by content type: binary or text, and the format of the messages.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};

use super::text::Decoded;
use super::trailed::{self, Trailed};
use crate::rpc::Body;
use crate::rpc::compression::ACCEPT_HEADER;
use crate::server::content_type::{essence, is_grpc};

const GRPC: &[u8] = b"application/grpc";

/// The content type of a call of gRPC-Web. The answer has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) struct Form {
    is_text: bool,
    format: Format,
}

/// What stands behind the `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Unsaid,
    Proto,
    Json,
}

impl Form {
    /// That of a request; `None` for one that is no call of gRPC-Web.
    pub(in crate::server) fn of(headers: &HeaderMap) -> Option<Self> {
        let rest = after(essence(headers.get(CONTENT_TYPE)?), GRPC)?;
        let rest = after(rest, b"-web")?;
        let (is_text, rest) = match after(rest, b"-text") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let format = match rest {
            b"" => Format::Unsaid,
            rest if rest.eq_ignore_ascii_case(b"+proto") => Format::Proto,
            rest if rest.eq_ignore_ascii_case(b"+json") => Format::Json,
            _ => return None,
        };
        Some(Self { is_text, format })
    }

    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match (self.is_text, self.format) {
            (false, Format::Unsaid) => "application/grpc-web",
            (false, Format::Proto) => "application/grpc-web+proto",
            (false, Format::Json) => "application/grpc-web+json",
            (true, Format::Unsaid) => "application/grpc-web-text",
            (true, Format::Proto) => "application/grpc-web-text+proto",
            (true, Format::Json) => "application/grpc-web-text+json",
        })
    }

    /// The content type of the same call in gRPC.
    const fn grpc(self) -> HeaderValue {
        HeaderValue::from_static(match self.format {
            Format::Unsaid => "application/grpc",
            Format::Proto => "application/grpc+proto",
            Format::Json => "application/grpc+json",
        })
    }

    /// The same request in gRPC.
    pub(super) fn to_grpc(self, mut request: http::Request<Body>) -> http::Request<Body> {
        request.headers_mut().insert(CONTENT_TYPE, self.grpc());
        if !self.is_text {
            return request;
        }
        request.headers_mut().remove(CONTENT_LENGTH);
        request.map(|body| Body::new(Decoded::new(body)))
    }

    /// The same response in gRPC-Web. What is no answer to a call, 415 and the like, stays as it is.
    pub(super) fn to_web(self, response: http::Response<Body>) -> http::Response<Body> {
        if !is_grpc(response.headers()) {
            return response;
        }
        let (mut parts, mut body) = response.into_parts();
        if parts.headers.contains_key("grpc-status") {
            // Trailers-Only: across origins a page sees few headers of a response, but all of its body.
            let mut trailers = std::mem::take(&mut parts.headers);
            trailers.remove(CONTENT_TYPE);
            if let Some(accepted) = trailers.remove(ACCEPT_HEADER) {
                parts.headers.insert(ACCEPT_HEADER, accepted);
            }
            body = Body::trailers(trailers);
        }
        parts.headers.insert(CONTENT_TYPE, self.header());
        let write: trailed::Write = match self.is_text {
            true => trailed::text,
            false => trailed::binary,
        };
        http::Response::from_parts(parts, Body::new(Trailed::new(body, write)))
    }
}

/// What follows a beginning, in whatever case that is.
fn after<'a>(text: &'a [u8], beginning: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))])
    }

    #[test]
    fn every_form_is_answered_in_kind() {
        for suffix in ["", "+proto", "+json"] {
            for text in ["", "-text"] {
                let name: &'static str = format!("application/grpc-web{text}{suffix}").leak();
                let form = Form::of(&headers(name)).expect(name);
                assert_eq!(form.header(), name);
                assert_eq!(form.grpc(), format!("application/grpc{suffix}"));
                assert_eq!(form.is_text, !text.is_empty());
                let written: &'static str = format!("{}; charset=utf-8", name.to_uppercase()).leak();
                assert_eq!(Form::of(&headers(written)), Some(form));
                assert!(!is_grpc(&headers(name)), "{name}");
            }
        }
    }

    #[test]
    fn what_is_no_form() {
        for other in [
            "application/grpc",
            "application/grpc+proto",
            "application/grpc-web+xml",
            "application/grpc-webtext",
            "application/grpc-web-texts",
            "application/json",
            "",
        ] {
            assert_eq!(Form::of(&headers(other)), None, "{other}");
        }
        assert_eq!(Form::of(&HeaderMap::new()), None);
        assert!(is_grpc(&headers("application/grpc")) && is_grpc(&headers("application/GRPC+xml;x")));
    }
}
