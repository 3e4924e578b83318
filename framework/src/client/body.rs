//! The bodies of an outgoing call, which end together: the request with its response, the response with its call.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as Task, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::sync::oneshot;
use tonic::Status;

use super::deadline::Deadline;
use super::reset::cancel;
use crate::rpc::context::{Context, Entered};
use crate::rpc::{Body, BoxError};

/// What the response's side keeps of a request that is a stream.
pub(super) struct Sending {
    /// While it lives, somebody waits for the response.
    _reader: oneshot::Sender<()>,
    failure: Failure,
}

impl Sending {
    /// A request's body of `frames`.
    pub(super) fn new(frames: Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>) -> (Body, Self) {
        let (reader, left) = oneshot::channel();
        let failure = Failure::default();
        let body = Body::new(RequestBody {
            frames,
            failure: failure.clone(),
            left,
            caller: Context::current(),
        });
        let sending = Self {
            _reader: reader,
            failure,
        };
        (body, sending)
    }

    /// The failure of the caller's own stream, which is what the call fails with.
    pub(super) fn failure(&self) -> Option<Status> {
        self.failure.take()
    }
}

#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Option<Status>>>);

impl Failure {
    fn set(&self, status: Status) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
    }

    fn take(&self) -> Option<Status> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The body of a request that is a stream.
struct RequestBody {
    frames: Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>,
    failure: Failure,
    /// Ready when nobody waits for the response any more: HTTP/2 resets the stream only when both its halves are gone.
    left: oneshot::Receiver<()>,
    /// The call that makes this one: the stream is its own, whoever reads it.
    caller: Option<Context>,
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if Pin::new(&mut this.left).poll(cx).is_ready() {
            return Poll::Ready(Some(Err(cancel())));
        }
        let _entered = Entered::of(this.caller.clone());
        Poll::Ready(match ready!(this.frames.as_mut().poll_next(cx)) {
            // The caller may have left just now, and dropped what its stream was made of: that is no end.
            None if Pin::new(&mut this.left).poll(cx).is_ready() => Some(Err(cancel())),
            None => None,
            Some(Ok(frame)) => Some(Ok(Frame::data(frame))),
            Some(Err(status)) => {
                this.failure.set(status);
                Some(Err(cancel()))
            }
        })
    }
}

/// A response's body that ends with its call, and its request with it.
pub(super) fn guard(body: Body, deadline: Deadline, sending: Option<Sending>) -> Body {
    if deadline.is_endless() && sending.is_none() {
        return body;
    }
    Body::new(ResponseBody {
        body,
        deadline,
        sending,
    })
}

struct ResponseBody {
    body: Body,
    deadline: Deadline,
    sending: Option<Sending>,
}

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        // First: a body that is always ready must not outlive its call.
        if let Poll::Ready(status) = this.deadline.poll(cx) {
            // Before the caller hears of it, and ends its stream.
            this.sending = None;
            return Poll::Ready(Some(Err(status.into())));
        }
        let frame = ready!(Pin::new(&mut this.body).poll_frame(cx));
        if matches!(&frame, Some(Ok(frame)) if frame.is_data()) {
            return Poll::Ready(frame);
        }
        let failure = this.sending.as_ref().and_then(Sending::failure);
        Poll::Ready(failure.map_or(frame, |status| Some(Err(status.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A server that knows no deadlines and never pauses.
    struct Endless;

    impl http_body::Body for Endless {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Task<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"more")))))
        }
    }

    /// A stream that ends, and before that drops what waits for the response.
    struct Leaves(Arc<Mutex<Option<Sending>>>);

    impl Stream for Leaves {
        type Item = Result<Bytes, Status>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
            self.0.lock().expect("whole").take();
            Poll::Ready(None)
        }
    }

    #[tokio::test]
    async fn a_stream_that_ends_because_its_caller_has_left_has_no_end() {
        for leaves in [true, false] {
            let waits = Arc::default();
            let (mut body, sending) = Sending::new(Box::pin(Leaves(Arc::clone(&waits))));
            let mut kept = Some(sending);
            if leaves {
                *waits.lock().expect("whole") = kept.take();
            }
            let frame = std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut body), cx)).await;
            assert_eq!(frame.is_some_and(|frame| frame.is_err()), leaves);
        }
    }

    #[tokio::test]
    async fn a_body_that_is_always_ready_ends_at_the_deadline() {
        let context = Context::new()
            .with_timeout(Duration::ZERO)
            .with_defaults(&Context::new(), None);
        let mut body = guard(Body::new(Endless), Deadline::new(&context, None), None);
        let frame = std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut body), cx)).await;
        let error = frame.expect("an end").expect_err("late");
        assert_eq!(Status::from_error(error).code(), tonic::Code::DeadlineExceeded);
    }
}
