//! Requests that are answered without a call.

use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, StatusCode};
use tonic::Status;

use super::content_type::{ContentType, essence};
use super::plain::plain;
use super::rest::read_rest;
use super::status_size::within_limit;
use crate::rpc::body::Body;

/// How much of a request is read before it is answered in plain HTTP, in bytes.
const READ: usize = 64 << 10;

/// Why a request is no call.
pub(super) enum Refusal {
    /// It is not gRPC: an answer in plain HTTP, for whoever it was.
    Plain {
        status: StatusCode,
        /// A line that says why; none to a HEAD, whose answer has no body.
        line: &'static str,
    },
    /// It is gRPC, and wrong: an answer to a client of gRPC.
    Grpc(Box<http::Response<Body>>),
}

impl Refusal {
    /// A request that is no POST: 405 ("gRPC over HTTP/2", Requests).
    pub(super) fn not_post(method: &Method) -> Self {
        let line = "methods of gRPC are called with POST";
        Self::plain(StatusCode::METHOD_NOT_ALLOWED, method, line)
    }

    /// A request of another content type: 415 ("gRPC over HTTP/2", Requests).
    pub(super) fn not_grpc(content_type: Option<&HeaderValue>) -> Self {
        let of = |prefix: &[u8]| {
            let start = content_type.and_then(|value| essence(value).get(..prefix.len()));
            start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        let line = if !cfg!(feature = "web") && of(b"application/grpc-web") {
            "gRPC-Web is not served here: it is traitwire's feature `web`"
        } else if !cfg!(feature = "json") && of(b"application/grpc+json") {
            "JSON is not served here: it is traitwire's feature `json`"
        } else {
            "this is a method of gRPC: its content-type is application/grpc"
        };
        Self::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, &Method::POST, line)
    }

    /// A request that is no call, and leads nowhere: 404.
    pub(super) fn nothing_there(method: &Method) -> Self {
        let line = "there is nothing here: this server has services of gRPC, which are called with POST";
        Self::plain(StatusCode::NOT_FOUND, method, line)
    }

    fn plain(status: StatusCode, method: &Method, line: &'static str) -> Self {
        let line = if method == Method::HEAD { "" } else { line };
        Self::Plain { status, line }
    }

    /// A call whose headers cannot be read: 400, with a status beside it, as grpc-go has it.
    pub(super) fn malformed(status: Status, content_type: ContentType) -> Self {
        let mut response = grpc(status, content_type);
        *response.status_mut() = StatusCode::BAD_REQUEST;
        Self::Grpc(Box::new(response))
    }

    /// A call whose status is known from its headers.
    pub(super) fn of(status: Status, content_type: ContentType) -> Self {
        Self::Grpc(Box::new(grpc(status, content_type)))
    }

    /// The same with one more header, where it is an answer to a client of gRPC.
    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Self::Grpc(response) = &mut self {
            response.headers_mut().insert(name, value);
        }
        self
    }

    /// The answer, when it is time for it: one in plain HTTP comes after the request, or the 64 KiB of it that are
    /// read. A peer that does not speak gRPC may not expect an answer while it still sends.
    pub(super) async fn answer(self, body: Body) -> http::Response<Body> {
        match self {
            Self::Grpc(response) => *response,
            Self::Plain { status, line } => {
                read_rest(body, READ).await;
                let mut response = plain(status, line);
                if line.is_empty() {
                    *response.body_mut() = Body::empty();
                }
                if status == StatusCode::METHOD_NOT_ALLOWED {
                    response
                        .headers_mut()
                        .insert(ALLOW, HeaderValue::from_static("POST"));
                }
                response
            }
        }
    }
}

/// A status as an answer to a client of gRPC.
pub(super) fn grpc(status: Status, content_type: ContentType) -> http::Response<Body> {
    let mut response = within_limit(&status).unwrap_or(status).into_http();
    response.headers_mut().insert(CONTENT_TYPE, content_type.header());
    response
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use bytes::Bytes;
    use http_body::{Body as _, Frame};

    use super::*;

    /// A body of so many pieces, which says nothing more after the last.
    struct Pieces(usize, bool);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            if self.0 == 0 {
                return if self.1 { Poll::Ready(None) } else { Poll::Pending };
            }
            self.0 -= 1;
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[0; 1024])))))
        }
    }

    fn answered(refusal: Refusal, body: Pieces) -> Option<http::Response<Body>> {
        let mut answer = std::pin::pin!(refusal.answer(Body::new(body)));
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => Some(response),
            Poll::Pending => None,
        }
    }

    #[tokio::test]
    async fn plain_answers_come_after_the_request_or_64_kib_of_it() {
        for (pieces, ended, comes) in [
            (0, true, true),
            (3, true, true),
            (0, false, false),
            (63, false, false),
            (64, false, true),
        ] {
            let response = answered(Refusal::not_grpc(None), Pieces(pieces, ended));
            assert_eq!(response.is_some(), comes, "{pieces} {ended}");
        }
        assert!(
            answered(
                Refusal::malformed(Status::internal(""), ContentType::Grpc),
                Pieces(0, false)
            )
            .is_some()
        );
    }

    #[tokio::test]
    async fn an_answer_to_head_has_no_body() {
        let response = answered(Refusal::not_post(&Method::HEAD), Pieces(0, true)).expect("answered");
        assert_eq!(response.headers().get(ALLOW).expect("there"), "POST");
        assert!(response.body().is_end_stream());
        let response = answered(Refusal::not_post(&Method::GET), Pieces(0, true)).expect("answered");
        assert!(!response.body().is_end_stream());
    }
}
