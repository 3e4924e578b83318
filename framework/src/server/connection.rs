//! One connection: HTTP/2 with its limits on, from the preface to the GOAWAY; what speaks otherwise goes elsewhere.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{self, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper_util::rt::TokioIo;
use tokio::time::{Sleep, sleep};

use super::drain::{Drain, Stage};
#[cfg(feature = "web")]
use super::http1;
use super::limits::Limits;
use super::open::Origin;
use super::opening::{Replayed, Speaks, listen};
use super::router::{Owner, Router};
use super::service::ResponseFuture;
use super::stream::{Stream, Wire};
use super::streams::Streams;
#[cfg(feature = "tls")]
use super::tls::{self, Current};
use super::turn::Turns;
#[cfg(not(feature = "web"))]
use super::turned_away::HTTP2_ONLY;
use super::turned_away::turn_away;
use crate::rpc::Peer;
use crate::rpc::body::{Body, BoxError};

/// The client's preface, and the head of the SETTINGS frame that follows it (RFC 9113, 3.4).
const PREFACE: u64 = 24 + 9;

/// How long a peer that leaves may be silent, when none of its calls is running.
const LINGER: Duration = Duration::from_secs(1);

/// How many streams of one connection may be reset for the errors of its peer before it is closed; each keeps some
/// memory (RUSTSEC-2024-0003). Of those that the peer resets itself before anyone looked at them ("rapid reset"), as
/// many as may run at a time.
const MAX_LOCAL_ERROR_RESETS: usize = 1024;

/// What the connections of a server share.
pub(super) struct Connections {
    router: Router,
    limits: Limits,
    drain: Drain,
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
        let preface = pin!(sleep(self.limits.preface_timeout));
        self.serve_until(preface, Wire::new(stream), peer).await;
    }

    /// The same; it is to have begun before `preface` is over.
    async fn serve_until(self: Arc<Self>, mut preface: Pin<&mut Sleep>, wire: Wire, peer: Peer) {
        let longest_line = self.limits.max_header_list_size as usize;
        let leaving = async {
            self.drain.reached(Stage::Draining).await;
            sleep(LINGER).await;
        };
        let opened = tokio::select! {
            biased;
            opened = listen(wire.clone(), longest_line) => opened,
            () = preface.as_mut() => {
                tracing::debug!(%peer, "closed a connection that sent no HTTP/2 preface in time");
                return;
            }
            () = leaving => return,
        };
        let (speaks, opened) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                tracing::debug!(%peer, %error, "a connection broke before it began");
                return;
            }
        };
        match speaks {
            Speaks::Http2 => self.serve_http2(preface, opened, peer).await,
            #[cfg(feature = "web")]
            Speaks::Http1 => {
                let dispatch = self.dispatch(&peer, Calls::default());
                // The futures of rare kinds are boxed, so that the common one is no larger for them.
                Box::pin(http1::serve(&self.limits, &self.drain, opened, dispatch, &peer)).await;
            }
            #[cfg(not(feature = "web"))]
            Speaks::Http1 => Box::pin(turn_away(opened, HTTP2_ONLY)).await,
            Speaks::Neither => {
                tracing::debug!(%peer, "closed a connection that speaks no HTTP");
                Box::pin(turn_away(opened, "")).await;
            }
        }
    }

    fn dispatch(self: &Arc<Self>, peer: &Peer, calls: Calls) -> Dispatch {
        let mut origin = Origin::new(Some(peer.clone()));
        origin.max_request_size = self.limits.max_request_size;
        origin.compression = self.limits.compression;
        Dispatch {
            connections: self.clone(),
            origin,
            calls,
        }
    }

    async fn serve_http2(self: Arc<Self>, mut preface: Pin<&mut Sleep>, opened: Replayed, peer: Peer) {
        let wire = opened.wire().clone();
        let progress = wire.progress();
        let streams = Streams::default();
        let calls = Calls::default();
        let dispatch = self.dispatch(&peer, calls.clone());
        let http2 = self.http2(streams.clone());
        let mut connection = pin!(http2.serve_connection(TokioIo::new(opened), dispatch));
        let turns = Turns::new(streams, wire.clone());

        let mut draining = pin!(self.drain.reached(Stage::Draining));
        let mut in_preface = true;
        loop {
            tokio::select! {
                biased;
                result = poll_fn(|cx| turns.poll(connection.as_mut(), cx)) => return report(&peer, result),
                () = draining.as_mut() => break,
                () = preface.as_mut(), if in_preface => {
                    in_preface = false;
                    if progress.read() < PREFACE {
                        tracing::debug!(%peer, "closed a connection that sent no HTTP/2 preface in time");
                        return;
                    }
                }
            }
        }

        // Two steps, so that no call on its way is lost: a GOAWAY that refuses nothing and a PING, and when that is
        // answered, a GOAWAY that names the last call. The connection ends when its calls have.
        connection.as_mut().graceful_shutdown();
        loop {
            let written = progress.written();
            tokio::select! {
                biased;
                result = poll_fn(|cx| turns.poll(connection.as_mut(), cx)) => return report(&peer, result),
                () = sleep(LINGER) => {
                    if !calls.any() && progress.written() == written {
                        tracing::debug!(%peer, "closed a connection that did not answer a GOAWAY");
                        return;
                    }
                }
            }
        }
    }
}

pub(super) fn report(peer: &Peer, result: hyper::Result<()>) {
    if let Err(error) = result {
        tracing::debug!(%peer, error = &error as &dyn std::error::Error, "a connection broke");
    }
}

/// The running calls of a connection that a leaving server waits for: one clone for each.
#[derive(Debug, Clone, Default)]
pub(super) struct Calls(Arc<()>);

impl Calls {
    /// Whether there is any, asked by the one who counts (whose dispatcher has a clone too).
    fn any(&self) -> bool {
        Arc::strong_count(&self.0) > 2
    }
}

/// Answers the requests of one connection.
pub(super) struct Dispatch {
    connections: Arc<Connections>,
    origin: Origin,
    calls: Calls,
}

impl hyper::service::Service<http::Request<Incoming>> for Dispatch {
    type Response = http::Response<Counted>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: http::Request<Incoming>) -> Answer {
        let request = request.map(Body::new);
        let (owner, response) = self.connections.router.serve(&self.origin, request);
        let call = (owner == Owner::Application).then(|| self.calls.clone());
        Answer { response, call }
    }
}

/// A response to come.
pub(super) struct Answer {
    response: ResponseFuture,
    call: Option<Calls>,
}

impl Future for Answer {
    type Output = Result<http::Response<Counted>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(cx));
        let _call = self.call.take();
        Poll::Ready(Ok(response.map(|body| Counted { body, _call })))
    }
}

/// A body whose call is running until it is sent.
pub(super) struct Counted {
    body: Body,
    _call: Option<Calls>,
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
