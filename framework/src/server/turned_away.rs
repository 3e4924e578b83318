//! A peer that speaks what is not spoken here: it is told so where it can be, and its connection ends in order.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::timeout;

use super::opening::Replayed;

/// What is read of a peer before its connection is closed, in bytes, and for how long.
const BOUND: usize = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(1);

/// The answer to HTTP/1 where it is not served.
#[cfg(not(feature = "web"))]
pub(super) const HTTP2_ONLY: &str = "HTTP/1.1 505 HTTP Version Not Supported\r\n\
    content-type: text/plain\r\n\
    content-length: 41\r\n\
    connection: close\r\n\
    \r\n\
    this is a gRPC server: it speaks HTTP/2.\n";

/// Says `words`, and closes: our side first, and the connection when the peer has closed its own or has said enough. To
/// close with bytes of it unread would be a reset, which may take our words away from it again.
pub(super) async fn turn_away(mut connection: Replayed, words: &str) {
    // What fails here is over either way.
    let _ = timeout(PATIENCE, end(&mut connection, words.as_bytes())).await;
}

async fn end(connection: &mut Replayed, mut words: &[u8]) -> io::Result<()> {
    while !words.is_empty() {
        let written = poll_fn(|cx| Pin::new(&mut *connection).poll_write(cx, words)).await?;
        words = &words[written..];
    }
    poll_fn(|cx| Pin::new(&mut *connection).poll_shutdown(cx)).await?;
    let (mut chunk, mut read) = ([0; 4096], 0);
    while read < BOUND {
        let len = poll_fn(|cx| {
            let mut buf = ReadBuf::new(&mut chunk);
            Pin::new(&mut *connection)
                .poll_read(cx, &mut buf)
                .map_ok(|()| buf.filled().len())
        })
        .await?;
        if len == 0 {
            break;
        }
        read += len;
    }
    Ok(())
}
