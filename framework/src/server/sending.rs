//! Replies that their peer does not take.
//!
//! A peer that opens no window (RFC 9113, 5.2) stops the engine, and with it whatever would notice: the body is not polled.
//! The task of the stream is ours, though, and the body tells it what it waits for.

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::{Sleep, sleep};

/// What a stream waits for once its body has been polled.
#[derive(Debug, Clone, Copy)]
enum Waits {
    /// For more of its reply.
    ForReply,
    /// For its peer to take what there is.
    ForPeer,
}

thread_local! {
    /// What the body said of the stream that this thread polls.
    static SAID: Cell<Option<Waits>> = const { Cell::new(None) };
}

/// The body of the stream that this thread polls was polled, and has given something to send or not.
#[inline]
pub(super) fn polled(has_given: bool) {
    SAID.set(Some(match has_given {
        true => Waits::ForPeer,
        false => Waits::ForReply,
    }));
}

/// Forgets what another stream's body has said.
pub(super) fn forget() {
    SAID.set(None);
}

pin_project! {
    /// A stream that ends when its peer takes nothing for too long. What it drops resets it.
    pub(super) struct Sending<S> {
        #[pin]
        stream: S,
        patience: Option<Duration>,
        until: Option<Pin<Box<Sleep>>>,
    }
}

impl<S> Sending<S> {
    /// A stream that has been polled on this thread just now, or never.
    pub(super) fn new(stream: S, patience: Option<Duration>) -> Self {
        let mut until = None;
        listen(&mut until, patience);
        Self {
            stream,
            patience,
            until,
        }
    }
}

impl<S: Future<Output = ()>> Future for Sending<S> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        forget();
        if this.stream.poll(cx).is_ready() {
            return Poll::Ready(());
        }
        listen(this.until, *this.patience);
        let Some(until) = this.until else {
            return Poll::Pending;
        };
        ready!(until.as_mut().poll(cx));
        tracing::debug!("reset a call whose peer did not take its reply in time");
        Poll::Ready(())
    }
}

/// Sets the time by what the body has said, if it has said anything.
fn listen(until: &mut Option<Pin<Box<Sleep>>>, patience: Option<Duration>) {
    match SAID.take() {
        None => {}
        Some(Waits::ForReply) => *until = None,
        Some(Waits::ForPeer) => *until = patience.map(|patience| Box::pin(sleep(patience))),
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// A stream that never ends, whose body is polled as often as there is something in `says`.
    fn stream<const N: usize>(says: [fn(); N]) -> impl Future<Output = ()> {
        let mut says = says.into_iter();
        poll_fn(move |_| {
            if let Some(say) = says.next() {
                say();
            }
            Poll::Pending
        })
    }

    fn poll<S: Future<Output = ()>>(sending: Pin<&mut Sending<S>>) -> Poll<()> {
        sending.poll(&mut Context::from_waker(std::task::Waker::noop()))
    }

    #[tokio::test]
    async fn patience_has_an_end() {
        let stream = stream([|| polled(true)]);
        Sending::new(stream, Some(Duration::ZERO)).await;
    }

    #[tokio::test]
    async fn what_waits_for_its_handler_waits() {
        let stream = stream([|| polled(true), || polled(false)]);
        let mut sending = std::pin::pin!(Sending::new(stream, Some(HOUR)));
        assert!(poll(sending.as_mut()).is_pending());
        assert!(sending.until.is_some());
        assert!(poll(sending.as_mut()).is_pending());
        assert!(sending.until.is_none());
    }

    #[tokio::test]
    async fn a_body_that_is_not_polled_waits_as_it_did() {
        let stream = stream([|| polled(true)]);
        let mut sending = std::pin::pin!(Sending::new(stream, Some(HOUR)));
        for _ in 0..2 {
            assert!(poll(sending.as_mut()).is_pending());
            assert!(sending.until.is_some());
        }
    }
}
