//! gRPC-Web: calls from browsers, which see neither HTTP/2 frames nor trailers ("gRPC Web" of the gRPC project,
//! `PROTOCOL-WEB.md`).
//!
//! Such a call is translated at the door and is a call like any other behind it: same router, same interceptors, same
//! limits. Its trailers stand in the body, as a last frame with the flag 0x80; in the text form, the body is base64 both
//! ways. It comes over HTTP/1.1 or HTTP/2, on the same port.

mod form;
mod heard;
mod origin;
mod policy;
mod text;
mod trailed;

use http::header::{ACCESS_CONTROL_REQUEST_METHOD, CONTENT_TYPE, ORIGIN};
use http::{HeaderValue, Method, StatusCode, Version};

use super::service::ResponseFuture;
use crate::rpc::Body;
pub(super) use form::Form;
pub(super) use heard::heard_out;
pub use policy::Web;

/// What a request is, seen from a browser.
pub(super) enum Asked {
    /// May I call?
    Preflight,
    /// A call of gRPC-Web.
    Call(Form),
    /// gRPC over HTTP/1, which cannot carry it.
    OverHttp1,
    /// Nothing of the web.
    Other,
}

impl Asked {
    pub(super) fn of<B>(request: &http::Request<B>) -> Self {
        let headers = request.headers();
        if let Some(form) = Form::of(headers) {
            return Self::Call(form);
        }
        let is_preflight =
            || headers.contains_key(ORIGIN) && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        match *request.method() {
            Method::OPTIONS if is_preflight() => Self::Preflight,
            Method::POST if request.version() < Version::HTTP_2 && form::is_grpc(headers) => Self::OverHttp1,
            _ => Self::Other,
        }
    }
}

/// Serves a call of gRPC-Web by what serves calls of gRPC.
pub(super) fn serve<T>(
    form: Form,
    web: Option<&Web>,
    request: http::Request<Body>,
    serve: impl FnOnce(http::Request<Body>) -> (T, ResponseFuture),
) -> (T, ResponseFuture) {
    let grant = web.map(|web| web.grant(request.headers()));
    let (more, response) = serve(form.to_grpc(request));
    let translated = async move {
        let mut response = form.to_web(response.await);
        if let Some(grant) = grant {
            grant.write(response.headers_mut());
        }
        response
    };
    (more, Box::pin(translated))
}

/// The refusal of a call of gRPC-Web, which may be of gRPC, as its caller reads it.
pub(super) fn refused(
    form: Form,
    web: &Web,
    request: &http::HeaderMap,
    refusal: http::Response<Body>,
) -> http::Response<Body> {
    let mut response = form.to_web(refusal);
    web.grant(request).write(response.headers_mut());
    response
}

/// The answer to gRPC over HTTP/1.
pub(super) fn over_http1() -> http::Response<Body> {
    plain(
        StatusCode::HTTP_VERSION_NOT_SUPPORTED,
        "gRPC needs HTTP/2; gRPC-Web, whose content type is application/grpc-web, does without\n",
    )
}

/// An answer in words.
fn plain(status: StatusCode, words: &'static str) -> http::Response<Body> {
    let mut response = http::Response::new(Body::message(bytes::Bytes::from_static(words.as_bytes())));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}
