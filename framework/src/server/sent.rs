//! A response's body on its way.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::watched;
use crate::rpc::body::{Body, BoxError};

/// How much is handed on at a time, in bytes. hyper waits until the peer takes the first byte of a piece, and leaves the
/// whole of it to h2 then, where it stays until the peer takes the rest, beyond the deadline of its call.
const PIECE: usize = 32 << 10;

/// A body whose call is running until it is sent, and that is sent in pieces.
pub(super) struct Sent<C> {
    body: Body,
    rest: Bytes,
    _call: Option<C>,
}

impl<C> Sent<C> {
    /// A body, and what tells that its call is running.
    pub(super) fn new(body: Body, call: Option<C>) -> Self {
        Self {
            body,
            rest: Bytes::new(),
            _call: call,
        }
    }
}

impl<C: Unpin> http_body::Body for Sent<C> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if this.rest.is_empty() {
            let polled = Pin::new(&mut this.body).poll_frame(cx);
            watched::has_given(polled.is_ready());
            let polled = ready!(polled);
            match polled.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) => this.rest = data,
                Some(Ok(Err(frame))) => return Poll::Ready(Some(Ok(frame))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        watched::has_given(true);
        let piece = this.rest.split_to(this.rest.len().min(PIECE));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = self.body.size_hint();
        let rest = self.rest.len() as u64;
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper + rest);
        }
        hint.set_lower(hint.lower() + rest);
        hint
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    #[tokio::test]
    async fn large_messages_go_in_pieces_and_nothing_else_changes() {
        let message = Bytes::from(vec![7; 2 * PIECE + 1]);
        let mut sent = Sent::<()>::new(Body::reply(message.clone(), None), None);
        let mut data = Vec::new();
        let mut pieces = Vec::new();
        let last = loop {
            use http_body::Body as _;
            let frame = poll_fn(|cx| Pin::new(&mut sent).poll_frame(cx)).await;
            match frame.expect("a frame").expect("no error").into_data() {
                Ok(piece) => {
                    pieces.push(piece.len());
                    data.extend_from_slice(&piece);
                    assert!(!sent.is_end_stream());
                }
                Err(frame) => break frame,
            }
        };
        assert_eq!(pieces, [PIECE, PIECE, 1]);
        assert_eq!(data, message);
        assert!(last.is_trailers());
    }
}
