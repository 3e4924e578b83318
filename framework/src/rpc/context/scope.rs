//! The call that the running task serves.
//!
//! A thread-local that is set while a future of the call is polled: it needs no runtime, and what is polled
//! elsewhere (a spawned task) sees nothing of it.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{self, Poll};

use super::Context;

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

pub(super) fn current() -> Option<Context> {
    CURRENT.with_borrow(Clone::clone)
}

/// While it lives, its context is the current one on this thread.
pub(crate) struct Entered {
    before: Option<Context>,
}

impl Entered {
    pub(crate) fn new(context: Context) -> Self {
        Self::of(Some(context))
    }

    /// The same for no call.
    pub(crate) fn of(context: Option<Context>) -> Self {
        Self {
            before: CURRENT.replace(context),
        }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

pin_project_lite::pin_project! {
    /// A future that runs as part of a call, made by [`Context::scope`].
    pub struct Scope<F> {
        context: Context,
        #[pin]
        future: F,
    }
}

impl<F> Scope<F> {
    pub(super) fn new(context: Context, future: F) -> Self {
        Self { context, future }
    }
}

impl<F: Future> Future for Scope<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _entered = Entered::new(this.context.clone());
        this.future.poll(cx)
    }
}
