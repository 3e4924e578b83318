//! Answers in words, for whoever does not speak gRPC.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};

use crate::rpc::Body;

/// One line of text.
pub(super) fn plain(status: StatusCode, line: &str) -> http::Response<Body> {
    let mut response = http::Response::new(Body::message(Bytes::from(format!("{line}\n"))));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}
