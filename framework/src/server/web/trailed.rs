//! A body with its trailers inside: the last frame of a response.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{BufMut as _, Bytes, BytesMut};
use http::HeaderMap;
use http_body::Frame;

use crate::rpc::{Body, BoxError};

/// The flag of a frame that holds trailers.
const TRAILERS: u8 = 0x80;

/// How bytes are written.
pub(super) type Write = fn(Bytes) -> Bytes;

/// As they are.
pub(super) fn binary(bytes: Bytes) -> Bytes {
    bytes
}

/// In base64. Each piece ends with its padding, so that it can be read when it comes.
pub(super) fn text(bytes: Bytes) -> Bytes {
    STANDARD.encode(bytes).into()
}

/// Writes the trailers of a body as its last bytes.
pub(super) struct Trailed {
    body: Body,
    write: Write,
    ended: bool,
}

impl Trailed {
    pub(super) fn new(body: Body, write: Write) -> Self {
        Self {
            body,
            write,
            ended: false,
        }
    }
}

impl http_body::Body for Trailed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            Some(Ok(frame)) => frame,
            other => {
                self.ended = true;
                return Poll::Ready(other);
            }
        };
        let bytes = match frame.into_data() {
            Ok(data) => data,
            Err(frame) => {
                self.ended = true;
                framed(&frame.into_trailers().unwrap_or_default())
            }
        };
        Poll::Ready(Some(Ok(Frame::data((self.write)(bytes)))))
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}

/// A frame of trailers: a header block of HTTP/1, names in lower case, without the empty line at its end.
fn framed(trailers: &HeaderMap) -> Bytes {
    const PREFIX: usize = 5;
    let mut frame = BytesMut::with_capacity(128);
    frame.put_bytes(0, PREFIX);
    for (name, value) in trailers {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            frame.extend_from_slice(part);
        }
    }
    // Headers of 4 GiB are no headers: those we write are bounded far below.
    let len = u32::try_from(frame.len() - PREFIX).unwrap_or(u32::MAX);
    let [a, b, c, d] = len.to_be_bytes();
    frame[..PREFIX].copy_from_slice(&[TRAILERS, a, b, c, d]);
    frame.freeze()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http_body::Body as _;

    use super::*;

    async fn bytes(body: Body, write: Write) -> Vec<u8> {
        let mut body = Trailed::new(body, write);
        let mut all = Vec::new();
        while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let frame = frame.expect("whole");
            all.extend_from_slice(&frame.into_data().expect("nothing but bytes"));
        }
        assert!(body.is_end_stream());
        all
    }

    fn body() -> Body {
        let mut trailers = HeaderMap::new();
        trailers.insert("grpc-status", HeaderValue::from_static("0"));
        trailers.append("x", HeaderValue::from_static("1"));
        trailers.append("x", HeaderValue::from_static("2"));
        Body::reply(Bytes::from_static(b"\0\0\0\0\x01a"), Some(trailers))
    }

    #[tokio::test]
    async fn trailers_are_the_last_frame() {
        let expected = b"\0\0\0\0\x01a\x80\0\0\0\x1cgrpc-status: 0\r\nx: 1\r\nx: 2\r\n";
        assert_eq!(bytes(body(), binary).await, expected);
        assert_eq!(bytes(Body::empty(), binary).await, b"");
        let text = bytes(body(), text).await;
        let (first, second) = text.split_at(8);
        assert_eq!(STANDARD.decode(first).expect("base64"), expected[..6]);
        assert_eq!(STANDARD.decode(second).expect("base64"), expected[6..]);
    }
}
