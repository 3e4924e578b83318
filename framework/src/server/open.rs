//! The beginning of a call: what its headers say, and whether it is gRPC at all.

use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderValue, Method};
use tonic::Status;

use super::refusal::Refusal;
use crate::rpc::compression::{ACCEPT, ACCEPT_HEADER, Encoding};
use crate::rpc::context::{Context, Peer};
use crate::rpc::frame::Limits;
use crate::rpc::metadata::Metadata;
use crate::rpc::timeout;
use crate::schema::spec::MethodSpec;

/// The greatest request that is read where nobody says otherwise, in bytes.
pub(crate) const MAX_REQUEST_SIZE: usize = 4 << 20;

/// Where a request comes from, and what its server grants it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Origin {
    /// Who calls.
    pub peer: Option<Peer>,
    /// The greatest size of a request message, in bytes.
    pub max_request_size: usize,
    /// How long a call may take whose caller and method say nothing.
    pub default_timeout: Option<Duration>,
    /// How long any call may take.
    pub max_timeout: Option<Duration>,
}

impl Origin {
    /// A request from `peer`, with the default limits.
    pub fn new(peer: Option<Peer>) -> Self {
        Self {
            peer,
            max_request_size: MAX_REQUEST_SIZE,
            default_timeout: None,
            max_timeout: None,
        }
    }

    /// How long a call may take: the least that anyone says.
    fn timeout(&self, method: &MethodSpec, callers: Option<Duration>) -> Option<Duration> {
        let said = [callers, method.timeout].into_iter().flatten().min();
        let said = said.or(self.default_timeout);
        [said, self.max_timeout].into_iter().flatten().min()
    }

    /// The origin of a request that came through a foreign server: what its extensions say.
    pub fn of<B>(request: &http::Request<B>) -> Self {
        Self::new(request.extensions().get::<Peer>().cloned())
    }
}

/// A call whose headers are read.
pub(super) struct Opened {
    pub(super) context: Context,
    /// What the request's messages are compressed with.
    pub(super) encoding: Option<Encoding>,
    /// What the reply's messages are to be compressed with.
    pub(super) reply_encoding: Option<Encoding>,
    pub(super) limits: Limits,
}

/// Reads the headers of a call.
///
/// # Errors
/// The refusal of what is no call of gRPC, or one that cannot be understood.
pub(super) fn open(method: &'static MethodSpec, parts: Parts, origin: Origin) -> Result<Opened, Refusal> {
    refuse_foreign(&parts)?;
    let headers = parts.headers;
    let encoding = Encoding::of(&headers).map_err(|status| {
        let mut response = status.into_http();
        response.headers_mut().insert(ACCEPT_HEADER, ACCEPT);
        Refusal::Grpc(Box::new(response))
    })?;
    let timeout = read_timeout(&headers).map_err(Refusal::malformed)?;
    let timeout = origin.timeout(method, timeout);
    // A caller that compresses asks for the same.
    let reply_encoding = encoding.filter(|encoding| encoding.is_accepted_by(&headers));
    let limits = Limits {
        max_size: origin.max_request_size,
        remedy: "the server raises it with `Server::max_request_size`",
    };
    let context = Context::incoming(
        Some(method),
        origin.peer,
        Metadata::from_headers(headers),
        timeout,
    );
    Ok(Opened {
        context,
        encoding,
        reply_encoding,
        limits,
    })
}

/// Refuses what is not gRPC ("gRPC over HTTP/2", Requests). `te: trailers` is for proxies to need: like grpc-go, we do
/// not ask for it.
///
/// # Errors
/// What it is instead.
pub(super) fn refuse_foreign(parts: &Parts) -> Result<(), Refusal> {
    if parts.method != Method::POST {
        return Err(Refusal::not_post(&parts.method));
    }
    if !parts.headers.get(CONTENT_TYPE).is_some_and(is_grpc) {
        return Err(Refusal::not_grpc());
    }
    Ok(())
}

/// `application/grpc` or `application/grpc+proto`, with parameters or without.
pub(super) fn is_grpc(content_type: &HeaderValue) -> bool {
    let essence = content_type
        .as_bytes()
        .split(|byte| *byte == b';')
        .next()
        .unwrap_or_default();
    let essence = essence.trim_ascii();
    essence.eq_ignore_ascii_case(b"application/grpc")
        || essence.eq_ignore_ascii_case(b"application/grpc+proto")
}

fn read_timeout(headers: &http::HeaderMap) -> Result<Option<Duration>, Status> {
    let Some(value) = headers.get("grpc-timeout") else {
        return Ok(None);
    };
    let timeout = value.to_str().ok().and_then(timeout::parse);
    timeout.map(Some).ok_or_else(|| {
        Status::internal(
            "grpc-timeout is malformed: it has up to eight digits and one of the units H M S m u n",
        )
    })
}
