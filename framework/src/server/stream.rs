//! A connection's bytes, how far they have come, and when they are written.

use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf as _, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::time::timeout;

use super::frames::{self, Flood, Frames};

/// How many bytes wait for the end of a turn at most; more are written as they come.
const COLLECTED: usize = 64 << 10;

/// How long a peer may be silent beyond the end, before it is taken not to read any more, and how long it is heard in all.
const SILENCE: Duration = Duration::from_secs(5);
const LINGER: Duration = Duration::from_secs(10);

/// An accepted connection.
#[derive(Debug)]
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    #[cfg(feature = "tls")]
    Tls(Box<tokio_rustls::server::TlsStream<TcpStream>>),
}

/// How much a connection has read and written; seen from beside it while it runs.
#[derive(Debug, Default)]
pub(super) struct Progress {
    read: AtomicU64,
    written: AtomicU64,
}

impl Progress {
    /// Bytes read.
    pub(super) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes written.
    pub(super) fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }
}

/// A stream that writes when it is told to, by whoever polls the connection on it.
///
/// h2 flushes after each frame or so. Here that means nothing: bytes are collected until [`Wire::flush`], so that one
/// turn of the connection is one write. Both halves are of one task; the lock is never waited for.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    state: Arc<Mutex<State>>,
    progress: Arc<Progress>,
}

#[derive(Debug)]
struct State {
    stream: Stream,
    /// The frames that have been read.
    frames: Frames,
    /// Written by h2, and not by us.
    collected: BytesMut,
    /// The peer took nothing of a write that is not collected.
    refused: bool,
    /// Whether a frame ends where h2 has written to, so that one of ours may follow.
    between_frames: bool,
    /// A PING of ours is to be written there.
    ping_due: bool,
    /// A write failed; it fails h2's next one.
    failed: Option<io::Error>,
}

/// Calls a method of the stream, whichever it is.
macro_rules! each {
    ($stream:expr, $inner:ident => $call:expr) => {
        match $stream {
            Stream::Tcp($inner) => $call,
            #[cfg(unix)]
            Stream::Unix($inner) => $call,
            #[cfg(feature = "tls")]
            Stream::Tls($inner) => $call,
        }
    };
}

impl Wire {
    pub(super) fn new(stream: Stream, frames: Frames) -> Self {
        let state = State {
            stream,
            frames,
            collected: BytesMut::new(),
            refused: false,
            between_frames: true,
            ping_due: false,
            failed: None,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            progress: Arc::default(),
        }
    }

    /// How far it has come.
    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Writes what has been collected, as far as the peer takes it. The task is woken when it takes more; what fails is
    /// h2's to hear of, which it is woken for.
    pub(super) fn flush(&self, cx: &mut Context<'_>) {
        let mut state = self.lock();
        if let Poll::Ready(Err(error)) = state.poll_flush(&self.progress, cx) {
            state.failed = Some(error);
            cx.waker().wake_by_ref();
        }
    }

    /// Whether the peer has not taken all that is written.
    pub(super) fn owes(&self) -> bool {
        let state = self.lock();
        state.refused || !state.collected.is_empty()
    }

    /// How many streams the peer has begun.
    pub(super) fn streams(&self) -> u64 {
        self.lock().frames.streams()
    }

    /// Whether the peer has answered when it was last [asked](Self::ping) whether it is there.
    pub(super) fn answered(&self) -> bool {
        let state = self.lock();
        !state.ping_due && state.frames.answered()
    }

    /// Asks the peer whether it is there, with the next [`flush`](Self::flush); whatever is read then is its answer.
    pub(super) fn ping(&self) {
        let mut state = self.lock();
        // It has been silent: the room that its largest answers took is given back.
        if state.collected.is_empty() {
            state.collected = BytesMut::new();
        }
        state.ping_due = true;
        state.write_ping();
    }

    /// Ends a connection that its engine is done with: writes what is left, and reads until the peer has closed it too, since
    /// closing on bytes that are unread, or that come later, would reset the connection, and take with it what the system
    /// still has to send. The peer has so much time to take what is left, and then ten seconds to close.
    pub(super) async fn end(mut self, patience: Duration) {
        if !matches!(timeout(patience, self.shutdown()).await, Ok(Ok(()))) {
            return;
        }
        let mut scrap = [0; 4 << 10];
        let heard_out = async {
            loop {
                let read = poll_fn(|cx| {
                    let mut buf = ReadBuf::new(&mut scrap);
                    let polled =
                        each!(&mut self.lock().stream, inner => Pin::new(inner).poll_read(cx, &mut buf));
                    polled.map_ok(|()| buf.filled().len())
                });
                if !matches!(timeout(SILENCE, read).await, Ok(Ok(1..))) {
                    return;
                }
            }
        };
        let _ = timeout(patience.min(LINGER), heard_out).await;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Writes everything that has been collected.
    fn poll_write_out(&mut self, progress: &Progress, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(error) = self.failed.take() {
            return Poll::Ready(Err(error));
        }
        while !self.collected.is_empty() {
            let collected = &self.collected[..];
            let written =
                ready!(each!(&mut self.stream, inner => Pin::new(inner).poll_write(cx, collected)))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            progress.written.fetch_add(written as u64, Ordering::Relaxed);
            self.collected.advance(written);
        }
        Poll::Ready(Ok(()))
    }

    /// Writes everything, what TLS has encrypted and not written included.
    fn poll_flush(&mut self, progress: &Progress, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_write_out(progress, cx))?;
        each!(&mut self.stream, inner => Pin::new(inner).poll_flush(cx))
    }

