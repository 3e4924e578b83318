//! A connection on which calls are one after the other: what waits for its peer to take a reply is the connection.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use crate::rpc::BoxError;
use crate::server::connection::LAST_WORD;
use crate::server::stream::Wire;
use crate::server::watched::{Watch, overheard};

pin_project_lite::pin_project! {
    /// An engine that ends when its peer does not take what it is sent: for so long, or until the deadline of its call.
    ///
    /// A call keeps its deadline itself as long as it is polled. It is not while the engine has as much to send as it holds.
    pub(super) struct Taking<E> {
        #[pin]
        engine: E,
        wire: Wire,
        patience: Option<Duration>,
        // Since when the peer has taken nothing of what there is, and how much it had taken.
        owed: Option<(Instant, u64)>,
        watch: Watch,
    }
}

impl<E> Taking<E> {
    pub(super) fn new(engine: E, wire: Wire, patience: Option<Duration>) -> Self {
        Self {
            engine,
            wire,
            patience,
            owed: None,
            watch: Watch::default(),
        }
    }

    pub(super) fn engine(self: Pin<&mut Self>) -> Pin<&mut E> {
        self.project().engine
    }
}

impl<E: Future<Output = hyper::Result<()>>> Future for Taking<E> {
    type Output = Result<(), BoxError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        let this = self.project();
        let (polled, begun, deadline) = overheard(|| this.engine.poll(cx));
        if let Poll::Ready(result) = polled {
            return Poll::Ready(result.map_err(BoxError::from));
        }
        let written = this.wire.progress().written();
        *this.owed = match *this.owed {
            _ if !this.wire.owes() => None,
            Some((since, before)) if before == written => Some((since, before)),
            _ => Some((Instant::now(), written)),
        };
        // Nothing is told of a call that is not polled, as when its reply is in the way: it has the deadline that it had.
        if begun || deadline.is_some() {
            // Its last word is the call's own, which has the time to be taken.
            this.watch.deadline = deadline.and_then(|deadline| deadline.checked_add(LAST_WORD));
        }
        let Some((since, _)) = *this.owed else {
            return Poll::Pending;
        };
        this.watch.refused = this.patience.and_then(|patience| since.checked_add(patience));
        ready!(this.watch.poll(cx));
        Poll::Ready(Err(match this.watch.is_late() {
            true => "the peer did not take a reply until the deadline of its call".into(),
            false => "the peer did not take a reply in time".into(),
        }))
    }
}
