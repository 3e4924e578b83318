//! What ends an outgoing call before its answer: the deadline, and the end of the call it belongs to.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context as Task, Poll};

use tokio::time::{Instant, Sleep, sleep_until};
use tonic::Status;

use crate::rpc::context::{Call, Context};

/// Watches over one outgoing call.
pub(super) struct Deadline {
    sleep: Option<Pin<Box<Sleep>>>,
    cancelled: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Deadline {
    /// Of a call that is made by the `current` one, if any.
    pub(super) fn new(context: &Context, current: Option<&Context>) -> Self {
        let sleep = context
            .deadline()
            .map(|deadline| Box::pin(sleep_until(deadline.into())));
        let cancelled = match context.parents(current) {
            [None, None] => None,
            [a, b] => Some(Box::pin(any_cancelled(a, b)) as Pin<Box<dyn Future<Output = ()> + Send>>),
        };
        Self { sleep, cancelled }
    }

    /// Whether the deadline has passed.
    pub(super) fn is_late(&self) -> bool {
        self.sleep
            .as_ref()
            .is_some_and(|sleep| sleep.deadline() <= Instant::now())
    }

    /// Ready when the call has to end.
    pub(super) fn poll(&mut self, cx: &mut Task<'_>) -> Poll<Status> {
        // The clock itself: a timer waits for its turn, which a call that never pauses does not give it.
        if self.is_late() {
            return Poll::Ready(exceeded());
        }
        if let Some(sleep) = &mut self.sleep
            && sleep.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(exceeded());
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

    pub(super) fn is_endless(&self) -> bool {
        self.sleep.is_none() && self.cancelled.is_none()
    }
}

pub(super) fn exceeded() -> Status {
    Status::deadline_exceeded("the deadline of the call has passed")
}

async fn any_cancelled(a: Option<Arc<Call>>, b: Option<Arc<Call>>) {
    let mut a = pin!(cancelled(a));
    let mut b = pin!(cancelled(b));
    std::future::poll_fn(|cx| {
        if a.as_mut().poll(cx).is_ready() || b.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
}

async fn cancelled(call: Option<Arc<Call>>) {
    match call {
        Some(call) => call.cancelled().await,
        None => std::future::pending().await,
    }
}
