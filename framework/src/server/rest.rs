//! The rest of a request that nobody wants.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::time::timeout;

use crate::rpc::Body;

/// How long it is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a body to its end, or so many bytes of it, or as much as comes in time.
pub(super) async fn read_rest(mut body: Body, bytes: usize) {
    let whole = async {
        let mut read = 0;
        while read < bytes {
            match poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(_)) | None => return,
            }
        }
    };
    // Whoever is slower than that is not heard out.
    let _ = timeout(PATIENCE, whole).await;
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::{Context, Poll};

    use http_body::Frame;

    use super::*;

    /// A body that never ends, and says nothing after so many pieces.
    struct Pieces(usize);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            let Some(left) = self.0.checked_sub(1) else {
                return Poll::Pending;
            };
            self.0 = left;
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[0; 1024])))))
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_does_not_end_is_read_for_a_while() {
        for (pieces, waits) in [(0, true), (63, true), (64, false)] {
            let begun = tokio::time::Instant::now();
            read_rest(Body::new(Pieces(pieces)), 64 << 10).await;
            assert_eq!(begun.elapsed() >= PATIENCE, waits, "{pieces}");
        }
    }
}
