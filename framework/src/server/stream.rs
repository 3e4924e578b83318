//! A connection's bytes, how far they have come, and when they are written.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

/// How many bytes wait for the end of a turn at most; more are written as they come.
const COLLECTED: usize = 64 << 10;

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
    /// Written by h2, and not by us.
    collected: BytesMut,
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
    pub(super) fn new(stream: Stream) -> Self {
        let state = State {
            stream,
            collected: BytesMut::new(),
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
        let polled = each!(&mut self.lock().stream, inner => Pin::new(inner).poll_read(cx, buf));
        let read = buf.filled().len() - before;
        self.progress.read.fetch_add(read as u64, Ordering::Relaxed);
        polled
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
        if len >= COLLECTED {
            // Large enough to be a write of its own, without a copy.
            let written =
                ready!(each!(&mut state.stream, inner => Pin::new(inner).poll_write_vectored(cx, bytes)))?;
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
        match self.lock().failed.take() {
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
