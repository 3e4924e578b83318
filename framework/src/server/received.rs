//! A request's body as HTTP/2 has it: ended by its sender, or cut short.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;

use crate::rpc::body::BoxError;

/// A body that ends only where its sender ended it.
///
/// hyper takes RST_STREAM with NO_ERROR for an end, since that is what a server sends after an early response
/// (RFC 9113, 8.1). From a client it means that the call is given up, like any other code. Then nothing more comes, and
/// still the stream is not at its end, which is how the two are told apart.
pub(super) struct Received(Incoming);

impl Received {
    /// The body of a request over HTTP/2.
    pub(super) fn new(body: Incoming) -> Self {
        Self(body)
    }
}

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(cx)) {
            None if !self.0.is_end_stream() => Some(Err("the stream was reset".into())),
            polled => polled.map(|frame| frame.map_err(Into::into)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
