//! A connection's bytes, and how far they have come.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

/// An accepted connection.
#[derive(Debug)]
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
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

/// A stream whose progress can be seen.
#[derive(Debug)]
pub(super) struct Metered {
    stream: Stream,
    progress: Arc<Progress>,
}

impl Metered {
    pub(super) fn new(stream: Stream) -> (Self, Arc<Progress>) {
        let progress = Arc::new(Progress::default());
        let metered = Self {
            stream,
            progress: progress.clone(),
        };
        (metered, progress)
    }

    fn count(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(n)) = written {
            self.progress.written.fetch_add(n as u64, Ordering::Relaxed);
        }
        written
    }
}

/// Calls a method of the stream, whichever it is.
macro_rules! each {
    ($stream:expr, $inner:ident => $call:expr) => {
        match $stream {
            Stream::Tcp($inner) => $call,
            #[cfg(unix)]
            Stream::Unix($inner) => $call,
        }
    };
}

impl AsyncRead for Metered {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = each!(&mut self.stream, inner => Pin::new(inner).poll_read(cx, buf));
        let read = buf.filled().len() - before;
        self.progress.read.fetch_add(read as u64, Ordering::Relaxed);
        polled
    }
}

impl AsyncWrite for Metered {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = each!(&mut self.stream, inner => Pin::new(inner).poll_write(cx, bytes));
        self.count(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = each!(&mut self.stream, inner => Pin::new(inner).poll_write_vectored(cx, bytes));
        self.count(written)
    }

    fn is_write_vectored(&self) -> bool {
        each!(&self.stream, inner => inner.is_write_vectored())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(&mut self.stream, inner => Pin::new(inner).poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(&mut self.stream, inner => Pin::new(inner).poll_shutdown(cx))
    }
}
