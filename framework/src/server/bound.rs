//! A server that listens.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};

use super::acceptor::Acceptors;
use super::address::Address;
use super::admission::Admission;
use super::connection::Connections;
use super::drain::{Handle, Signals, Stage};
use super::health::{self, Checkup};
use super::limits::Limits;
use super::stream::Stream;
use crate::error::Error;
use crate::rpc::Peer;

/// A server whose address is open and whose interceptors are started. Callers wait until it [serves](Self::serve).
#[must_use = "callers wait until it serves"]
pub struct Bound {
    pub(super) acceptors: Acceptors,
    /// One at least.
    pub(super) addresses: Vec<Address>,
    pub(super) admission: Arc<Admission>,
    pub(super) services: Vec<&'static str>,
    pub(super) checkups: Vec<Checkup>,
    pub(super) connections: Arc<Connections>,
    pub(super) limits: Limits,
    pub(super) leaves_signals_alone: bool,
    pub(super) handle: Handle,
}

impl Bound {
    /// Where it listens, with the port that the system chose where it was asked to; the first of several addresses.
    pub fn local_addr(&self) -> &Address {
        &self.addresses[0]
    }

    /// Everywhere it listens, the address of [`bind`](super::Server::bind) first.
    pub fn local_addrs(&self) -> &[Address] {
        &self.addresses
    }

    /// What a client on this machine connects to: `http://127.0.0.1:50051`, `https://…` where it speaks TLS, or
    /// `unix:/run/users.sock`.
    pub fn url(&self) -> String {
        self.url_of(self.local_addr())
    }

    fn url_of(&self, address: &Address) -> String {
        let url = address.url();
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
    /// drain deadline has passed. A second signal ends it at once, during the
    /// [drain delay](super::Server::drain_delay) too; one that comes after `shutdown` is the first. From then on the process
    /// does not die of these signals, unless [`handle_signals`](super::Server::handle_signals) is off.
    ///
    /// Dropping the future ends all connections at once. A handler that blocks its thread (`#[spawn(blocking)]`) cannot be
    /// ended: tokio's runtime waits for it when it is dropped, unless by `Runtime::shutdown_timeout`.
    ///
    /// # Errors
    /// When the system does not let the process listen for signals.
    pub async fn serve(self) -> Result<(), Error> {
        let urls: Vec<_> = self
            .addresses
            .iter()
            .map(|address| self.url_of(address))
            .collect();
        let Self {
            mut acceptors,
            addresses: _,
            admission,
            services,
            checkups,
            connections,
            limits,
            leaves_signals_alone,
            handle,
        } = self;
        let mut signals = match leaves_signals_alone {
            true => None,
            false => Some(Signals::new()?),
        };
        let mut running = JoinSet::new();
        let _checkups = health::run(checkups, handle.statuses());
        tracing::info!(addresses = urls.join(" "), ?services, "serving");
        let admit = |running: &mut JoinSet<()>, (stream, peer): (Stream, Peer)| {
            if let Some(admitted) = admission.admit(&peer) {
                let connections = connections.clone();
                running.spawn(async move {
                    connections.serve(stream, peer).await;
                    drop(admitted);
                });
            }
        };
        let mut delay = pin!(drain_delay(&handle, limits.drain_delay));
        let mut certificates = pin!(watch_certificates(&handle));
        let mut asked = false;
        loop {
            tokio::select! {
                accepted = acceptors.accept() => admit(&mut running, accepted),
                Some(ended) = running.join_next() => note_panic(ended),
                () = certificates.as_mut() => {}
                signal = next(&mut signals) => {
                    if std::mem::replace(&mut asked, true) {
                        tracing::warn!(signal, "left: running calls are cancelled");
                        running.shutdown().await;
                        return Ok(());
                    }
                    tracing::info!(signal, "asked to leave");
                    handle.shutdown();
                }
                () = delay.as_mut() => break,
            }
        }

        tracing::info!("leaving: no new connections, running calls finish");
        handle.leave();
        // What the system has accepted in our name is served too.
        for accepted in acceptors.close() {
            admit(&mut running, accepted);
        }

        let finished = async {
            while let Some(ended) = running.join_next().await {
                note_panic(ended);
            }
        };
        // The first signal asks for what `Handle::shutdown` may have asked for before.
        let second = async {
            let mut signal = next(&mut signals).await;
            if !asked {
                tracing::info!(signal, "asked to leave, and leaving already");
                signal = next(&mut signals).await;
            }
            signal
        };
        tokio::select! {
            biased;
            () = finished => tracing::info!("left: every call has finished"),
            () = tokio::time::sleep(limits.drain_deadline) => {
                tracing::warn!("left: calls that ran beyond the drain deadline are cancelled");
            }
            signal = second => tracing::warn!(signal, "left: running calls are cancelled"),
        }
        running.shutdown().await;
        Ok(())
    }
}

/// The name of the next signal, if signals are listened for.
async fn next(signals: &mut Option<Signals>) -> &'static str {
    match signals {
        Some(signals) => signals.next().await,
        None => std::future::pending().await,
    }
}

/// Ends when no connection is accepted any more: some time after the server was asked to leave.
async fn drain_delay(handle: &Handle, delay: Duration) {
    handle.drain().reached(Stage::Asked).await;
    if !delay.is_zero() {
        tracing::info!(?delay, "leaving: health says so, and calls go on for a while");
        tokio::time::sleep(delay).await;
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
