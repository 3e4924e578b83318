//! One connection: HTTP/2 with its limits on, from the preface to the GOAWAY; what speaks otherwise goes elsewhere.

mod dispatch;
mod life;
mod vitals;

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Instant;

use hyper::server::conn::http2;
use hyper_util::rt::TokioIo;
use tokio::time::sleep;

use super::capacity::Capacity;
use super::drain::{Drain, Stage};
use super::frames::Frames;
#[cfg(feature = "http1")]
use super::http1;
use super::limits::Limits;
use super::open::Origin;
use super::opening::{Replayed, Speaks, listen};
use super::router::Router;
use super::stream::{Stream, Wire};
use super::streams::Streams;
#[cfg(feature = "tls")]
use super::tls::{self, Current};
use super::turn::Turns;
#[cfg(not(feature = "http1"))]
use super::turned_away::HTTP2_ONLY;
use super::turned_away::turn_away;
use crate::rpc::Peer;
use dispatch::Calls;
pub(super) use dispatch::Dispatch;
pub(super) use life::{Engine, LAST_WORD, Life};

/// How many streams of one connection may be reset for the errors of its peer before it is closed; each keeps some
/// memory (RUSTSEC-2024-0003). Of those that the peer resets itself before anyone looked at them ("rapid reset"), as
/// many as may run at a time.
const MAX_LOCAL_ERROR_RESETS: usize = 1024;

/// What the connections of a server share.
pub(super) struct Connections {
    router: Router,
    limits: Limits,
    drain: Drain,
    /// Where calls are counted.
    capacity: Option<Arc<Capacity>>,
    #[cfg(feature = "tls")]
    tls: Option<Arc<Current>>,
}

impl Connections {
    pub(super) fn new(
        router: Router,
        limits: Limits,
        drain: Drain,
        #[cfg(feature = "tls")] tls: Option<Arc<Current>>,
    ) -> Self {
        Self {
            router,
            limits,
            drain,
            capacity: limits.max_concurrent_calls.map(Capacity::new),
            #[cfg(feature = "tls")]
            tls,
        }
    }

    fn http2(&self, streams: Streams) -> http2::Builder<Streams> {
        let limits = &self.limits;
        let mut http2 = http2::Builder::new(streams);
        http2
            .max_concurrent_streams(limits.max_concurrent_streams)
            .max_pending_accept_reset_streams(limits.max_concurrent_streams as usize)
            .max_local_error_reset_streams(MAX_LOCAL_ERROR_RESETS)
            .max_header_list_size(limits.max_header_list_size)
            .auto_date_header(false);
        http2
    }

    /// Serves one connection to its end.
    pub(super) async fn serve(self: Arc<Self>, stream: Stream, peer: Peer) {
        #[cfg(feature = "tls")]
        let (stream, peer) = match &self.tls {
            None => (stream, peer),
            Some(tls) => {
                let patience = self.limits.handshake_timeout;
                match tls::secure(tls, stream, peer, patience, &self.drain).await {
                    Some(secured) => secured,
                    None => return,
                }
            }
        };
        let begun = Instant::now();
        let wire = Wire::new(stream, Frames::new(&self.limits));
        let Some((speaks, opened)) = self.open(wire, &peer).await else {
            return;
        };
        match speaks {
            Speaks::Http2 => self.serve_http2(begun, opened, peer).await,
            // The futures of rare kinds are boxed, so that the common one is no larger for them.
            #[cfg(feature = "http1")]
            Speaks::Http1 => {
                let dispatch = self.dispatch(&peer, Calls::default());
                Box::pin(http1::serve(&self.limits, &self.drain, opened, dispatch, &peer)).await;
            }
            #[cfg(not(feature = "http1"))]
            Speaks::Http1 => Box::pin(turn_away(opened, HTTP2_ONLY)).await,
            Speaks::Neither => {
                tracing::debug!(%peer, "closed a connection that speaks no HTTP");
                Box::pin(turn_away(opened, "")).await;
            }
        }
    }

    /// Reads what the peer speaks, if it says so in time.
    async fn open(&self, wire: Wire, peer: &Peer) -> Option<(Speaks, Replayed)> {
        let leaving = async {
            self.drain.reached(Stage::Draining).await;
            sleep(LAST_WORD).await;
        };
        let opened = tokio::select! {
            biased;
            opened = listen(wire, self.limits.max_header_list_size as usize) => opened,
            () = sleep(self.limits.preface_timeout) => {
                tracing::debug!(%peer, "closed a connection that sent no HTTP/2 preface in time");
                return None;
            }
            () = leaving => return None,
        };
        opened
            .inspect_err(|error| tracing::debug!(%peer, %error, "a connection broke before it began"))
            .ok()
    }

    fn dispatch(self: &Arc<Self>, peer: &Peer, calls: Calls) -> Dispatch {
        let mut origin = Origin::new(Some(peer.clone()));
        origin.max_request_size = self.limits.max_request_size;
        origin.compression = self.limits.compression;
        origin.default_timeout = self.limits.default_timeout;
        origin.max_timeout = self.limits.max_timeout;
        origin.receive_timeout = self.limits.receive_timeout;
        Dispatch {
            connections: self.clone(),
            origin,
            calls,
        }
    }

    /// Serves one that began then, and speaks HTTP/2.
    async fn serve_http2(self: Arc<Self>, begun: Instant, opened: Replayed, peer: Peer) {
        let wire = opened.wire().clone();
        let streams = Streams::new(self.limits.send_timeout);
        let calls = Calls::default();
        let dispatch = self.dispatch(&peer, calls.clone());
        let http2 = self.http2(streams.clone());
        let connection = pin!(http2.serve_connection(TokioIo::new(opened), dispatch));
        let life = Life {
            begun,
            limits: self.limits,
            drain: &self.drain,
            peer: &peer,
            wire: &wire,
            calls,
        };
        life.of(connection, Turns::new(streams, wire.clone())).await;
    }
}

impl Engine for http2::Connection<TokioIo<Replayed>, Dispatch, Streams> {
    type Error = hyper::Error;

    const HAS_PING: bool = true;

    /// In two steps, so that no call on its way is lost: a GOAWAY that refuses nothing and a PING, and when that is answered,
    /// a GOAWAY that names the last call.
    fn leave(self: Pin<&mut Self>) {
        self.graceful_shutdown();
    }
}
