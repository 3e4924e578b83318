//! The body of a request, as its connection hands it on.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;

use crate::rpc::body::Body;

/// A request's body: without a box around it where all of it came with the headers, as most do that are one message.
pub(super) fn body(mut rest: Incoming) -> Body {
    // Whoever reads on leaves a waker of its own.
    let mut nobody = Context::from_waker(Waker::noop());
    let first = match Pin::new(&mut rest).poll_frame(&mut nobody) {
        Poll::Pending => None,
        Poll::Ready(None) => return Body::empty(),
        Poll::Ready(Some(first)) => Some(first),
    };
    match first {
        Some(Ok(frame)) if rest.is_end_stream() => match frame.into_data() {
            Ok(data) => Body::message(data),
            Err(trailers) => Body::new(Begun {
                first: Some(Ok(trailers)),
                rest,
            }),
        },
        first => Body::new(Begun { first, rest }),
    }
}

/// A body that somebody has looked into.
struct Begun {
    first: Option<Result<Frame<Bytes>, hyper::Error>>,
    rest: Incoming,
}

impl http_body::Body for Begun {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(first)),
            None => Pin::new(&mut self.rest).poll_frame(cx),
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
