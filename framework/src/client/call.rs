//! One call from the client: from its arguments to its reply.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as Task, Poll, ready};
use std::time::Instant;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, TE};
use http_body::Frame;
use tonic::{Code, Status};

use super::Client;
use super::deadline::Deadline;
use super::http_status;
use crate::rpc::compression::{ACCEPT, ACCEPT_HEADER, Encoding};
use crate::rpc::context::Context;
use crate::rpc::frame::{Encode, Limits};
use crate::rpc::inbound::{Inbound, Side, status_of};
use crate::rpc::metadata::Metadata;
use crate::rpc::method::Method;
use crate::rpc::outbound::{Encoder, Outbound};
use crate::rpc::{Body, BoxError, timeout};

/// A reply is the caller's own wish: it has no limit.
const UNLIMITED: Limits = Limits {
    max_size: usize::MAX,
    remedy: "",
};

impl Client {
    /// Calls the method `M`.
    ///
    /// # Errors
    /// What the server answers, or what became of the way there.
    pub async fn call<M: Method>(
        &self,
        ctx: Option<&Context>,
        request: M::Request,
    ) -> Result<M::Reply, Status> {
        self.start::<M>(ctx, |encoder| M::send_request(request, encoder, &()))
            .await
    }

    /// Calls the method `M` with what encodes as its request does.
    ///
    /// # Errors
    /// What the server answers, or what became of the way there.
    pub async fn call_with<M: Method, E: Encode>(
        &self,
        ctx: Option<&Context>,
        request: &E,
    ) -> Result<M::Reply, Status> {
        self.start::<M>(ctx, |encoder| Ok(Outbound::Message(encoder.frame(request))))
            .await
    }

    async fn start<M: Method>(
        &self,
        ctx: Option<&Context>,
        send: impl FnOnce(Encoder) -> Result<Outbound, Status>,
    ) -> Result<M::Reply, Status> {
        let context = self.context(ctx);
        let encoder = Encoder::new(None, &M::state().request_hint, context.clone(), Side::Client);
        let failure = Failure::default();
        let outbound = send(encoder)?;
        let result = self.run::<M>(&context, outbound, &failure).await;
        match result {
            Ok(reply) => Ok(reply),
            Err(status) => {
                let status = failure.take().unwrap_or(status);
                context.end(status.code());
                Err(status)
            }
        }
    }

    async fn run<M: Method>(
        &self,
        context: &Context,
        outbound: Outbound,
        failure: &Failure,
    ) -> Result<M::Reply, Status> {
        let request = request::<M>(context, outbound, failure)?;
        let mut deadline = Deadline::new(context);
        let response = deadline.race(self.channel.call(request)).await??;
        let response = opened(context, response)?;
        let encoding = Encoding::of(response.headers())?;
        let body = deadline.guard(response.into_body());
        let inbound = Inbound::new(body, encoding, UNLIMITED, context.clone(), Side::Client);
        M::receive_reply(inbound, &()).await
    }

    /// The outgoing context of a call: what the caller passed, what the client carries, what the call that runs here
    /// hands down.
    fn context(&self, given: Option<&Context>) -> Context {
        let current = Context::current();
        let own = match (given, &current) {
            (Some(given), _) => given.to_outgoing(),
            (None, Some(current)) => current.child(),
            (None, None) => Context::new(),
        };
        own.with_defaults(&self.defaults, current.as_ref())
    }
}

fn request<M: Method>(
    context: &Context,
    outbound: Outbound,
    failure: &Failure,
) -> Result<http::Request<Body>, Status> {
    if let Some(invalid) = context.invalid() {
        return Err(Status::internal(invalid.to_owned()));
    }
    let body = match outbound {
        Outbound::Message(frame) => Body::message(frame, None),
        Outbound::Stream(frames) => Body::new(RequestBody {
            frames,
            failure: failure.clone(),
        }),
    };
    let mut request = http::Request::new(body);
    *request.method_mut() = http::Method::POST;
    *request.version_mut() = http::Version::HTTP_2;
    *request.uri_mut() = http::Uri::from_static(M::state().spec.path);
    let headers = request.headers_mut();
    *headers = context.metadata().headers().clone();
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    headers.insert(HeaderName::from_static(ACCEPT_HEADER), ACCEPT);
    if let Some(deadline) = context.deadline() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Status::deadline_exceeded(
                "the deadline of the call has passed before it was made",
            ));
        }
        let value = HeaderValue::try_from(timeout::format(left))
            .map_err(|_| Status::internal("the timeout cannot be written"))?;
        headers.insert(HeaderName::from_static("grpc-timeout"), value);
    }
    Ok(request)
}

/// Keeps the headers of a response, and gives up where it is not gRPC or is over already.
fn opened(context: &Context, response: http::Response<Body>) -> Result<http::Response<Body>, Status> {
    http_status::check(&response)?;
    let headers = response.headers();
    if headers.contains_key("grpc-status") {
        // Trailers-Only: these are the trailers.
        let trailers = Metadata::from_headers(headers.clone());
        let status = status_of(headers);
        context.call().out(|out| out.trailers = trailers);
        return match status {
            Err(status) => Err(status),
            Ok(()) => Ok(response.map(|_| ended())),
        };
    }
    let received = Metadata::from_headers(headers.clone());
    context.call().out(|out| out.headers = received);
    Ok(response)
}

/// The body of a response that was over with its headers, and well.
fn ended() -> Body {
    let mut trailers = http::HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from(i32::from(Code::Ok)));
    Body::trailers(trailers)
}

/// The failure of the caller's own stream, which is what the call then fails with.
#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Option<Status>>>);

impl Failure {
    fn set(&self, status: Status) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
    }

    fn take(&self) -> Option<Status> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The body of a request that is a stream.
struct RequestBody {
    frames: Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>,
    failure: Failure,
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(match ready!(self.frames.as_mut().poll_next(cx)) {
            None => None,
            Some(Ok(frame)) => Some(Ok(Frame::data(frame))),
            Some(Err(status)) => {
                self.failure.set(status.clone());
                Some(Err(status.into()))
            }
        })
    }
}
