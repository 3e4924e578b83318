//! What ends an outgoing call before its answer: the deadline, and the end of the call it belongs to.

use std::pin::Pin;
use std::task::{Context as Task, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep_until};
use tonic::Status;

use crate::rpc::context::Context;
use crate::rpc::{Body, BoxError};

/// Watches over one outgoing call.
pub(super) struct Deadline {
    sleep: Option<Pin<Box<Sleep>>>,
    cancelled: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Deadline {
    pub(super) fn new(context: &Context) -> Self {
        let sleep = context
            .deadline()
            .map(|deadline| Box::pin(sleep_until(deadline.into())));
        let cancelled = context.has_parent().then(|| {
            let context = context.clone();
            Box::pin(async move { context.parent_cancelled().await })
                as Pin<Box<dyn Future<Output = ()> + Send>>
        });
        Self { sleep, cancelled }
    }

    /// Ready when the call has to end.
    pub(super) fn poll(&mut self, cx: &mut Task<'_>) -> Poll<Status> {
        if let Some(sleep) = &mut self.sleep
            && sleep.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Status::deadline_exceeded("the deadline of the call has passed"));
        }
        if let Some(cancelled) = &mut self.cancelled
            && cancelled.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Status::cancelled("the call that this one belongs to is over"));
        }
        Poll::Pending
    }

    /// The output of `future`, unless the call has to end first.
    ///
    /// # Errors
    /// Why it had to.
    pub(super) async fn race<F: Future>(&mut self, future: F) -> Result<F::Output, Status> {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => self.poll(cx).map(Err),
        })
        .await
    }

    fn is_endless(&self) -> bool {
        self.sleep.is_none() && self.cancelled.is_none()
    }

    /// A response's body that ends with the call.
    pub(super) fn guard(self, body: Body) -> Body {
        if self.is_endless() {
            body
        } else {
            Body::new(Guarded { body, deadline: self })
        }
    }
}

struct Guarded {
    body: Body,
    deadline: Deadline,
}

impl http_body::Body for Guarded {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Pending => self.deadline.poll(cx).map(|status| Some(Err(status.into()))),
            ready => ready,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
