//! A stream of a connection, watched from outside.
//!
//! A peer that opens no window (RFC 9113, 5.2) stops the engine, and with it whatever would notice: neither the call, which
//! looks at its deadline when it is polled ([`Guard`](super::guard::Guard)), nor the body of its reply is polled. What polls
//! the engine's stream is ours, though. While it polls them, call and body tell it until when they may last and what they
//! wait for; a stream that lasts longer is dropped, which resets it, as grpc-go does, unless a task of the handler's still holds
//! its request: such a task asks [`Context::cancelled`](crate::Context::cancelled).

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::{Sleep, sleep_until};

/// What a stream has told while it was polled.
#[derive(Debug, Default, Clone, Copy)]
struct Told {
    deadline: Option<Instant>,
    /// The call keeps its deadline itself, and tells it all the same.
    keeps: bool,
    /// Another call has begun.
    #[cfg(feature = "http1")]
    begun: bool,
    waits: Option<Waits>,
}

/// What a stream waits for once its body has been polled.
#[derive(Debug, Clone, Copy)]
enum Waits {
    /// For more of its reply.
    ForReply,
    /// For its peer to take what there is.
    ForPeer,
}

thread_local! {
    /// What the stream that this thread polls has told, if it is watched.
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// While it lives, others listen on this thread, or nobody.
struct Instead(Option<Told>);

impl Instead {
    fn of(told: Option<Told>) -> Self {
        Self(TOLD.replace(told))
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        TOLD.set(self.0);
    }
}

/// Polls what may make calls of its own, in this process: what they tell is not of the stream.
pub(super) fn apart<T>(poll: impl FnOnce() -> T) -> T {
    let _instead = Instead::of(None);
    poll()
}

/// Has the stream that is being polled keep a deadline. Whether it does.
pub(super) fn keep(deadline: Instant) -> bool {
    tell(|told| {
        told.deadline = Some(deadline);
        !told.keeps
    })
}

/// A call begins on the connection that is being polled: what was told is not of it.
#[cfg(feature = "http1")]
pub(super) fn begin() {
    tell(|told| {
        told.deadline = None;
        told.begun = true;
        true
    });
}

/// Polls a connection whose calls are one after the other and keep their deadlines themselves. Whether a call has begun with it,
/// and the deadline of the one that was polled, if any.
#[cfg(feature = "http1")]
pub(super) fn overheard<T>(poll: impl FnOnce() -> T) -> (T, bool, Option<Instant>) {
    let _instead = Instead::of(Some(Told {
        keeps: true,
        ..Told::default()
    }));
    let polled = poll();
    let told = TOLD.get().unwrap_or_default();
    (polled, told.begun, told.deadline)
}

/// The body of the stream that is being polled has given something to send, or has nothing.
#[inline]
pub(super) fn has_given(something: bool) {
    tell(|told| {
        told.waits = Some(match something {
            true => Waits::ForPeer,
            false => Waits::ForReply,
        });
        true
    });
}

/// Tells whoever listens, and what comes of it; false where nobody does.
fn tell(what: impl FnOnce(&mut Told) -> bool) -> bool {
    let Some(mut told) = TOLD.get() else {
        return false;
    };
    let comes = what(&mut told);
    TOLD.set(Some(told));
    comes
}

pin_project_lite::pin_project! {
    /// The future of a stream, which ends at the deadline of its call, or when its peer takes nothing for too long.
    pub(super) struct Watched<F> {
        #[pin]
        stream: F,
        patience: Option<Duration>,
        watch: Watch,
    }
}

/// When a stream ends at the latest.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) deadline: Option<Instant>,
    /// If the peer takes nothing until then.
    pub(super) refused: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl<F> Watched<F> {
    /// A stream whose peer may take nothing of its reply for so long.
    pub(super) fn new(stream: F, patience: Option<Duration>) -> Self {
        Self {
            stream,
            patience,
            watch: Watch::default(),
        }
    }
}

impl<F: Future<Output = ()>> Future for Watched<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let (polled, told) = poll_told(this.stream.as_mut(), cx);
        if polled.is_ready() {
            return Poll::Ready(());
        }
        this.watch.hear(told, *this.patience);
        ready!(this.watch.poll(cx));
        if this.watch.is_late() {
            // It may have passed since the call looked.
            if poll_told(this.stream, cx).0.is_pending() {
                tracing::debug!("reset a stream whose peer did not read until the deadline of its call");
            }
        } else {
            tracing::debug!("reset a call whose peer did not take its reply in time");
        }
        Poll::Ready(())
    }
}

