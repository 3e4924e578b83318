//! The beginning of a call: what its headers say, and whether it is gRPC at all.

use std::time::Duration;

use http::header::{ALLOW, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};
use tonic::Status;

use super::content_type::ContentType;
use crate::rpc::body::Body;
use crate::rpc::compression::{self, ACCEPT, ACCEPT_HEADER, Encoding, Settings};
use crate::rpc::context::{Context, Peer};
use crate::rpc::frame::Limits;
use crate::rpc::metadata::Metadata;
use crate::rpc::outbound::Compression;
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
    /// How replies are compressed.
    pub(crate) compression: Settings,
}

impl Origin {
    /// A request from `peer`, with the default limits.
    pub fn new(peer: Option<Peer>) -> Self {
        Self {
            peer,
            max_request_size: MAX_REQUEST_SIZE,
            compression: Settings::default(),
        }
    }

    /// The origin of a request that came through a foreign server: what its extensions say.
    pub fn of<B>(request: &http::Request<B>) -> Self {
        Self::new(request.extensions().get::<Peer>().cloned())
    }
}

/// A call whose headers are read.
pub(super) struct Opened {
    pub(super) context: Context,
    /// That of the request and of its answer.
    pub(super) content_type: ContentType,
    /// What the request's messages are compressed with.
    pub(super) encoding: Option<Encoding>,
    /// How the reply's messages are compressed.
    pub(super) compression: Compression,
    pub(super) limits: Limits,
}

/// Reads the headers of a call.
///
/// # Errors
/// The response to what is no call of gRPC, or one that cannot be understood.
pub(super) fn open(
    method: &'static MethodSpec,
    parts: Parts,
    origin: Origin,
) -> Result<Opened, Box<http::Response<Body>>> {
    let content_type = refuse_foreign(&parts)?;
    let headers = parts.headers;
    let encoding = compression::declared(&headers).map_err(|status| {
        let mut response = refusal(status, content_type);
        response.headers_mut().insert(ACCEPT_HEADER, ACCEPT);
        Box::new(response)
    })?;
    let timeout = read_timeout(&headers).map_err(|status| Box::new(refusal(status, content_type)))?;
    let compression = Compression {
        unasked: compression::reply(method, &origin.compression, encoding, &headers),
        settings: origin.compression,
        request: encoding,
    };
    let limits = Limits {
        max_size: origin.max_request_size,
        remedy: "the server raises it with `Server::max_request_size`",
    };
    let context = Context::incoming(method, origin.peer, Metadata::from_headers(headers), timeout);
    Ok(Opened {
        context,
        content_type,
        encoding,
        compression,
        limits,
    })
}

/// The answer to a call that fails before it begins.
pub(super) fn refusal(status: Status, content_type: ContentType) -> http::Response<Body> {
    let mut response = status.into_http();
    response.headers_mut().insert(CONTENT_TYPE, content_type.header());
    response
}

/// The content type of what is gRPC.
///
/// # Errors
/// The answer, in plain HTTP, to what is not ("gRPC over HTTP/2", Requests).
pub(super) fn refuse_foreign(parts: &Parts) -> Result<ContentType, Box<http::Response<Body>>> {
    let mut response = http::Response::new(Body::empty());
    if parts.method != Method::POST {
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("POST"));
        return Err(Box::new(response));
    }
    ContentType::of(&parts.headers).ok_or_else(|| {
        *response.status_mut() = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Box::new(response)
    })
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
