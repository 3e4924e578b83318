//! One connection that speaks HTTP/1.1, as scrapers, probes and proxies do, and browsers without TLS: routes, and gRPC-Web
//! where that is compiled. It is never upgraded to something else, such as WebSocket.

mod heard;

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use http::StatusCode;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::capacity;
use super::connection::{Act, Dispatch, LAST_WORD, Seen, Vitals, report};
use super::drain::{Drain, Stage};
use super::limits::Limits;
use super::opening::Replayed;
use super::plain::plain;
use super::streams::Streams;
use super::turn::Turns;
use crate::rpc::{Body, Peer};
pub(super) use heard::heard_out;

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
        .header_read_timeout(limits.preface_timeout)
        .max_header_size(limits.max_header_list_size as usize);
    let wire = connection.wire().clone();
    let calls = dispatch.calls.clone();
    let turns = Turns::new(Streams::default(), wire.clone());
    let mut connection = pin!(http1.serve_connection(TokioIo::new(connection), dispatch));
    let mut draining = pin!(drain.reached(Stage::Draining));
    let mut drained = false;
    // Its requests have a time of their own, so all that is left of its times is its age.
    let limits = Limits {
        keepalive_interval: None,
        max_connection_idle: None,
        preface_timeout: Duration::MAX,
        ..*limits
    };
    let mut vitals = Vitals::new(limits, Instant::now().into_std(), capacity::chance());
    let mut timer = pin!(sleep_until(vitals.next(Instant::now().into_std()).into()));
    let seen = || Seen {
        read: wire.progress().read(),
        busy: calls.any(),
        awaited: calls.any_awaited(),
        answered: true,
        ..Seen::default()
    };
    loop {
        let written = wire.progress().written();
        tokio::select! {
            biased;
            result = poll_fn(|cx| turns.poll(connection.as_mut(), cx)) => {
                report(peer, result);
                let _ = timeout(LAST_WORD, wire.clone().end()).await;
                return;
            }
            () = draining.as_mut(), if !drained => {
                drained = true;
                // The request that is being answered is the last one; who waits for the next is not waited for.
                connection.as_mut().graceful_shutdown();
            }
            () = timer.as_mut() => {
                match vitals.act(Instant::now().into_std(), seen()) {
                    Act::Wait | Act::Ping => {}
                    Act::Leave(why) => {
                        tracing::debug!(%peer, why, "a connection ends");
                        connection.as_mut().graceful_shutdown();
                    }
                    Act::End(why) => {
                        tracing::debug!(%peer, why, "closed a connection");
                        return;
                    }
                }
                timer.as_mut().reset(vitals.next(Instant::now().into_std()).into());
            }
            () = patience(limits.send_timeout) => {
                if wire.owes() && wire.progress().written() == written {
                    tracing::debug!(%peer, "closed a connection whose peer did not take a reply in time");
                    return;
                }
            }
        }
    }
}

async fn patience(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => sleep(timeout).await,
        None => std::future::pending().await,
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
