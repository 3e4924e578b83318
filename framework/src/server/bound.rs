//! A server that listens.

use std::pin::pin;
use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};

use super::acceptor::Acceptor;
use super::address::Address;
use super::connection::Connections;
use super::drain::{Handle, Signals, Stage};
use super::health::{self, Checkup};
use super::limits::Limits;
use crate::error::Error;

/// A server whose address is open and whose interceptors are started. Callers wait until it [serves](Self::serve).
#[must_use = "callers wait until it serves"]
pub struct Bound {
    pub(super) acceptor: Acceptor,
    pub(super) address: Address,
    pub(super) services: Vec<&'static str>,
    pub(super) checkups: Vec<Checkup>,
    pub(super) connections: Arc<Connections>,
    pub(super) limits: Limits,
    pub(super) handle: Handle,
}

impl Bound {
    /// Where it listens, with the port that the system chose where it was asked to.
    pub fn local_addr(&self) -> &Address {
        &self.address
    }

    /// What a client on this machine connects to: `http://127.0.0.1:50051`, `https://…` where it speaks TLS, or
    /// `unix:/run/users.sock`.
    pub fn url(&self) -> String {
        let url = self.address.url();
        #[cfg(feature = "tls")]
        if self.handle.tls().is_some() {
            return url.replacen("http://", "https://", 1);
        }
        url
    }

    /// The full names of the services that it serves, sorted, health and reflection included.
    pub fn services(&self) -> &[&'static str] {
        &self.services
    }

    /// Speaks to the server from elsewhere, while it serves.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Serves until SIGTERM, ctrl-c or [`Handle::shutdown`], and then until the last running call has finished or the
    /// drain deadline has passed. A second signal ends it at once.
    ///
    /// Dropping the future ends all connections at once.
    ///
    /// # Errors
    /// When the system does not let the process listen for signals.
    pub async fn serve(self) -> Result<(), Error> {
        let url = self.url();
        let Self {
            mut acceptor,
            address: _,
            services,
            checkups,
            connections,
            limits,
            handle,
        } = self;
        let mut signals = Signals::new()?;
        let mut running = JoinSet::new();
        let _checkups = health::run(checkups, handle.statuses());
        tracing::info!(address = url, ?services, "serving");
        let mut certificates = pin!(watch_certificates(&handle));
        loop {
            tokio::select! {
                (stream, peer) = acceptor.accept() => {
                    running.spawn(connections.clone().serve(stream, peer));
                }
                Some(ended) = running.join_next() => note_panic(ended),
                () = certificates.as_mut() => {}
                signal = signals.next() => {
                    tracing::info!(signal, "leaving: no new connections, running calls finish");
                    break;
                }
                () = handle.drain().reached(Stage::Asked) => {
                    tracing::info!("leaving as asked: no new connections, running calls finish");
                    break;
                }
            }
        }

        handle.leave();
        // What the system has accepted in our name is served too.
        for (stream, peer) in acceptor.close() {
            running.spawn(connections.clone().serve(stream, peer));
        }

        let finished = async {
            while let Some(ended) = running.join_next().await {
                note_panic(ended);
            }
        };
        tokio::select! {
            biased;
            () = finished => tracing::info!("left: every call has finished"),
            () = tokio::time::sleep(limits.drain_deadline) => {
                tracing::warn!("left: calls that ran beyond the drain deadline are cancelled");
            }
            signal = signals.next() => tracing::warn!(signal, "left: running calls are cancelled"),
        }
        running.shutdown().await;
        Ok(())
    }
}

/// Keeps the certificate of a server new, for ever.
async fn watch_certificates(handle: &Handle) {
    #[cfg(feature = "tls")]
    if let Some(tls) = handle.tls() {
        tls.clone().watch().await;
    }
    let _ = handle;
    std::future::pending().await
}

/// A connection that panicked is gone, and nothing else is.
fn note_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        tracing::error!(%error, "a connection panicked");
    }
}
