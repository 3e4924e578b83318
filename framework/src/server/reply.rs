//! The end of a call: its response, with the status in the trailers.

use std::pin::Pin;
use std::task::{self, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http_body::Frame;
use tonic::{Code, Status};

use super::content_type::ContentType;
use super::guard::Guard;
use super::status_size::within_limit;
use crate::rpc::body::{Body, BoxError};
use crate::rpc::compression::ENCODING_HEADER;
use crate::rpc::context::Context;
use crate::rpc::metadata::is_reserved;
use crate::rpc::outbound::Outbound;

/// What the protocol writes into trailers.
const STATUS: [&str; 3] = ["grpc-status", "grpc-message", "grpc-status-details-bin"];

/// How much of a stream is collected before it is handed on, in bytes.
const STREAM_CHUNK: usize = 32 << 10;

/// The response of a call whose handler has answered.
pub(super) fn respond(
    mut guard: Guard,
    result: Result<Outbound, Status>,
    content_type: ContentType,
) -> http::Response<Body> {
    let context = guard.context();
    match result {
        Ok(outbound) => {
            let set = context.call().headers();
            let encoding = context.call().compression.declared();
            let (room, body) = match outbound {
                Outbound::Message(frame) => {
                    let body = Body::reply(frame, context.call().trailers());
                    context.end(Code::Ok);
                    (guard.take_room(), body)
                }
                Outbound::Stream(frames) => (None, Body::new(StreamBody::new(guard, frames))),
            };
            let mut headers = set.or(room).unwrap_or_default();
            headers.insert(CONTENT_TYPE, content_type.header());
            if let Some(encoding) = encoding {
                headers.insert(ENCODING_HEADER, encoding.name());
            }
            with_headers(headers, body)
        }
        Err(status) => {
            let status = a_failure(status);
            let mut trailers = trailers(context, Some(&status));
            context.end(status.code());
            let Some(mut headers) = context.call().headers() else {
                // Trailers-Only ("gRPC over HTTP/2", Responses).
                trailers.insert(CONTENT_TYPE, content_type.header());
                return with_headers(trailers, Body::empty());
            };
            headers.insert(CONTENT_TYPE, content_type.header());
            with_headers(headers, Body::trailers(trailers))
        }
    }
}

/// A handler or a stream that fails has no more to say, and OK would say that all has been said.
fn a_failure(status: Status) -> Status {
    match status.code() {
        Code::Ok => Status::internal(format!(
            "the handler failed with the status OK: {}",
            status.message()
        )),
        _ => status,
    }
}

fn with_headers(headers: HeaderMap, body: Body) -> http::Response<Body> {
    let mut response = http::Response::new(body);
    *response.headers_mut() = headers;
    response
}

/// The trailers of a call: what the handler set, and the status.
fn trailers(context: &Context, status: Option<&Status>) -> HeaderMap {
    let mut trailers = context.call().trailers().unwrap_or_default();
    let Some(status) = status else {
        trailers.insert("grpc-status", HeaderValue::from_static("0"));
        return trailers;
    };
    let fits = within_limit(status);
    let status = fits.as_ref().unwrap_or(status);
    if status.add_header(&mut trailers).is_err() {
        // The metadata of the status is the handler's; what cannot be written must not hide the code.
        let plain = Status::new(status.code(), "the status could not be written");
        if plain.add_header(&mut trailers).is_err() {
            trailers.insert("grpc-status", HeaderValue::from(i32::from(status.code())));
        }
    }
    // A status that a handler passes on from a call of its own has that response's headers as metadata.
    let transport: Vec<_> = trailers
        .keys()
        .filter(|name| is_reserved(name.as_str()) && !STATUS.contains(&name.as_str()))
        .cloned()
        .collect();
    for name in transport {
        trailers.remove(name);
    }
    trailers
}

/// The body of a streaming reply.
struct StreamBody {
    guard: Guard,
    state: State,
    ready: BytesMut,
    /// Whether the stream was found pending since something was last handed on.
    waited: bool,
}

enum State {
    Open(Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>),
    Ending(Option<Status>),
    Done,
}

impl StreamBody {
    fn new(guard: Guard, frames: Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>) -> Self {
        Self {
            guard,
            state: State::Open(frames),
            ready: BytesMut::new(),
            waited: false,
        }
    }

    /// Collects messages until there are enough, or none is ready even after everything else had its turn: a frame
    /// per message would cost a write per message.
    fn poll_collect(&mut self, cx: &mut task::Context<'_>) -> Poll<()> {
        while let State::Open(frames) = &mut self.state {
            let polled = self.guard.poll(cx, |cx| frames.as_mut().poll_next(cx));
            let failure = match polled {
                Poll::Ready(Ok(Some(Ok(frame)))) => {
                    self.waited = false;
                    self.ready.extend_from_slice(&frame);
                    if self.ready.len() >= STREAM_CHUNK {
                        return Poll::Ready(());
                    }
                    continue;
                }
                Poll::Ready(Ok(None)) => None,
                Poll::Ready(Ok(Some(Err(status))) | Err(status)) => Some(status),
                Poll::Pending if self.ready.is_empty() => return Poll::Pending,
                Poll::Pending if self.waited => {
                    self.waited = false;
                    return Poll::Ready(());
                }
                Poll::Pending => {
                    self.waited = true;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
            };
            // The stream is dropped here, as part of its call, before the trailers are written.
            self.state = State::Ending(failure.map(a_failure));
        }
        Poll::Ready(())
    }
}

impl http_body::Body for StreamBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        ready!(this.poll_collect(cx));
        if !this.ready.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(this.ready.split().freeze()))));
        }
        let State::Ending(status) = std::mem::replace(&mut this.state, State::Done) else {
            return Poll::Ready(None);
        };
        let context = this.guard.context();
        let trailers = trailers(context, status.as_ref());
        context.end(status.map_or(Code::Ok, |status| status.code()));
        Poll::Ready(Some(Ok(Frame::trailers(trailers))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.state, State::Done)
    }
}
