//! One connection that speaks HTTP/1.1, as scrapers, probes and proxies do, and browsers without TLS: routes, and gRPC-Web
//! where that is compiled. It is never upgraded to something else, such as WebSocket.

mod heard;
mod taking;

use std::pin::{Pin, pin};
use std::time::{Duration, Instant};

use http::StatusCode;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};

use super::connection::{Dispatch, Engine, Life};
use super::drain::Drain;
use super::limits::{LONGEST, Limits};
use super::opening::Replayed;
use super::plain::plain;
use super::streams::Streams;
use super::turn::Turns;
use crate::rpc::{Body, BoxError, Peer};
pub(super) use heard::heard_out;
use taking::Taking;

/// Serves a connection to its end: its peer's, the first request that does not come in time, or the server's.
pub(super) async fn serve(
    limits: &Limits,
    drain: &Drain,
    connection: Replayed,
    dispatch: Dispatch,
    peer: &Peer,
) {
    let mut http1 = http1::Builder::new();
    http1
        .timer(TokioTimer::new())
        .header_read_timeout(limits.preface_timeout.min(LONGEST))
        .max_header_size(limits.max_header_list_size as usize);
    let wire = connection.wire().clone();
    let calls = dispatch.calls.clone();
    let turns = Turns::new(Streams::default(), wire.clone());
    let engine = http1.serve_connection(TokioIo::new(connection), dispatch);
    let connection = pin!(Taking::new(engine, wire.clone(), limits.send_timeout));
    let life = Life {
        begun: Instant::now(),
        // Its requests have a time of their own, so all that is left of its times is its age.
        limits: Limits {
            keepalive_interval: None,
            max_connection_idle: None,
            preface_timeout: Duration::MAX,
            ..*limits
        },
        drain,
        peer,
        wire: &wire,
        calls,
    };
    life.of(connection, turns).await;
}

impl Engine for Taking<http1::Connection<TokioIo<Replayed>, Dispatch>> {
    type Error = BoxError;

    const HAS_PING: bool = false;

    /// The request that is being answered is the last one; who waits for the next is not waited for.
    fn leave(self: Pin<&mut Self>) {
        self.engine().graceful_shutdown();
    }
}

/// The answer to gRPC, which HTTP/1 cannot carry.
pub(super) fn no_grpc() -> http::Response<Body> {
    let line = match cfg!(feature = "web") {
        true => "gRPC needs HTTP/2; gRPC-Web, whose content type is application/grpc-web, does without",
        false => "gRPC needs HTTP/2; gRPC-Web does without, and is traitwire's feature `web`",
    };
    plain(StatusCode::HTTP_VERSION_NOT_SUPPORTED, line)
}
