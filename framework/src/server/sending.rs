//! Replies that their peer does not take.
//!
//! A peer that opens no window (RFC 9113, 5.2) stops the engine, and with it everything that would notice: the body is not
//! polled, so neither the deadline of its call nor anything else in it comes to be. The task of the stream is ours, though,
//! and the body tells it what it waits for.

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use pin_project_lite::pin_project;
use tokio::time::{Sleep, sleep_until};

/// What a stream waits for once its body has been polled.
#[derive(Debug, Clone, Copy)]
enum Waits {
    /// For more of its reply.
    ForReply,
    /// For its peer to take what there is, until the deadline of the call.
    ForPeer(Option<Instant>),
}

thread_local! {
    /// What the body said of the stream that this thread polls.
    static SAID: Cell<Option<Waits>> = const { Cell::new(None) };
}

/// The body has nothing to send now.
pub(super) fn waits_for_reply() {
    SAID.set(Some(Waits::ForReply));
}

/// The body has given something to send, for a call with this deadline.
pub(super) fn waits_for_peer(deadline: Option<Instant>) {
    SAID.set(Some(Waits::ForPeer(deadline)));
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
        Some(Waits::ForPeer(deadline)) => {
            let patient = patience.map(|patience| Instant::now() + patience);
            *until = [deadline, patient]
                .into_iter()
                .flatten()
                .min()
                .map(|until| Box::pin(sleep_until(until.into())));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// A stream that never ends, whose body is polled as often as there is something in `says`.
    fn stream(says: &[fn()]) -> impl Future<Output = ()> {
        let mut says = says.to_vec().into_iter();
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
    async fn a_deadline_ends_what_is_not_taken() {
        let stream = stream(&[|| waits_for_peer(Some(Instant::now()))]);
        Sending::new(stream, Some(HOUR)).await;
    }

    #[tokio::test]
    async fn patience_ends_what_has_no_deadline() {
        let stream = stream(&[|| waits_for_peer(None)]);
        Sending::new(stream, Some(Duration::ZERO)).await;
    }

    #[tokio::test]
    async fn what_waits_for_its_handler_waits() {
        let stream = stream(&[|| waits_for_peer(Some(Instant::now() + HOUR)), waits_for_reply]);
        let mut sending = std::pin::pin!(Sending::new(stream, None));
        assert!(poll(sending.as_mut()).is_pending());
        assert!(sending.until.is_some());
        assert!(poll(sending.as_mut()).is_pending());
        assert!(sending.until.is_none());
    }

    #[tokio::test]
    async fn a_body_that_is_not_polled_waits_as_it_did() {
        let stream = stream(&[|| waits_for_peer(None)]);
        let mut sending = std::pin::pin!(Sending::new(stream, Some(HOUR)));
        for _ in 0..2 {
            assert!(poll(sending.as_mut()).is_pending());
            assert!(sending.until.is_some());
        }
    }
}