    /// Writes the PING that is due, if it may stand here.
    fn write_ping(&mut self) {
        if self.ping_due && self.between_frames {
            self.ping_due = false;
            self.frames.pinged();
            self.collected.extend_from_slice(&frames::ping());
        }
    }

    /// Tells the peer what it has done. Whether it is told depends on whether it reads.
    fn write_goaway(&mut self, flood: Flood) -> io::Error {
        if self.between_frames {
            let frame = frames::goaway(self.frames.last_stream(), flood.reason());
            self.collected.extend_from_slice(&frame);
        }
        io::Error::other(flood.reason())
    }

    /// Takes `len` bytes, or waits for room.
    fn poll_room(&mut self, len: usize, progress: &Progress, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(error) = self.failed.take() {
            return Poll::Ready(Err(error));
        }
        if self.collected.len() + len <= COLLECTED {
            return Poll::Ready(Ok(()));
        }
        self.poll_write_out(progress, cx)
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let mut state = self.lock();
        ready!(each!(&mut state.stream, inner => Pin::new(inner).poll_read(cx, buf)))?;
        let read = &mut buf.filled_mut()[before..];
        self.progress.read.fetch_add(read.len() as u64, Ordering::Relaxed);
        if let Err(flood) = state.frames.read(read, self.progress.written()) {
            return Poll::Ready(Err(state.write_goaway(flood)));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut state = self.lock();
        let len = bytes.iter().map(|slice| slice.len()).sum();
        ready!(state.poll_room(len, &self.progress, cx))?;
        state.between_frames = false;
        if len >= COLLECTED {
            // Large enough to be a write of its own, without a copy.
            let polled = each!(&mut state.stream, inner => Pin::new(inner).poll_write_vectored(cx, bytes));
            state.refused = polled.is_pending();
            let written = ready!(polled)?;
            self.progress.written.fetch_add(written as u64, Ordering::Relaxed);
            return Poll::Ready(Ok(written));
        }
        for slice in bytes {
            state.collected.extend_from_slice(slice);
        }
        Poll::Ready(Ok(len))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.lock();
        // h2 flushes after whole frames only.
        state.between_frames = true;
        state.write_ping();
        match state.failed.take() {
            Some(error) => Poll::Ready(Err(error)),
            None => Poll::Ready(Ok(())),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.lock();
        ready!(state.poll_write_out(&self.progress, cx))?;
        each!(&mut state.stream, inner => Pin::new(inner).poll_shutdown(cx))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::server::limits::Limits;

    #[tokio::test]
    async fn the_end_is_that_of_the_peer() {
        let (near, mut far) = UnixStream::pair().expect("sockets");
        let wire = Wire::new(Stream::Unix(near), Frames::new(&Limits::default()));
        let ending = tokio::spawn(wire.end(Duration::MAX));
        for _ in 0..100 {
            far.write_all(&frames::ping()).await.expect("it is read");
            tokio::task::yield_now().await;
        }
        assert!(!ending.is_finished());
        drop(far);
        ending.await.expect("no panic");
    }

    #[tokio::test]
    async fn a_silent_connection_gives_its_room_back() {
        const MUCH: usize = 40 << 10;
        let (near, _far) = UnixStream::pair().expect("sockets");
        let mut wire = Wire::new(Stream::Unix(near), Frames::new(&Limits::default()));
        wire.write_all(&[0; MUCH]).await.expect("collected");
        tokio::io::AsyncWriteExt::flush(&mut wire)
            .await
            .expect("a frame's end");
        poll_fn(|cx| {
            Wire::flush(&wire, cx);
            Poll::Ready(())
        })
        .await;
        assert_eq!(wire.progress().written(), MUCH as u64);
        assert!(
            wire.lock().collected.try_reclaim(MUCH),
            "it is kept for what follows"
        );
        wire.ping();
        assert!(!wire.lock().collected.try_reclaim(MUCH));
    }
}
