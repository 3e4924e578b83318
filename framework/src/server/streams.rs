//! Where the futures of HTTP/2 streams run: on the task of their connection first.
//!
//! A task per stream lets h2 write after nearly every one of them. Polled where they arrive, all requests that one
//! read brought are answered before one write. What is not done at once goes to a task of its own, so that a call
//! which waits holds nobody; a call that computes instead of waiting is noticed by its time, and those after it go to
//! tasks at once for a while.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Context;
use std::time::{Duration, Instant};

use super::watched::Watched;

/// How long a stream may keep its connection without owing anything.
const FAIR: Duration = Duration::from_micros(100);

/// On a slow machine it is so many times as long as the connection itself takes for a stream.
const FAIR_TO_OWN: u32 = 30;

/// Who owes more than so many times what is fair computes. What interrupts a thread now and then makes no such debt.
const CREDIT: u32 = 50;

/// How many streams go to tasks at once then.
const GIVEN_AWAY: u32 = 256;

type Stream = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The streams of one connection that have arrived and not run.
#[derive(Clone, Default)]
pub(super) struct Streams {
    arrivals: Arc<Mutex<Arrivals>>,
    /// How long a peer may take nothing of a reply.
    patience: Option<Duration>,
}

#[derive(Default)]
struct Arrivals {
    waiting: Vec<Stream>,
    /// Whether the connection is being polled, and will run what arrives.
    open: bool,
    /// What streams have kept the connection beyond what is fair.
    debt: Debt,
    /// How many of the next streams go to tasks at once.
    give_away: u32,
}

/// The time that streams owe their connection: each adds what it took, and pays what is fair.
#[derive(Default, Clone, Copy)]
struct Debt(Duration);

impl Debt {
    /// Adds one stream, and says whether it is too much now; then it is forgiven.
    fn add(&mut self, took: Duration, fair: Duration) -> bool {
        self.0 = (self.0 + took).saturating_sub(fair);
        let too_much = self.0 > fair * CREDIT;
        if too_much {
            self.0 = Duration::ZERO;
        }
        too_much
    }
}

