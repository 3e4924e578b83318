//! Leaving: from the first word of it to the last call, and who may say the word.
//!
//! A server leaves in this order, so that nothing accepted is lost: health says NOT_SERVING; after the drain delay no
//! connection is accepted any more; every connection is told (GOAWAY) and takes no new call once its peer has
//! understood; running calls finish, up to the drain deadline. Streams of health, reflection and load reports, which would never end
//! by themselves, are ended.

use std::io;
use std::sync::Arc;

use tokio::sync::watch;

use super::health::Statuses;
#[cfg(feature = "tls")]
use super::tls::Current;
#[cfg(feature = "tls")]
use crate::error::Error;

/// How far a server has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// It serves.
    Serving,
    /// It has been asked to leave: health says so, and the rest goes on for the drain delay.
    Asked,
    /// It leaves.
    Draining,
}

/// The stage of a server; it only ever goes forward.
#[derive(Debug, Clone)]
pub(super) struct Drain(Arc<watch::Sender<Stage>>);

impl Drain {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Stage::Serving)))
    }

    /// Goes on to a stage, unless it has been reached.
    pub(super) fn advance(&self, stage: Stage) {
        self.0.send_if_modified(|current| {
            let forward = *current < stage;
            if forward {
                *current = stage;
            }
            forward
        });
    }

    /// Waits for a stage.
    pub(super) async fn reached(&self, stage: Stage) {
        let mut current = self.0.subscribe();
        // The sender is ours: it cannot be gone.
        let _ = current.wait_for(|current| *current >= stage).await;
    }
}

/// Speaks to a server that serves, from wherever it is held.
#[derive(Debug, Clone)]
pub struct Handle {
    drain: Drain,
    statuses: Statuses,
    #[cfg(feature = "tls")]
    tls: Option<Arc<Current>>,
}

impl Handle {
    pub(super) fn new(drain: Drain, statuses: Statuses) -> Self {
        Self {
            drain,
            statuses,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    #[cfg(feature = "tls")]
    pub(super) fn with_tls(mut self, tls: Option<Arc<Current>>) -> Self {
        self.tls = tls;
        self
    }

    #[cfg(feature = "tls")]
    pub(super) fn tls(&self) -> Option<&Arc<Current>> {
        self.tls.as_ref()
    }

    /// Reads the files of [`Tls`](super::Tls) now, without waiting until they are looked at. New connections use the new
    /// certificate; those that are open go on. It reads files, so it blocks for as long as that takes.
    ///
    /// # Errors
    /// What is wrong with the files, or that the server has no TLS. What is in use stays.
    #[cfg(feature = "tls")]
    pub fn reload_tls(&self) -> Result<(), Error> {
        match &self.tls {
            Some(tls) => tls.reload(),
            None => Err(Error::new(
                "the server has no TLS: give it one with `Server::tls`",
            )),
        }
    }

    /// Drains the server, as SIGTERM does: health turns to NOT_SERVING, after the drain delay no connection is accepted any
    /// more, running calls finish up to the drain deadline, and [`serve`](super::Bound::serve) returns.
    ///
    /// It does not wait, and saying it twice is saying it once.
    pub fn shutdown(&self) {
        self.statuses.shut_down();
        self.drain.advance(Stage::Asked);
    }

    /// Waits until the server leaves, for whatever reason: for streams that would never end by themselves, which whoever
    /// holds the handle can end then.
    pub async fn leaving(&self) {
        self.drain.reached(Stage::Asked).await;
    }

    /// Sets what health says of a service, by its full name; the empty one is the server as a whole.
    ///
    /// Everything that is mounted serves until this says otherwise, or a [check](super::Server::check) fails; the
    /// server as a whole serves while all its parts do. Calls go on either way. Without effect once the server leaves.
    pub fn set_serving(&self, service: &str, serving: bool) {
        self.statuses.set(service, serving);
    }

    pub(super) fn statuses(&self) -> &Statuses {
        &self.statuses
    }

    pub(super) fn drain(&self) -> &Drain {
        &self.drain
    }

    /// Tells everyone that the server leaves, balancers first.
    pub(super) fn leave(&self) {
        self.statuses.shut_down();
        self.drain.advance(Stage::Draining);
    }
}

/// SIGTERM and ctrl-c.
pub(super) struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens for them, from now on and in place of what they would do.
    ///
    /// # Errors
    /// When the system refuses.
    #[cfg(unix)]
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// The name of the next one.
    #[cfg(unix)]
    pub(super) async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "ctrl-c",
        }
    }

    /// Listens for ctrl-c.
    ///
    /// # Errors
    /// Never.
    #[cfg(not(unix))]
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// The name of the next one.
    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) -> &'static str {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        "ctrl-c"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn stages_go_forward_only() {
        let drain = Drain::new();
        drain.advance(Stage::Draining);
        drain.advance(Stage::Asked);
        drain.reached(Stage::Draining).await;
        drain.reached(Stage::Asked).await;
    }

    #[tokio::test]
    async fn a_handle_wakes_who_waits() {
        let drain = Drain::new();
        let handle = Handle::new(drain.clone(), Statuses::serving([]));
        let waiting = tokio::spawn(async move { drain.reached(Stage::Asked).await });
        handle.clone().shutdown();
        handle.shutdown();
        handle.leaving().await;
        waiting.await.expect("woken");
    }
}
