//! Streams of ours that would never end by themselves: a server that leaves ends them.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tonic::Status;

use super::drain::{Drain, Stage};

/// A stream that goes on until its server leaves. What is ready then is sent (a watch's last status), and UNAVAILABLE
/// ends it.
pub(super) struct Ending<S> {
    stream: S,
    state: State,
}

enum State {
    Serving(Pin<Box<dyn Future<Output = ()> + Send>>),
    /// The server leaves: one more item may be sent.
    Leaving,
    Left,
    Done,
}

impl<S> Ending<S> {
    pub(super) fn new(stream: S, drain: &Drain) -> Self {
        let drain = drain.clone();
        let draining = Box::pin(async move { drain.reached(Stage::Draining).await });
        Self {
            stream,
            state: State::Serving(draining),
        }
    }
}

impl<S, T> Stream for Ending<S>
where
    S: Stream<Item = Result<T, Status>> + Unpin,
{
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let State::Serving(draining) = &mut this.state {
            if draining.as_mut().poll(cx).is_pending() {
                return Pin::new(&mut this.stream).poll_next(cx);
            }
            this.state = State::Leaving;
        }
        if matches!(this.state, State::Leaving) {
            this.state = State::Left;
            if let Poll::Ready(item) = Pin::new(&mut this.stream).poll_next(cx) {
                return Poll::Ready(item);
            }
        }
        if matches!(this.state, State::Left) {
            this.state = State::Done;
            return Poll::Ready(Some(Err(Status::unavailable("the server is leaving"))));
        }
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rpc::Streaming;

    #[tokio::test]
    async fn what_is_ready_is_sent_before_the_end() {
        let drain = Drain::new();
        let (tx, stream) = Streaming::channel(2);
        let mut stream = Streaming::new(Ending::new(stream, &drain));
        tx.send(1).await.expect("room");
        assert_eq!(stream.next().await.expect("sent").expect("an item"), 1);
        tx.send(2).await.expect("room");
        drain.advance(Stage::Draining);
        assert_eq!(stream.next().await.expect("sent").expect("an item"), 2);
        let status = stream.next().await.expect("an end").expect_err("a status");
        assert_eq!(status.code(), tonic::Code::Unavailable);
        assert!(stream.next().await.is_none());
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let drain = Drain::new();
        let (_tx, stream) = Streaming::<u32>::channel(1);
        let mut stream = Streaming::new(Ending::new(stream, &drain));
        let waiting = tokio::spawn(async move { stream.next().await });
        tokio::task::yield_now().await;
        drain.advance(Stage::Draining);
        let status = waiting
            .await
            .expect("woken")
            .expect("an end")
            .expect_err("a status");
        assert_eq!(status.code(), tonic::Code::Unavailable);
    }
}
