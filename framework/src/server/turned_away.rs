//! A peer that speaks what is not spoken here: it is told so where it can be, and its connection ends in order.

use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use super::opening::Replayed;

/// How long a peer may take to close its side.
const PATIENCE: Duration = Duration::from_secs(1);

/// The answer to HTTP/1 where it is not served.
#[cfg(not(feature = "http1"))]
pub(super) const HTTP2_ONLY: &str = "HTTP/1.1 505 HTTP Version Not Supported\r\n\
    content-type: text/plain\r\n\
    content-length: 69\r\n\
    connection: close\r\n\
    \r\n\
    this is a gRPC server: it speaks HTTP/2, and has no feature `http1`.\n";

/// Says `words`, and closes: our side first, and the connection when the peer has closed its own or has had the time to.
pub(super) async fn turn_away(connection: Replayed, words: &str) {
    let mut wire = connection.wire().clone();
    let ended = async {
        // What fails here is over either way.
        if wire.write_all(words.as_bytes()).await.is_ok() {
            wire.end(PATIENCE).await;
        }
    };
    let _ = timeout(PATIENCE, ended).await;
}
