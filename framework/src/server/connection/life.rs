//! A connection from its first request to its end, whatever version of HTTP it speaks.

use std::error::Error;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::time::{Duration, Instant};

use tokio::time::sleep_until;

use super::dispatch::Calls;
use super::vitals::{Act, Seen, Vitals};
use crate::rpc::{BoxError, Peer};
use crate::server::capacity;
use crate::server::drain::{Drain, Stage};
use crate::server::limits::Limits;
use crate::server::stream::Wire;
use crate::server::turn::Turns;

/// How long a peer may take to read what it was told last, before the connection is closed.
pub(in crate::server) const LAST_WORD: Duration = Duration::from_secs(1);

/// What speaks one version of HTTP.
pub(in crate::server) trait Engine: Future<Output = Result<(), Self::Error>> {
    /// Why it breaks.
    type Error: Into<BoxError>;

    /// Whether its peer can be asked if it is there.
    const HAS_PING: bool;

    /// Takes no new call from now on, and ends when the last one has.
    fn leave(self: Pin<&mut Self>);
}

/// What an engine lives with.
pub(in crate::server) struct Life<'a> {
    pub(in crate::server) begun: Instant,
    pub(in crate::server) limits: Limits,
    pub(in crate::server) drain: &'a Drain,
    pub(in crate::server) peer: &'a Peer,
    pub(in crate::server) wire: &'a Wire,
    pub(in crate::server) calls: Calls,
}

impl Life<'_> {
    /// Runs an engine to its end: its peer's, that of its times, or the server's.
    pub(in crate::server) async fn of<E: Engine>(self, mut engine: Pin<&mut E>, turns: Turns) {
        let Self {
            limits, peer, wire, ..
        } = self;
        let mut vitals = Vitals::new(limits, self.begun, capacity::chance());
        let mut timer = pin!(sleep_until(vitals.next(Instant::now()).into()));
        let mut draining = pin!(self.drain.reached(Stage::Draining));
        let mut drained = false;
        loop {
            tokio::select! {
                biased;
                result = poll_fn(|cx| turns.poll(engine.as_mut(), cx)) => {
                    let patience = match result {
                        // The peer may have all of its last replies still to take.
                        Ok(()) => limits.send_timeout.unwrap_or(Duration::MAX),
                        Err(error) => {
                            let error = error.into();
                            tracing::debug!(%peer, error = &*error as &dyn Error, "a connection broke");
                            LAST_WORD
                        }
                    };
                    wire.clone().end(patience).await;
                    return;
                }
                () = draining.as_mut(), if !drained => {
                    drained = true;
                    if !vitals.is_leaving() {
                        vitals.leave(Instant::now(), None);
                        engine.as_mut().leave();
                    }
                }
                () = timer.as_mut() => match vitals.act(Instant::now(), self.seen()) {
                    Act::Wait => {}
                    Act::Ping if !E::HAS_PING => {}
                    Act::Ping => wire.ping(),
                    Act::Leave(why) => {
                        tracing::debug!(%peer, why, "a connection ends");
                        engine.as_mut().leave();
                    }
                    Act::End(why) => {
                        tracing::debug!(%peer, why, "closed a connection");
                        return;
                    }
                },
            }
            timer.as_mut().reset(vitals.next(Instant::now()).into());
        }
    }

    /// What it has come to.
    fn seen(&self) -> Seen {
        Seen {
            read: self.wire.progress().read(),
            written: self.wire.progress().written(),
            streams: self.wire.streams(),
            busy: self.calls.any(),
            awaited: self.calls.any_awaited(),
            owes: self.wire.owes(),
            answered: self.wire.answered(),
        }
    }
}
