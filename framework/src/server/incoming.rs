//! The body of a request, as its connection hands it on.

use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

use super::content_type::essence;
use super::halves::Halves;
use super::limits::Limits;
use super::request::late_status;
use crate::rpc::body::{Body, BoxError};

/// A request's body: without a box around it where all of it came with the headers, as most do that are one message.
///
/// Over HTTP/2 it ends only where its sender ended it. hyper takes RST_STREAM with NO_ERROR for an end, since that is
/// what a server sends after an early response (RFC 9113, 8.1); from a client it means that the call is given up, like
/// any other code. Nothing more comes then, and still the stream is not at its end, which is how the two are told apart.
///
/// Over HTTP/1 nobody can be asked whether they are there (HTTP/2 has PING): whoever sends a body may be silent for a while
/// only. Over either, a message that has begun comes whole in time.
pub(super) fn request(request: http::Request<Incoming>, limits: &Limits) -> http::Request<Body> {
    let is_http2 = request.version() == http::Version::HTTP_2;
    let (parts, rest) = request.into_parts();
    let mut begun = Begun {
        first: None,
        rest,
        is_http2,
        patience: limits.silence().filter(|_| !is_http2),
        silent: None,
        halves: None,
    };
    // To look into a body is to ask for it, and over HTTP/1 a caller may wait to be asked (`100 Continue`; RFC 9110, 10.1.1).
    let body = match is_http2 {
        true => begun.look(),
        false if begun.rest.is_end_stream() => Some(Body::empty()),
        false => None,
    };
    let body = body.unwrap_or_else(|| {
        begun.halves = limits
            .receive_timeout
            .and_then(|patience| halves(&parts.headers, patience));
        if let (Some(halves), Some(Ok(first))) = (&mut begun.halves, &begun.first) {
            halves.read(first.data_ref().map_or(&[], Bytes::as_ref));
        }
        Body::new(begun)
    });
    http::Request::from_parts(parts, body)
}

/// How a body's messages are followed, if it is a call's. Of the text form of gRPC-Web, which is base64, all is one message.
fn halves(headers: &http::HeaderMap, patience: Duration) -> Option<Halves> {
    let content_type = headers.get(CONTENT_TYPE).map(essence)?.to_ascii_lowercase();
    let rest = content_type.strip_prefix(b"application/grpc")?;
    Some(match rest.starts_with(b"-web-text") {
        true => Halves::whole(patience),
        false => Halves::new(patience),
    })
}

/// A body that somebody has looked into.
struct Begun {
    first: Option<Result<Frame<Bytes>, BoxError>>,
    rest: Incoming,
    is_http2: bool,
    patience: Option<Duration>,
    /// Until when nothing may come.
    silent: Option<Pin<Box<Sleep>>>,
    halves: Option<Halves>,
}

impl Begun {
    /// Looks whether all of it is there.
    fn look(&mut self) -> Option<Body> {
        // Whoever reads on leaves a waker of its own.
        let mut nobody = Context::from_waker(Waker::noop());
        match self.poll_rest(&mut nobody) {
            Poll::Pending => {}
            Poll::Ready(None) => return Some(Body::empty()),
            Poll::Ready(Some(Ok(frame))) if self.rest.is_end_stream() => match frame.into_data() {
                Ok(data) => return Some(Body::message(data)),
                Err(trailers) => self.first = Some(Ok(trailers)),
            },
            Poll::Ready(first) => self.first = first,
        }
        None
    }

    fn poll_rest(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(polled) = Pin::new(&mut self.rest).poll_frame(cx) else {
            if let Some(halves) = &mut self.halves
                && halves.poll(cx).is_ready()
            {
                return Poll::Ready(Some(Err(Box::new(late_status()))));
            }
            let Some(patience) = self.patience else {
                return Poll::Pending;
            };
            let silent = self.silent.get_or_insert_with(|| Box::pin(sleep(patience)));
            ready!(silent.as_mut().poll(cx));
            return Poll::Ready(Some(Err("nothing more of the request came".into())));
        };
        self.silent = None;
        if let (Some(halves), Some(Ok(frame))) = (&mut self.halves, &polled) {
            halves.read(frame.data_ref().map_or(&[], Bytes::as_ref));
        }
        Poll::Ready(match polled {
            None if self.is_http2 && !self.rest.is_end_stream() => Some(Err("the stream was reset".into())),
            polled => polled.map(|frame| frame.map_err(Into::into)),
        })
    }
}

impl http_body::Body for Begun {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(first)),
            None => self.poll_rest(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        match self.first {
            Some(_) => SizeHint::default(),
            None => self.rest.size_hint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    #[test]
    fn calls_are_followed_however_they_are_written() {
        let patience = Duration::from_secs(60);
        for (content_type, follows) in [
            ("application/grpc", "messages"),
            ("Application/gRPC+proto; a=b", "messages"),
            ("application/grpc-web+json", "messages"),
            ("application/grpc-WEB-Text", "all"),
            ("application/grpc-web-text+proto", "all"),
            ("application/json", "nothing"),
            ("app", "nothing"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            let mut found = halves(&headers, patience);
            // One message, empty.
            if let Some(halves) = &mut found {
                halves.read(&[0; 5]);
            }
            let is_within = found.map(|halves| halves.is_within());
            let expected = match follows {
                "messages" => Some(false),
                "all" => Some(true),
                _ => None,
            };
            assert_eq!(is_within, expected, "{content_type}");
        }
    }
}
