//! What keeps one call to itself: its scope, its deadline, its panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use tokio::time::{Sleep, sleep_until};
use tonic::{Code, Status};

use crate::rpc::context::{self, Entered};

/// Polls the parts of a call: as part of it, not beyond its deadline, and without letting a panic out.
pub(super) struct Guard {
    context: context::Context,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl Guard {
    pub(super) fn new(context: context::Context) -> Self {
        let deadline = context
            .deadline()
            .map(|deadline| Box::pin(sleep_until(deadline.into())));
        Self { context, deadline }
    }

    pub(super) fn context(&self) -> &context::Context {
        &self.context
    }

    /// Polls once.
    ///
    /// # Errors
    /// DEADLINE_EXCEEDED when it has passed, INTERNAL when `poll` panicked.
    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<Result<T, Status>> {
        if self.is_late() {
            return Poll::Ready(Err(exceeded()));
        }
        let _entered = Entered::new(self.context.clone());
        match catch_unwind(AssertUnwindSafe(|| poll(cx))) {
            Ok(Poll::Ready(value)) => return Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => {}
            Err(panic) => {
                let method = self.context.method().map(|method| method.path);
                tracing::error!(method, panic = message(&*panic), "the handler panicked");
                return Poll::Ready(Err(Status::internal("the handler panicked")));
            }
        }
        match &mut self.deadline {
            Some(deadline) => deadline.as_mut().poll(cx).map(|()| Err(exceeded())),
            None => Poll::Pending,
        }
    }

    fn is_late(&self) -> bool {
        self.context
            .deadline()
            .is_some_and(|deadline| deadline <= Instant::now())
    }
}

/// Dropped before its call ended: the caller went away.
impl Drop for Guard {
    fn drop(&mut self) {
        self.context.end(Code::Cancelled);
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
