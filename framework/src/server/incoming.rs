//! The body of a request, as its connection hands it on.

use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

use crate::rpc::body::{Body, BoxError};

/// A request's body: without a box around it where all of it came with the headers, as most do that are one message.
///
/// Over HTTP/2 it ends only where its sender ended it. hyper takes RST_STREAM with NO_ERROR for an end, since that is
/// what a server sends after an early response (RFC 9113, 8.1); from a client it means that the call is given up, like
/// any other code. Nothing more comes then, and still the stream is not at its end, which is how the two are told apart.
///
/// Over HTTP/1 nobody can be asked whether they are there (HTTP/2 has PING): `patience` is how long whoever sends a body may
/// send nothing of it.
pub(super) fn body(rest: Incoming, is_http2: bool, patience: Option<Duration>) -> Body {
    let mut begun = Begun {
        first: None,
        rest,
        is_http2,
        patience: patience.filter(|_| !is_http2),
        silent: None,
    };
    if !is_http2 {
        // To look into it is to ask for it, of a caller that waits to be asked (`100 Continue`; RFC 9110, 10.1.1).
        return match begun.rest.is_end_stream() {
            true => Body::empty(),
            false => Body::new(begun),
        };
    }
    // Whoever reads on leaves a waker of its own.
    let mut nobody = Context::from_waker(Waker::noop());
    match begun.poll_rest(&mut nobody) {
        Poll::Pending => {}
        Poll::Ready(None) => return Body::empty(),
        Poll::Ready(Some(Ok(frame))) if begun.rest.is_end_stream() => match frame.into_data() {
            Ok(data) => return Body::message(data),
            Err(trailers) => begun.first = Some(Ok(trailers)),
        },
        Poll::Ready(first) => begun.first = first,
    }
    Body::new(begun)
}

/// A body that somebody has looked into.
struct Begun {
    first: Option<Result<Frame<Bytes>, BoxError>>,
    rest: Incoming,
    is_http2: bool,
    patience: Option<Duration>,
    /// Until when nothing may come.
    silent: Option<Pin<Box<Sleep>>>,
}

impl Begun {
    fn poll_rest(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(polled) = Pin::new(&mut self.rest).poll_frame(cx) else {
            let Some(patience) = self.patience else {
                return Poll::Pending;
            };
            let silent = self.silent.get_or_insert_with(|| Box::pin(sleep(patience)));
            ready!(silent.as_mut().poll(cx));
            return Poll::Ready(Some(Err("nothing more of the request came".into())));
        };
        self.silent = None;
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
