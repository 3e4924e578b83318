//! The first bytes of a connection: which protocol its peer speaks. No byte of them is lost.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::stream::Wire;

/// The client's preface (RFC 9113, 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// How much is read at a time, in bytes.
const CHUNK: usize = 512;

/// What a peer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    /// HTTP/2, with prior knowledge or after ALPN.
    Http2,
    /// HTTP/1.1, or 1.0.
    Http1,
    /// Nothing that is spoken here.
    Neither,
}

/// Reads until it is known what the peer speaks. The bytes that were read come first in what is given back.
///
/// # Errors
/// Those of reading. A peer that ends before it has said enough speaks neither.
pub(super) async fn listen(mut wire: Wire, longest_line: usize) -> io::Result<(Speaks, Replayed)> {
    let mut read = BytesMut::new();
    loop {
        if let Some(speaks) = judge(&read, longest_line) {
            return Ok((speaks, Replayed::new(read.freeze(), wire)));
        }
        let mut chunk = [0; CHUNK];
        let len = poll_fn(|cx| {
            let mut buf = ReadBuf::new(&mut chunk);
            Pin::new(&mut wire)
                .poll_read(cx, &mut buf)
                .map_ok(|()| buf.filled().len())
        })
        .await?;
        if len == 0 {
            return Ok((Speaks::Neither, Replayed::new(read.freeze(), wire)));
        }
        read.extend_from_slice(&chunk[..len]);
    }
}

/// What the peer speaks that begins so; `None` when that is not known yet.
fn judge(read: &[u8], longest_line: usize) -> Option<Speaks> {
    if read.starts_with(PREFACE) {
        return Some(Speaks::Http2);
    }
    if PREFACE.starts_with(read) {
        return None;
    }
    let end = read.iter().position(|byte| *byte == b'\n');
    let line = &read[..end.unwrap_or(read.len())];
    match end {
        Some(_) if is_http1(line) => Some(Speaks::Http1),
        None if line.len() <= longest_line && begins_a_line(line) => None,
        _ => Some(Speaks::Neither),
    }
}

/// Whether a line begins with a method, or with a part of one (RFC 9110, 9.1).
fn begins_a_line(line: &[u8]) -> bool {
    const LONGEST: usize = 32;
    let end = line.iter().position(|byte| *byte == b' ').unwrap_or(line.len());
    let method = &line[..end];
    method.len() <= LONGEST
        && (end == line.len() || !method.is_empty())
        && method
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || *byte == b'-')
}

/// Whether a line, without its end, is a request line of HTTP/1 (RFC 9112, 3).
fn is_http1(line: &[u8]) -> bool {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mut parts = line.split(|byte| *byte == b' ');
    let [Some(method), Some(target), Some(version), None] =
        [parts.next(), parts.next(), parts.next(), parts.next()]
    else {
        return false;
    };
    !method.is_empty()
        && begins_a_line(method)
        && !target.is_empty()
        && matches!(version, b"HTTP/1.1" | b"HTTP/1.0")
}

/// A connection from its first byte on, though some have been read.
#[derive(Debug)]
pub(super) struct Replayed {
    first: Bytes,
    wire: Wire,
}

impl Replayed {
    fn new(first: Bytes, wire: Wire) -> Self {
        Self { first, wire }
    }

    /// The connection itself.
    pub(super) fn wire(&self) -> &Wire {
        &self.wire
    }
}

impl AsyncRead for Replayed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.first.is_empty() {
            return Pin::new(&mut self.wire).poll_read(cx, buf);
        }
        let len = self.first.len().min(buf.remaining());
        buf.put_slice(&self.first[..len]);
        self.first.advance(len);
        if self.first.is_empty() {
            // An open connection is to hold nothing of its beginning.
            self.first = Bytes::new();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Replayed {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.wire.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known after each byte, and what it is in the end.
    fn heard(bytes: &[u8]) -> Option<Speaks> {
        (0..=bytes.len()).find_map(|len| judge(&bytes[..len], 100))
    }

    #[test]
    fn what_peers_speak() {
        for (bytes, speaks) in [
            (&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..], Some(Speaks::Http2)),
            (b"PRI * HTTP/2.0\r\n\r\nSM\r\n", None),
            (b"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", Some(Speaks::Neither)),
            (b"INVALID CONNECTION PREFACE\r\n\r\n", Some(Speaks::Neither)),
            (b"GET / HTTP/1.1\r\n", Some(Speaks::Http1)),
            (b"PUT / HTTP/1.0\n", Some(Speaks::Http1)),
            (b"M-SEARCH * HTTP/1.1\r\n", Some(Speaks::Http1)),
            (b"GET / HTTP/1.1", None),
            (b"GET /", None),
            (b"GET / HTTP/2.0\r\n", Some(Speaks::Neither)),
            (b"GET  / HTTP/1.1\r\n", Some(Speaks::Neither)),
            (b"GET / HTTP/1.1 \r\n", Some(Speaks::Neither)),
            (b"GET /\r\n", Some(Speaks::Neither)),
            (b"\r\n", Some(Speaks::Neither)),
            (b" / HTTP/1.1\r\n", Some(Speaks::Neither)),
            (b"\x16\x03\x01\x02", Some(Speaks::Neither)),
            (&[b'A'; 33], Some(Speaks::Neither)),
            (b"", None),
        ] {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(heard(bytes), speaks, "byte by byte: {text}");
            assert_eq!(judge(bytes, 100), speaks, "at once: {text}");
        }
        let long = [b"GET /", &[b'x'; 96][..]].concat();
        assert_eq!(judge(&long, 100), Some(Speaks::Neither));
        assert_eq!(judge(&long, 101), None);
    }
}
