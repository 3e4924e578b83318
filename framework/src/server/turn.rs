//! One turn of a connection: read what came, answer it, write the answers.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use super::stream::Wire;
use super::streams::Streams;

/// How many times answers may bring more requests before others have their turn.
const ROUNDS: usize = 16;

/// Runs a connection with its streams, and writes once per turn.
pub(super) struct Turns {
    streams: Streams,
    wire: Wire,
}

impl Turns {
    pub(super) fn new(streams: Streams, wire: Wire) -> Self {
        Self { streams, wire }
    }

    /// Polls the connection and what it brings, until it brings nothing more, and then writes.
    pub(super) fn poll<C: Future>(
        &self,
        mut connection: Pin<&mut C>,
        cx: &mut Context<'_>,
    ) -> Poll<C::Output> {
        for _ in 0..ROUNDS {
            self.streams.open();
            let begun = Instant::now();
            if let Poll::Ready(output) = connection.as_mut().poll(cx) {
                self.streams.close();
                self.wire.flush(cx);
                return Poll::Ready(output);
            }
            if !self.streams.run(cx, begun.elapsed()) {
                self.wire.flush(cx);
                return Poll::Pending;
            }
        }
        self.wire.flush(cx);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
