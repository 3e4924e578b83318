//! One call from the client: from its arguments to its reply.

use std::time::Instant;

use http::header::{CONTENT_TYPE, HeaderValue, TE};
use tonic::{Code, Status};

use super::Client;
use super::body::{self, Sending};
use super::deadline::{Deadline, exceeded};
use super::http_status;
use crate::rpc::codec::Codec;
use crate::rpc::compression::{self, ACCEPT, ACCEPT_HEADER, ENCODING_HEADER};
use crate::rpc::context::Context;
use crate::rpc::frame::Encode;
use crate::rpc::inbound::{Inbound, Side, status_of};
use crate::rpc::metadata::Metadata;
use crate::rpc::method::Method;
use crate::rpc::outbound::{Compression, Encoder, Outbound};
use crate::rpc::{Body, timeout};

/// A reply is the caller's own wish: it has no limit.
const UNLIMITED: usize = usize::MAX;

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
        let current = Context::current();
        let context = self.context(ctx, current.as_ref());
        context.call().begin();
        let begun = Begun(Some(&context));
        let deadline = Deadline::new(&context, current.as_ref());
        let compression = Compression {
            unasked: self.compress,
            ..Compression::default()
        };
        let encoder = Encoder::new(
            compression,
            Codec::Proto,
            &M::state().request_hint,
            context.clone(),
            Side::Client,
        );
        let result = match send(encoder) {
            Ok(outbound) => self.run::<M>(&context, deadline, outbound).await,
            Err(status) => Err(status),
        };
        begun.end(result.as_ref().err());
        result
    }

    async fn run<M: Method>(
        &self,
        context: &Context,
        mut deadline: Deadline,
        outbound: Outbound,
    ) -> Result<M::Reply, Status> {
        let (body, sending) = match outbound {
            Outbound::Message(frame) => (Body::message(frame), None),
            Outbound::Stream(frames) => {
                let (body, sending) = Sending::new(frames);
                (body, Some(sending))
            }
        };
        let request = request::<M>(context, body)?;
        let response = deadline.race(self.channel.call(request)).await?;
        let response = response
            // A transport that keeps deadlines too may have been first, with a code of its own.
            .map_err(|status| if deadline.is_late() { exceeded() } else { status })
            .and_then(|response| opened(context, response))
            .map_err(|status| sending.as_ref().and_then(Sending::failure).unwrap_or(status))?;
        let encoding = compression::declared(response.headers().get(ENCODING_HEADER))?;
        let body = body::guard(response.into_body(), deadline, sending);
        let inbound = Inbound::new(
            body,
            encoding,
            UNLIMITED,
            Codec::Proto,
            context.clone(),
            Side::Client,
        );
        M::receive_reply(inbound, &()).await
    }

    /// The outgoing context of a call: what the caller passed, what the client carries, what the call that runs here
    /// hands down.
    fn context(&self, given: Option<&Context>, current: Option<&Context>) -> Context {
        let own = match (given, current) {
            (Some(given), _) => given.to_outgoing(),
            (None, Some(current)) => current.child(),
            (None, None) => Context::new(),
        };
        own.with_defaults(&self.defaults, current)
    }
}

/// A call that is dropped before its reply is cancelled.
struct Begun<'a>(Option<&'a Context>);

impl Begun<'_> {
    /// It has a reply, whose end is the call's, or it failed.
    fn end(mut self, failure: Option<&Status>) {
        if let (Some(context), Some(status)) = (self.0.take(), failure) {
            context.end(status.code());
        }
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if let Some(context) = self.0 {
            context.end(Code::Cancelled);
        }
    }
}

fn request<M: Method>(context: &Context, body: Body) -> Result<http::Request<Body>, Status> {
    if let Some(invalid) = context.invalid() {
        return Err(Status::internal(invalid.to_owned()));
    }
    let mut request = http::Request::new(body);
    *request.method_mut() = http::Method::POST;
    *request.version_mut() = http::Version::HTTP_2;
    *request.uri_mut() = http::Uri::from_static(M::state().spec.path);
    let headers = request.headers_mut();
    *headers = context.metadata().headers().clone();
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    headers.insert(ACCEPT_HEADER, ACCEPT);
    if let Some(encoding) = context.call().compression.declared() {
        headers.insert(ENCODING_HEADER, encoding.name());
    }
    if let Some(deadline) = context.deadline() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Status::deadline_exceeded(
                "the deadline of the call has passed before it was made",
            ));
        }
        let value = HeaderValue::try_from(timeout::format(left))
            .map_err(|_| Status::internal("the timeout cannot be written"))?;
        headers.insert(timeout::HEADER, value);
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
