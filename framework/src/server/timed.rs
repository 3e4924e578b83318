//! A stream of a connection, and the deadline of the call on it.
//!
//! A call looks at its deadline when it is polled ([`Guard`](super::guard::Guard)). But a response is not polled while
//! its peer does not read: the engine waits for the peer's window then. So what polls the engine's stream keeps the
//! deadline too. When it passes, the call has its chance to end in order; a stream that is still waiting is dropped,
//! which resets it, as grpc-go does.

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use tokio::time::{Sleep, sleep_until};

thread_local! {
    /// Who keeps the deadline of what is polled on this thread.
    static KEEPER: Cell<Keeper> = const { Cell::new(Keeper::Nobody) };
}

#[derive(Debug, Clone, Copy)]
enum Keeper {
    Nobody,
    /// A [`Timed`], and what it was told.
    Stream(Option<Instant>),
}

/// While it lives, somebody else keeps deadlines on this thread.
struct Instead(Keeper);

impl Instead {
    fn of(keeper: Keeper) -> Self {
        Self(KEEPER.replace(keeper))
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        KEEPER.set(self.0);
    }
}

/// Polls what may make calls of its own, in this process: their deadlines are not that of the stream.
pub(super) fn apart<T>(poll: impl FnOnce() -> T) -> T {
    let _instead = Instead::of(Keeper::Nobody);
    poll()
}

/// Has the stream that is being polled keep a deadline. Whether there is one.
pub(super) fn keep(deadline: Instant) -> bool {
    let stream = matches!(KEEPER.get(), Keeper::Stream(_));
    if stream {
        KEEPER.set(Keeper::Stream(Some(deadline)));
    }
    stream
}

pin_project_lite::pin_project! {
    /// The future of a stream, which ends at the deadline that the call on it has told.
    pub(super) struct Timed<F> {
        #[pin]
        stream: F,
        deadline: Option<Deadline>,
    }
}

/// A moment, and a timer once it is waited for.
struct Deadline {
    at: Instant,
    timer: Pin<Box<Sleep>>,
}

impl<F> Timed<F> {
    pub(super) fn new(stream: F) -> Self {
        Self {
            stream,
            deadline: None,
        }
    }
}

impl<F: Future<Output = ()>> Future for Timed<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let (polled, told) = poll_told(this.stream.as_mut(), cx);
        if polled.is_ready() {
            return Poll::Ready(());
        }
        match (&mut *this.deadline, told) {
            (Some(deadline), Some(at)) if at < deadline.at => {
                deadline.at = at;
                deadline.timer.as_mut().reset(at.into());
            }
            (deadline @ None, Some(at)) => {
                let timer = Box::pin(sleep_until(at.into()));
                *deadline = Some(Deadline { at, timer });
            }
            _ => {}
        }
        let Some(deadline) = this.deadline else {
            return Poll::Pending;
        };
        ready!(deadline.timer.as_mut().poll(cx));
        // It may have passed since the call looked.
        if poll_told(this.stream, cx).0.is_pending() {
            tracing::debug!("reset a stream whose peer did not read until the deadline of its call");
        }
        Poll::Ready(())
    }
}

/// Polls a stream, and hears the deadline of the call on it.
fn poll_told<F: Future<Output = ()>>(
    stream: Pin<&mut F>,
    cx: &mut Context<'_>,
) -> (Poll<()>, Option<Instant>) {
    let _instead = Instead::of(Keeper::Stream(None));
    let polled = stream.poll(cx);
    match KEEPER.get() {
        Keeper::Stream(told) => (polled, told),
        Keeper::Nobody => (polled, None),
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::time::Duration;

    use super::*;

    /// A stream that waits for its peer, forever, once its call has been polled.
    fn stuck(deadline: Instant) -> impl Future<Output = ()> {
        let mut told = false;
        poll_fn(move |_| {
            if !told {
                assert!(keep(deadline));
                told = true;
            }
            Poll::Pending
        })
    }

    #[tokio::test]
    async fn a_stream_that_waits_ends_at_the_deadline_it_has_told_once() {
        Timed::new(stuck(Instant::now() + Duration::from_millis(20))).await;
        assert!(!keep(Instant::now()));
    }

    #[tokio::test]
    async fn the_deadline_may_come_closer() {
        let far = Instant::now() + Duration::from_secs(600);
        let near = Instant::now() + Duration::from_millis(20);
        let mut polls = 0;
        let stream = poll_fn(|cx| {
            polls += 1;
            if polls == 1 {
                assert!(keep(far));
                cx.waker().wake_by_ref();
            } else {
                assert!(keep(near));
            }
            Poll::Pending
        });
        Timed::new(stream).await;
        assert!(polls >= 2);
    }

    #[tokio::test]
    async fn what_is_apart_tells_nobody() {
        let mut stream = Box::pin(Timed::new(poll_fn(|_| {
            assert!(!apart(|| keep(Instant::now())));
            Poll::Pending
        })));
        let polled = poll_fn(|cx| Poll::Ready(stream.as_mut().poll(cx))).await;
        assert!(polled.is_pending());
        assert!(stream.deadline.is_none());
    }

    #[tokio::test]
    async fn a_panic_leaves_nothing_behind() {
        let task = tokio::task::LocalSet::new();
        let panicked = task.run_until(async {
            tokio::task::spawn_local(Timed::new(poll_fn(|_| panic!("on purpose")))).await
        });
        assert!(panicked.await.is_err());
        assert!(!keep(Instant::now()));
    }
}
