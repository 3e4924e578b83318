//! gRPC-Web: calls from browsers, which see neither HTTP/2 frames nor trailers ("gRPC Web" of the gRPC project,
//! `PROTOCOL-WEB.md`).
//!
//! Such a call is translated at the door and is a call like any other behind it: same router, same interceptors, same
//! limits. Its trailers stand in the body, as a last frame with the flag 0x80; in the text form, the body is base64 both
//! ways. It comes over HTTP/1.1 or HTTP/2, on the same port.

mod form;
mod origin;
mod policy;
mod text;
mod trailed;

use http::Method;
use http::header::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};

use super::service::ResponseFuture;
use crate::rpc::Body;
pub(super) use form::Form;
pub use policy::Web;

/// What a request is, seen from a browser.
pub(super) enum Asked {
    /// May I call?
    Preflight,
    /// A call of gRPC-Web.
    Call(Form),
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
        match request.method() == Method::OPTIONS && is_preflight() {
            true => Self::Preflight,
            false => Self::Other,
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