impl Watch {
    fn hear(&mut self, told: Told, patience: Option<Duration>) {
        if let Some(deadline) = told.deadline {
            self.deadline = Some(self.deadline.map_or(deadline, |known| known.min(deadline)));
        }
        match told.waits {
            // Its body has not been polled: it waits for what it waited for.
            None => {}
            Some(Waits::ForReply) => self.refused = None,
            Some(Waits::ForPeer) => self.refused = patience.and_then(|time| Instant::now().checked_add(time)),
        }
    }

    /// Waits for the end.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(end) = [self.deadline, self.refused].into_iter().flatten().min() else {
            self.timer = None;
            return Poll::Pending;
        };
        let end = end.into();
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        if timer.deadline() != end {
            timer.as_mut().reset(end);
        }
        timer.as_mut().poll(cx)
    }

    pub(super) fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }
}

/// Polls a stream, and hears what it tells.
fn poll_told<F: Future<Output = ()>>(stream: Pin<&mut F>, cx: &mut Context<'_>) -> (Poll<()>, Told) {
    let _instead = Instead::of(Some(Told::default()));
    let polled = stream.poll(cx);
    (polled, TOLD.get().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::task::Waker;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// A stream that never ends, and says so much at each poll until it has nothing more to say.
    fn stream<const N: usize>(says: [fn(); N]) -> impl Future<Output = ()> {
        let mut says = says.into_iter();
        poll_fn(move |_| {
            if let Some(say) = says.next() {
                say();
            }
            Poll::Pending
        })
    }

    fn poll<S: Future<Output = ()>>(watched: Pin<&mut Watched<S>>) {
        let polled = watched.poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
    }

    #[tokio::test]
    async fn patience_has_an_end() {
        Watched::new(stream([|| has_given(true)]), Some(Duration::ZERO)).await;
    }

    #[tokio::test]
    async fn what_waits_for_its_handler_waits() {
        let stream = stream([|| has_given(true), || has_given(false)]);
        let mut watched = std::pin::pin!(Watched::new(stream, Some(HOUR)));
        poll(watched.as_mut());
        assert!(watched.watch.timer.is_some());
        poll(watched.as_mut());
        assert!(watched.watch.timer.is_none());
    }

    #[tokio::test]
    async fn a_body_that_is_not_polled_waits_as_it_did() {
        let mut watched = std::pin::pin!(Watched::new(stream([|| has_given(true)]), Some(HOUR)));
        poll(watched.as_mut());
        let refused = watched.watch.refused;
        assert!(refused.is_some());
        poll(watched.as_mut());
        assert_eq!(watched.watch.refused, refused);
    }

    #[tokio::test]
    async fn the_nearer_end_counts() {
        let stream = stream([|| {
            has_given(true);
            assert!(keep(Instant::now()));
        }]);
        Watched::new(stream, Some(HOUR)).await;
    }

    #[tokio::test]
    async fn a_stream_that_waits_ends_at_the_deadline_it_has_told_once() {
        let stream = stream([|| assert!(keep(Instant::now() + Duration::from_millis(20)))]);
        Watched::new(stream, None).await;
        assert!(!keep(Instant::now()));
    }

    #[tokio::test]
    async fn the_deadline_may_come_closer_and_goes_no_further() {
        let stream = stream([
            || assert!(keep(Instant::now() + 2 * HOUR)),
            || assert!(keep(Instant::now() + HOUR)),
            || assert!(keep(Instant::now() + 3 * HOUR)),
        ]);
        let mut watched = std::pin::pin!(Watched::new(stream, None));
        let mut known = Vec::new();
        for _ in 0..3 {
            poll(watched.as_mut());
            known.push(watched.watch.deadline);
        }
        assert!(known[1] < known[0]);
        assert_eq!(known[2], known[1]);
    }

    #[tokio::test]
    async fn what_is_apart_tells_nobody() {
        let stream = stream([|| assert!(!apart(|| keep(Instant::now())))]);
        let mut watched = std::pin::pin!(Watched::new(stream, None));
        poll(watched.as_mut());
        assert!(watched.watch.deadline.is_none());
    }

    #[tokio::test]
    async fn a_panic_leaves_nothing_behind() {
        let task = tokio::task::LocalSet::new();
        let panicked = task.run_until(async {
            tokio::task::spawn_local(Watched::new(stream([|| panic!("on purpose")]), None)).await
        });
        assert!(panicked.await.is_err());
        assert!(!keep(Instant::now()));
    }
}
