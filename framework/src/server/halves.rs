//! Messages that have begun to come, and have not come whole: each keeps memory for as long as its sender likes.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// The prefix of a message: a flag, and a length of four bytes ("gRPC over HTTP/2", Length-Prefixed-Message).
const PREFIX: usize = 5;

/// Where in its messages a body is, and how long one may take.
#[derive(Debug)]
pub(super) struct Halves {
    prefix: [u8; PREFIX],
    /// How many bytes of the prefix are there.
    have: usize,
    /// How many bytes of the message are not.
    left: usize,
    patience: Duration,
    late: Option<Pin<Box<Sleep>>>,
    /// Whether the one that has begun has been given its time again.
    again: bool,
}

impl Halves {
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            prefix: [0; PREFIX],
            have: 0,
            left: 0,
            patience,
            late: None,
            again: false,
        }
    }

    /// The same of a body that cannot be followed: it is one message as a whole.
    pub(super) fn whole(patience: Duration) -> Self {
        Self {
            left: usize::MAX,
            have: PREFIX,
            ..Self::new(patience)
        }
    }

    /// Follows what has come.
    pub(super) fn read(&mut self, mut bytes: &[u8]) {
        // It may have been there in time, and we who have not looked: what is still to come has its time again, once.
        if !self.again && self.late.as_ref().is_some_and(|late| late.is_elapsed()) {
            self.late = None;
            self.again = true;
        }
        while let [next, rest @ ..] = bytes {
            if self.left > 0 {
                let more = self.left.min(bytes.len());
                self.left -= more;
                bytes = &bytes[more..];
            } else {
                self.prefix[self.have] = *next;
                self.have += 1;
                bytes = rest;
                if self.have == PREFIX {
                    let [_, a, b, c, d] = self.prefix;
                    self.left = u32::from_be_bytes([a, b, c, d]) as usize;
                }
            }
            if self.have == PREFIX && self.left == 0 {
                self.have = 0;
                self.late = None;
                self.again = false;
            }
        }
    }

    /// Whether one has begun.
    pub(super) fn is_within(&self) -> bool {
        self.have > 0
    }

    /// Ends when the one that has begun takes too long; one that has not begun may take its time.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if !self.is_within() {
            return Poll::Pending;
        }
        let late = self.late.get_or_insert_with(|| Box::pin(sleep(self.patience)));
        late.as_mut().poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn waits(halves: &mut Halves) -> bool {
        let mut nobody = Context::from_waker(std::task::Waker::noop());
        assert!(halves.poll(&mut nobody).is_pending());
        halves.late.is_some()
    }

    #[tokio::test]
    async fn messages_are_followed_wherever_they_are_cut() {
        let body = [&[0, 0, 0, 0, 3, 1, 2, 3][..], &[0; 5], &[1, 0, 0, 0, 1, 9]].concat();
        let ends = [0, 8, 13, 19];
        for size in 1..=body.len() {
            let mut halves = Halves::new(MINUTE);
            let mut read = 0;
            for chunk in body.chunks(size) {
                halves.read(chunk);
                read += chunk.len();
                assert_eq!(waits(&mut halves), !ends.contains(&read), "{size}: {read}");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_drips_is_late_and_what_comes_whole_is_not() {
        let begun = tokio::time::Instant::now();
        let mut halves = Halves::new(MINUTE);
        halves.read(&[0, 0, 0, 0, 100]);
        for _ in 0..50 {
            tokio::time::advance(Duration::from_secs(1)).await;
            halves.read(&[7]);
            assert!(waits(&mut halves));
        }
        poll_fn(|cx| halves.poll(cx)).await;
        assert_eq!(begun.elapsed().as_secs(), 61);
        let mut whole = Halves::whole(MINUTE);
        whole.read(&[0; 5]);
        assert!(waits(&mut whole));
        halves.read(&[7; 50]);
        assert!(!waits(&mut halves));
    }

    /// A handler that has not looked for long finds what has come meanwhile.
    #[tokio::test(start_paused = true)]
    async fn what_was_not_looked_for_has_its_time_again_and_once() {
        let mut halves = Halves::new(MINUTE);
        halves.read(&[0, 0, 0, 0, 100]);
        assert!(waits(&mut halves));
        for again in [true, false] {
            tokio::time::advance(2 * MINUTE).await;
            // As the runtime does, whoever asks.
            tokio::task::yield_now().await;
            assert!(halves.late.as_ref().is_some_and(|late| late.is_elapsed()));
            halves.read(&[7]);
            let polled = halves.poll(&mut Context::from_waker(std::task::Waker::noop()));
            assert_eq!(polled.is_pending(), again);
        }
    }
}
