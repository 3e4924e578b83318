//! What keeps one call to itself: its scope, its deadline, its panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use tokio::time::{Sleep, sleep_until};
use tonic::{Code, Status};

use super::watched;
use crate::rpc::context::{self, Entered};

/// Polls the parts of a call: as part of it, not beyond its deadline, and without letting a panic out.
pub(super) struct Guard {
    context: context::Context,
    /// Where nobody else keeps the deadline, and the call waits.
    timer: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Guard {
    pub(super) fn new(context: context::Context) -> Self {
        Self { context, timer: None }
    }

    pub(super) fn context(&self) -> &context::Context {
        &self.context
    }

    /// The room of the request's headers, once the call has ended and if nobody asks for them any more.
    pub(super) fn take_room(&mut self) -> Option<http::HeaderMap> {
        self.context.take_room()
    }

    /// Polls once.
    ///
    /// # Errors
    /// DEADLINE_EXCEEDED when it has passed, if only while `poll` computed; INTERNAL when `poll` panicked.
    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<Result<T, Status>> {
        if self.is_late() {
            return Poll::Ready(Err(exceeded()));
        }
        let polled = {
            let _entered = Entered::new(self.context.clone());
            let in_time = |value| (!self.is_late()).then_some(value);
            watched::apart(|| catch_unwind(AssertUnwindSafe(|| poll(cx).map(in_time))))
        };
        // It may have come closer just now: an interceptor has its `next` end earlier.
        let deadline = self.context.deadline();
        let is_kept = deadline.is_some_and(watched::keep);
        match (polled, deadline) {
            (Ok(Poll::Ready(Some(value))), _) => Poll::Ready(Ok(value)),
            (Ok(Poll::Ready(None)), _) => Poll::Ready(Err(exceeded())),
            (Err(panic), _) => {
                let method = self.context.method().map(|method| method.path);
                tracing::error!(method, panic = message(&*panic), "the handler panicked");
                Poll::Ready(Err(Status::internal("the handler panicked")))
            }
            (Ok(Poll::Pending), Some(deadline)) if !is_kept => {
                self.timer(deadline).poll(cx).map(|()| Err(exceeded()))
            }
            (Ok(Poll::Pending), _) => Poll::Pending,
        }
    }

    fn timer(&mut self, deadline: Instant) -> Pin<&mut Sleep> {
        let new = || (deadline, Box::pin(sleep_until(deadline.into())));
        let (at, timer) = self.timer.get_or_insert_with(new);
        if deadline < *at {
            *at = deadline;
            timer.as_mut().reset(deadline.into());
        }
        timer.as_mut()
    }

    fn is_late(&self) -> bool {
        self.context
            .deadline()
            .is_some_and(|deadline| deadline <= Instant::now())
    }
}

/// Dropped before its call ended: the caller went away, or did not read until the deadline.
impl Drop for Guard {
    fn drop(&mut self) {
        self.context.end(match self.is_late() {
            true => Code::DeadlineExceeded,
            false => Code::Cancelled,
        });
    }
}

fn exceeded() -> Status {
    Status::deadline_exceeded("the deadline of the call has passed")
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a value that is no text")
}

#[cfg(test)]
mod tests {
    use std::task::Waker;
    use std::time::Duration;

    use super::*;
    use crate::rpc::Metadata;

    #[test]
    fn what_comes_late_does_not_come() {
        let timeout = Some(Duration::from_millis(1));
        let context = context::Context::incoming(None, None, Metadata::default(), timeout);
        let deadline = context.deadline().expect("a timeout");
        let mut guard = Guard::new(context);
        let mut cx = Context::from_waker(Waker::noop());
        // It computes beyond the deadline.
        let polled = guard.poll(&mut cx, |_| {
            while Instant::now() < deadline {}
            Poll::Ready(7)
        });
        let Poll::Ready(Err(status)) = polled else {
            panic!("{polled:?}")
        };
        assert_eq!(status.code(), Code::DeadlineExceeded);
    }
}
