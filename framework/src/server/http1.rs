//! One connection that speaks HTTP/1.1, as browsers and proxies do without TLS: gRPC-Web only.

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::time::sleep;

use super::connection::{Dispatch, report};
use super::drain::{Drain, Stage};
use super::limits::Limits;
use super::opening::Replayed;
use super::streams::Streams;
use super::turn::Turns;
use crate::rpc::Peer;

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
    let turns = Turns::new(Streams::default(), wire.clone());
    let mut connection = pin!(http1.serve_connection(TokioIo::new(connection), dispatch));
    let mut draining = pin!(drain.reached(Stage::Draining));
    let mut drained = false;
    loop {
        let written = wire.progress().written();
        tokio::select! {
            biased;
            result = poll_fn(|cx| turns.poll(connection.as_mut(), cx)) => return report(peer, result),
            () = draining.as_mut(), if !drained => {
                drained = true;
                // The request that is being answered is the last one; who waits for the next is not waited for.
                connection.as_mut().graceful_shutdown();
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
