//! The messages of a body, as they come in.

use std::pin::Pin;
use std::task::{self, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body as _;
use tonic::{Code, Status};

use super::body::{Body, BoxError};
use super::codec::Codec;
use super::compression::Encoding;
use super::context::Context;
use super::frame::Splitter;
use super::metadata::Metadata;

/// Which end of the call reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The server reads the request: its end is a half-close, an error is a caller gone.
    Server,
    /// The client reads the reply: its end carries the status.
    Client,
}

/// The messages of one direction of a call, undecoded.
pub struct Inbound {
    body: Body,
    splitter: Splitter,
    codec: Codec,
    context: Context,
    side: Side,
    done: bool,
}

impl Inbound {
    pub(crate) fn new(
        body: Body,
        encoding: Option<Encoding>,
        max_size: usize,
        codec: Codec,
        context: Context,
        side: Side,
    ) -> Self {
        Self {
            body,
            splitter: Splitter::new(encoding, max_size),
            codec,
            context,
            side,
            done: false,
        }
    }

    /// The call.
    pub(crate) fn context(&self) -> &Context {
        &self.context
    }

    /// The format of the messages.
    pub(crate) fn codec(&self) -> Codec {
        self.codec
    }

    pub(crate) fn side(&self) -> Side {
        self.side
    }

    /// The next message; `None` at a clean end.
    pub(crate) fn poll_next(&mut self, cx: &mut task::Context<'_>) -> Poll<Option<Result<Bytes, Status>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let item = ready!(self.poll_message(cx));
        self.done = !matches!(item, Some(Ok(_)));
        if self.done && self.side == Side::Client {
            let code = item
                .as_ref()
                .and_then(|item| item.as_ref().err())
                .map_or(Code::Ok, Status::code);
            self.context.end(code);
        }
        Poll::Ready(item)
    }

    fn poll_message(&mut self, cx: &mut task::Context<'_>) -> Poll<Option<Result<Bytes, Status>>> {
        loop {
            match self.splitter.next() {
                Ok(Some((message, size))) => {
                    let call = self.context.call();
                    match self.side {
                        Side::Server => call.received.add(size),
                        Side::Client => call.sent.add(size),
                    }
                    call.compression.receive(self.splitter.was_compressed());
                    return Poll::Ready(Some(Ok(message)));
                }
                Ok(None) => {}
                Err(status) => return Poll::Ready(Some(Err(status))),
            }
            let end = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => {
                        self.splitter.push(data);
                        continue;
                    }
                    Err(frame) => self.end(frame.into_trailers().ok()),
                },
                Some(Err(error)) => Err(self.broken(error)),
                None => self.end(None),
            };
            return Poll::Ready(end.err().map(Err));
        }
    }

    fn end(&mut self, trailers: Option<HeaderMap>) -> Result<(), Status> {
        if self.side == Side::Client {
            let trailers = trailers.ok_or_else(|| {
                Status::internal("the server ended the response without a grpc-status: it is no gRPC server, or was cut off")
            })?;
            let status = status_of(&trailers);
            self.context
                .call()
                .out(|out| out.trailers = Metadata::from_headers(trailers));
            status?;
        }
        if self.splitter.is_empty() {
            Ok(())
        } else {
            Err(Status::internal("the body ends within a message"))
        }
    }

    fn broken(&self, error: BoxError) -> Status {
        match self.side {
            // A body that is translated on its way says itself what is wrong with it.
            Side::Server => match error.downcast::<Status>() {
                Ok(status) => *status,
                Err(_) => Status::cancelled("the caller went away"),
            },
            Side::Client => Status::from_error(error),
        }
    }
}

/// A client that stops reading before the end has cancelled its call.
impl Drop for Inbound {
    fn drop(&mut self) {
        if self.side == Side::Client && !self.done {
            self.context.end(Code::Cancelled);
        }
    }
}

/// The status that headers or trailers carry; one that is missing is INTERNAL, and details that are not base64 are
/// left out.
///
/// # Errors
/// Every status that is not OK.
pub(crate) fn status_of(headers: &HeaderMap) -> Result<(), Status> {
    const DETAILS: &str = "grpc-status-details-bin";
    if headers
        .get("grpc-status")
        .is_some_and(|code| code.as_bytes() == b"0")
    {
        return Ok(());
    }
    // tonic panics on details that are not base64: check them first.
    let valid = Metadata::from_headers(headers.clone()).get_bin(DETAILS).is_some();
    let status = if valid {
        Status::from_header_map(headers)
    } else {
        let mut headers = headers.clone();
        headers.remove(DETAILS);
        Status::from_header_map(&headers)
    };
    match status {
        Some(status) if status.code() == Code::Ok => Ok(()),
        Some(status) => Err(status),
        None => Err(Status::internal("the response carries no grpc-status")),
    }
}
