//! Requests of HTTP/1 that are answered before they have ended.
//!
//! Such a connection says one thing at a time: to close it on the rest of a request would be a reset, which may take the
//! answer away from a caller that is still writing, and the next call of one that has read it. So callers are heard out,
//! up to a bound, before their answer ends.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, EXPECT};
use http_body::{Body as _, Frame, SizeHint};

use crate::rpc::{Body, BoxError};
use crate::server::rest::read_rest;
use crate::server::service::ResponseFuture;
use crate::server::watched::begin;

/// How much of a request is read that nobody wants, in bytes.
const BOUND: usize = 1 << 20;

/// Serves a request whose rest, if any, is read before its answer ends.
pub(in crate::server) fn heard_out<T>(
    request: http::Request<Body>,
    serve: impl FnOnce(http::Request<Body>) -> (T, ResponseFuture),
) -> (T, ResponseFuture) {
    begin();
    let rest = Rest::default();
    // Who waits to be told to go on (RFC 9110, 10.1.1) sends nothing until the body is read.
    let waits = request.headers().contains_key(EXPECT);
    let request = request.map(|body| {
        Body::new(Lent {
            body: Some(body),
            waits,
            rest: rest.clone(),
        })
    });
    let (more, response) = serve(request);
    let heard = async move {
        let mut response = response.await;
        let is_unread = rest.is_there();
        if is_unread {
            // The engine drops a body of a known length with its last byte, before the rest has been read.
            response.headers_mut().remove(CONTENT_LENGTH);
        }
        response.map(|body| {
            Body::new(Answer {
                body,
                is_unread,
                rest: Some(rest),
                reading: None,
            })
        })
    };
    (more, Box::pin(heard))
}

/// What nobody has read of a request.
#[derive(Clone, Default)]
struct Rest(Arc<Mutex<Option<Body>>>);

impl Rest {
    fn lock(&self) -> MutexGuard<'_, Option<Body>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_there(&self) -> bool {
        self.lock().is_some()
    }

    async fn read(self) {
        let rest = self.lock().take();
        let Some(rest) = rest else { return };
        read_rest(rest, BOUND).await;
    }
}

/// A request's body, which leaves what is left of it.
struct Lent {
    body: Option<Body>,
    /// Whether its sender waits until it is read.
    waits: bool,
    rest: Rest,
}

impl http_body::Body for Lent {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.waits = false;
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let frame = ready!(Pin::new(body).poll_frame(cx));
        if !matches!(frame, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or(SizeHint::with_exact(0), Body::size_hint)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if !self.waits && !self.is_end_stream() {
            *self.rest.lock() = self.body.take();
        }
    }
}

/// A response's body, which ends when the request has.
struct Answer {
    body: Body,
    /// Whether something of the request was unread when it was answered.
    is_unread: bool,
    rest: Option<Rest>,
    reading: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if this.reading.is_none() {
            let frame = ready!(Pin::new(&mut this.body).poll_frame(cx));
            if frame.is_some() {
                return Poll::Ready(frame);
            }
            // What the reply held of the request goes first.
            this.body = Body::empty();
            this.reading = this.rest.take().map(|rest| Box::pin(rest.read()) as _);
        }
        if let Some(reading) = &mut this.reading {
            ready!(reading.as_mut().poll(cx));
            this.reading = None;
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && self.reading.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match self.is_unread {
            true => SizeHint::default(),
            false => self.body.size_hint(),
        }
    }
}
