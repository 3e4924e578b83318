//! What the two sides of a call agree on: `grpc-encoding` and `grpc-accept-encoding`.

use http::{HeaderMap, HeaderName, HeaderValue};
use tonic::Status;

use super::{Compress, Encoding, Settings};
use crate::rpc::excerpt::excerpt;
use crate::schema::spec::MethodSpec;

/// Which encodings the sender understands.
pub(crate) const ACCEPT_HEADER: HeaderName = HeaderName::from_static("grpc-accept-encoding");
/// What the sender's messages are compressed with, those that are.
pub(crate) const ENCODING_HEADER: HeaderName = HeaderName::from_static("grpc-encoding");

/// `grpc-accept-encoding` of this build.
pub(crate) const ACCEPT: HeaderValue = HeaderValue::from_static(
    match (
        cfg!(feature = "zstd"),
        cfg!(feature = "gzip"),
        cfg!(feature = "deflate"),
    ) {
        (false, false, false) => "identity",
        (false, false, true) => "identity,deflate",
        (false, true, false) => "identity,gzip",
        (false, true, true) => "identity,gzip,deflate",
        (true, false, false) => "identity,zstd",
        (true, false, true) => "identity,zstd,deflate",
        (true, true, false) => "identity,zstd,gzip",
        (true, true, true) => "identity,zstd,gzip,deflate",
    },
);

/// What messages are compressed with that come with this `grpc-encoding`.
///
/// # Errors
/// UNIMPLEMENTED for an encoding that this build does not know.
pub(crate) fn declared(value: Option<&HeaderValue>) -> Result<Option<Encoding>, Status> {
    let Some(value) = value else {
        return Ok(None);
    };
    let name = value.to_str().unwrap_or("?").trim();
    if name.eq_ignore_ascii_case("identity") {
        return Ok(None);
    }
    Encoding::named(name).map(Some).ok_or_else(|| {
        Status::unimplemented(format!(
            "messages compressed with `{}` are not understood here",
            excerpt(name)
        ))
    })
}

/// How the replies of a method are compressed where its handler says nothing: not at all unless the request was (a
/// caller that compresses asks for the same), or the method or the server does it whoever calls.
pub(crate) fn reply(
    method: &MethodSpec,
    settings: &Settings,
    request: Option<Encoding>,
    headers: &HeaderMap,
) -> Option<Compress> {
    let is_asked_for = match method.compress {
        None => request.is_some() || settings.is_always(),
        Some(compress) => !compress.off,
    };
    if !is_asked_for {
        return None;
    }
    wanted(method, settings, request, headers)
}

/// How they are compressed where the handler wants it: with what the method names, or the caller's own choice, or the
/// best of this build, as far as the caller accepts it.
#[cold]
pub(crate) fn wanted(
    method: &MethodSpec,
    settings: &Settings,
    request: Option<Encoding>,
    headers: &HeaderMap,
) -> Option<Compress> {
    let is_accepted = |encoding: &Encoding| accepts(headers, *encoding);
    let named = method.compress.map_or(&[][..], |compress| compress.encodings);
    let encoding = if named.is_empty() {
        let any = request.into_iter().chain(Encoding::ALL.iter().copied());
        any.into_iter().find(is_accepted)?
    } else {
        named
            .iter()
            .filter_map(|name| Encoding::named(name))
            .find(is_accepted)?
    };
    Some(settings.with(encoding, method.compress))
}

/// Whether the sender of these headers understands an encoding.
fn accepts(headers: &HeaderMap, encoding: Encoding) -> bool {
    headers
        .get_all(ACCEPT_HEADER)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|accepted| accepted.trim() == encoding.as_str())
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use tonic::Code;

    use super::*;

    #[test]
    fn an_encoding_is_known_or_unimplemented() {
        let mut headers = HeaderMap::new();
        assert_eq!(declared(headers.get(ENCODING_HEADER)).expect("none"), None);
        for (name, encoding) in [("identity", None), ("gzip", Some(Encoding::Gzip))] {
            headers.insert(ENCODING_HEADER, HeaderValue::from_static(name));
            assert_eq!(declared(headers.get(ENCODING_HEADER)).expect("known"), encoding);
        }
        headers.insert(ENCODING_HEADER, HeaderValue::from_static("snappy"));
        let status = declared(headers.get(ENCODING_HEADER)).expect_err("unknown");
        assert_eq!(status.code(), Code::Unimplemented);
    }

    #[test]
    fn what_is_accepted_is_a_list_in_one_header_or_several() {
        let mut headers = HeaderMap::new();
        assert!(!accepts(&headers, Encoding::Gzip));
        headers.append(ACCEPT_HEADER, HeaderValue::from_static("snappy, br"));
        assert!(!accepts(&headers, Encoding::Gzip));
        headers.append(ACCEPT_HEADER, HeaderValue::from_static("identity ,gzip"));
        assert!(accepts(&headers, Encoding::Gzip));
    }

    #[test]
    fn this_build_accepts_what_it_knows() {
        let headers = HeaderMap::from_iter([(ACCEPT_HEADER, ACCEPT)]);
        assert!(Encoding::ALL.iter().all(|encoding| accepts(&headers, *encoding)));
    }
}
