//! The request of a call, and how long it is waited for.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};
use tonic::Status;

pin_project_lite::pin_project! {
    /// A request that comes in time. One that is a stream is there at once; one that is a message is when its sender has ended it,
    /// and keeps a call from beginning for as long.
    pub(super) struct InTime<F> {
        #[pin]
        request: F,
        patience: Option<Duration>,
        late: Option<Pin<Box<Sleep>>>,
    }
}

impl<F> InTime<F> {
    pub(super) fn new(request: F, patience: Option<Duration>) -> Self {
        Self {
            request,
            patience,
            late: None,
        }
    }
}

impl<T, F: Future<Output = Result<T, Status>>> Future for InTime<F> {
    type Output = Result<T, Status>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let polled = this.request.poll(cx);
        if polled.is_ready() {
            return polled;
        }
        let Some(patience) = *this.patience else {
            return Poll::Pending;
        };
        let late = this.late.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(late.as_mut().poll(cx));
        Poll::Ready(Err(late_status()))
    }
}

/// What is answered to a request that does not come.
#[cold]
pub(super) fn late_status() -> Status {
    Status::deadline_exceeded("the request did not come whole in time (`Server::receive_timeout`)")
}