impl Streams {
    pub(super) fn new(patience: Option<Duration>) -> Self {
        Self {
            arrivals: Arc::default(),
            patience,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Arrivals> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on streams are collected.
    pub(super) fn open(&self) {
        self.lock().open = true;
    }

    /// Polls every stream that arrived, once, and gives those that are not done to tasks. Whether there was any.
    ///
    /// `brought` is how long the connection took to bring them.
    pub(super) fn run(&self, cx: &mut Context<'_>, brought: Duration) -> bool {
        let (mut waiting, mut debt, mut give_away) = {
            let mut arrivals = self.lock();
            arrivals.open = false;
            let waiting = std::mem::take(&mut arrivals.waiting);
            (waiting, arrivals.debt, arrivals.give_away)
        };
        let Ok(count @ 1..) = u32::try_from(waiting.len()) else {
            return false;
        };
        let fair = FAIR.max(brought / count * FAIR_TO_OWN);
        let mut begun = Instant::now();
        for mut stream in waiting.drain(..).map(Some) {
            if give_away > 0 {
                give_away -= 1;
                stream.map(tokio::spawn);
                continue;
            }
            // What is dropped with one that is done is the user's, and may panic too.
            let ran = catch_unwind(AssertUnwindSafe(|| {
                if stream
                    .as_mut()
                    .is_none_or(|stream| stream.as_mut().poll(cx).is_ready())
                {
                    stream = None;
                }
            }));
            if ran.is_err() {
                // As if it had a task of its own: its drop resets the stream, and the others go on.
                tracing::error!("a stream panicked");
                let _ = catch_unwind(AssertUnwindSafe(|| stream = None));
            }
            stream.map(tokio::spawn);
            let now = Instant::now();
            if debt.add(now - begun, fair) {
                give_away = GIVEN_AWAY;
            }
            begun = now;
        }
        let mut arrivals = self.lock();
        arrivals.debt = debt;
        arrivals.give_away = give_away;
        // The room for the next read's.
        if arrivals.waiting.capacity() == 0 {
            arrivals.waiting = waiting;
        }
        true
    }

    /// Gives what is left to tasks: the connection runs no more.
    pub(super) fn close(&self) {
        let mut arrivals = self.lock();
        arrivals.open = false;
        for stream in arrivals.waiting.drain(..) {
            tokio::spawn(stream);
        }
    }
}

impl<F> hyper::rt::Executor<F> for Streams
where
    F: Future<Output = ()> + Send + 'static,
{
    fn execute(&self, stream: F) {
        let stream = Watched::new(stream, self.patience);
        let mut arrivals = self.lock();
        if arrivals.open {
            arrivals.waiting.push(Box::pin(stream));
        } else {
            drop(arrivals);
            tokio::spawn(stream);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::Poll;

    use hyper::rt::Executor as _;

    use super::*;

    fn poll(streams: &Streams) -> bool {
        run(streams, Duration::ZERO)
    }

    fn run(streams: &Streams, brought: Duration) -> bool {
        streams.run(&mut Context::from_waker(std::task::Waker::noop()), brought)
    }

    #[tokio::test]
    async fn what_arrives_runs_where_it_arrives() {
        let streams = Streams::default();
        let done = Arc::new(AtomicU32::new(0));
        streams.open();
        for _ in 0..3 {
            let done = done.clone();
            streams.execute(async move {
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        assert_eq!(done.load(Ordering::Relaxed), 0);
        // As if reading them had taken long: however slow this thread is, they have their share of it.
        assert!(run(&streams, Duration::from_secs(60)));
        assert_eq!(done.load(Ordering::Relaxed), 3);
        streams.open();
        assert!(!poll(&streams));
    }

    #[tokio::test]
    async fn one_that_waits_goes_on_elsewhere_and_one_that_panics_harms_nobody() {
        let streams = Streams::default();
        let (tx, rx) = tokio::sync::oneshot::channel();
        let (done, mut finished) = tokio::sync::mpsc::channel(2);
        let also = done.clone();
        streams.open();
        streams.execute(async move {
            rx.await.expect("sent");
            done.send("waited").await.expect("open");
        });
        streams.execute(async { panic!("on purpose") });
        streams.execute(async move { also.send("at once").await.expect("open") });
        assert!(poll(&streams));
        assert_eq!(finished.recv().await, Some("at once"));
        tx.send(()).expect("waiting");
        assert_eq!(finished.recv().await, Some("waited"));
    }

    #[tokio::test]
    async fn one_whose_drop_panics_harms_nobody() {
        struct Breaks;
        impl Drop for Breaks {
            fn drop(&mut self) {
                panic!("on purpose");
            }
        }
        let streams = Streams::default();
        let (done, mut finished) = tokio::sync::mpsc::channel(1);
        streams.open();
        let breaks = Breaks;
        let mut polls = std::iter::once(Poll::Ready(()));
        streams.execute(std::future::poll_fn(move |_| {
            let _breaks = &breaks;
            polls.next().unwrap_or(Poll::Pending)
        }));
        let breaks = Breaks;
        streams.execute(std::future::poll_fn(move |_| {
            let _breaks = &breaks;
            panic!("on purpose")
        }));
        streams.execute(async move { done.send(()).await.expect("open") });
        assert!(poll(&streams));
        assert_eq!(finished.recv().await, Some(()));
    }

    #[tokio::test]
    async fn what_arrives_outside_a_turn_has_a_task() {
        let streams = Streams::default();
        let (done, finished) = tokio::sync::oneshot::channel();
        streams.execute(async move { done.send(()).expect("waiting") });
        finished.await.expect("ran");
    }

    #[test]
    fn a_debt_is_made_by_many_that_compute_and_not_by_one_interruption() {
        let fair = Duration::from_micros(100);
        let mut debt = Debt::default();
        for _ in 0..1000 {
            assert!(!debt.add(fair, fair));
        }
        assert!(!debt.add(fair * 40, fair));
        for _ in 0..1000 {
            assert!(!debt.add(Duration::ZERO, fair));
        }
        assert!(!debt.add(fair * 40, fair));
        assert!(debt.add(fair * 40, fair));
        // That is forgiven; who always takes twice what is fair is caught after as often as there is credit.
        assert_eq!((1..).find(|_| debt.add(fair * 2, fair)), Some(CREDIT + 1));
    }

    #[tokio::test]
    async fn one_that_computes_gives_the_others_away() {
        let streams = Streams::default();
        let (done, mut finished) = tokio::sync::mpsc::channel(1);
        streams.open();
        streams.execute(async {
            let begun = Instant::now();
            while begun.elapsed() <= FAIR * (CREDIT + 2) {
                std::hint::spin_loop();
            }
        });
        streams.execute(async move { done.send(()).await.expect("open") });
        assert!(poll(&streams));
        // Given to a task, which has not run: this one has not let go.
        assert!(finished.try_recv().is_err());
        finished.recv().await.expect("ran");
        assert_eq!(streams.lock().give_away, GIVEN_AWAY - 1);
    }
}
