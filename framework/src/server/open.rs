//! The beginning of a call: what its headers say, and whether it is gRPC at all.

use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use tonic::Status;

use super::content_type::ContentType;
use super::refusal::Refusal;
use crate::rpc::body::Body;
use crate::rpc::compression::{self, ACCEPT, ACCEPT_HEADER, Encoding, Settings};
use crate::rpc::context::{Context, Peer};
use crate::rpc::metadata::Metadata;
use crate::rpc::outbound::Compression;
use crate::rpc::timeout;
use crate::schema::spec::MethodSpec;

/// The greatest request that is read where nobody says otherwise, in bytes.
pub(crate) const MAX_REQUEST_SIZE: usize = 4 << 20;

/// Where a request comes from, and what its server grants it.
///
/// A [`Server`](super::Server) says so itself. In another one, tonic's or axum's, services of traits have the defaults, unless a
/// layer puts an `Origin` into each request's extensions, by axum's `Extension` say:
///
/// ```
/// use traitwire::server::Origin;
///
/// let mut origin = Origin::new(None);
/// origin.max_request_size = 64 << 20;
/// ```
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
    /// How long a request that is one message may take to come.
    pub receive_timeout: Option<Duration>,
    /// How replies are compressed.
    pub(crate) compression: Settings,
}

impl Origin {
    /// A request from `peer`, with the default limits.
    pub fn new(peer: Option<Peer>) -> Self {
        Self {
            peer,
            max_request_size: MAX_REQUEST_SIZE,
            default_timeout: None,
            max_timeout: None,
            receive_timeout: None,
            compression: Settings::default(),
        }
    }

    /// How long a call may take: the least that anyone says.
    fn timeout(&self, method: &MethodSpec, callers: Option<Duration>) -> Option<Duration> {
        let said = [callers, method.timeout].into_iter().flatten().min();
        let said = said.or(self.default_timeout);
        [said, self.max_timeout].into_iter().flatten().min()
    }

    /// The same, where calls take as long as they take: health, reflection and load reports.
    pub(super) fn without_timeouts(&self) -> Self {
        Self {
            default_timeout: None,
            max_timeout: None,
            ..self.clone()
        }
    }

    /// The origin of a request that came through a foreign server: what its extensions say, an `Origin` or a [`Peer`] that a
    /// layer of that server has put there.
    pub fn of<B>(request: &http::Request<B>) -> Self {
        let extensions = request.extensions();
        let peer = extensions.get::<Peer>().cloned();
        match extensions.get::<Self>() {
            Some(origin) => Self {
                peer: origin.peer.clone().or(peer),
                ..origin.clone()
            },
            None => Self::new(peer),
        }
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
    /// The greatest size of a request message, in bytes.
    pub(super) max_size: usize,
    /// How long a request that is one message may take to come.
    pub(super) patience: Option<Duration>,
}

/// Reads the headers of a call.
///
/// # Errors
/// The refusal of what is no call of gRPC, or one that cannot be understood.
pub(super) fn open(
    method: &'static MethodSpec,
    request: &mut http::Request<Body>,
    origin: &Origin,
) -> Result<Opened, Refusal> {
    let content_type = refuse_foreign(request)?;
    let headers = std::mem::take(request.headers_mut());
    let ours = Ours::of(&headers);
    let encoding = compression::declared(ours.encoding)
        .map_err(|status| Refusal::of(status, content_type).with_header(ACCEPT_HEADER, ACCEPT))?;
    let timeout = read_timeout(ours.timeout).map_err(|status| Refusal::malformed(status, content_type))?;
    let timeout = origin.timeout(method, timeout);
    let compression = Compression {
        unasked: compression::reply(method, &origin.compression, encoding, &headers),
        settings: origin.compression,
        request: encoding,
    };
    let context = Context::incoming(
        Some(method),
        origin.peer.clone(),
        Metadata::from_headers(headers),
        timeout,
    );
    Ok(Opened {
        context,
        content_type,
        encoding,
        compression,
        max_size: origin.max_request_size,
        patience: origin.receive_timeout,
    })
}

/// The content type of what is gRPC. `te: trailers` is for proxies to need: like grpc-go, we do not ask for it.
///
/// # Errors
/// The refusal of what is not ("gRPC over HTTP/2", Requests).
pub(super) fn refuse_foreign(request: &http::Request<Body>) -> Result<ContentType, Refusal> {
    if *request.method() != Method::POST {
        return Err(Refusal::not_post(request.method()));
    }
    ContentType::of(request.headers()).ok_or_else(|| Refusal::not_grpc(request.headers().get(CONTENT_TYPE)))
}

/// What the protocol itself says in headers, found in one pass: a look-up of each costs more, and most are not there.
#[derive(Default)]
struct Ours<'h> {
    encoding: Option<&'h HeaderValue>,
    timeout: Option<&'h HeaderValue>,
}

impl<'h> Ours<'h> {
    fn of(headers: &'h http::HeaderMap) -> Self {
        let mut ours = Self::default();
        for (name, value) in headers {
            let place = match name.as_str().strip_prefix("grpc-") {
                Some("encoding") => &mut ours.encoding,
                Some("timeout") => &mut ours.timeout,
                _ => continue,
            };
            place.get_or_insert(value);
        }
        ours
    }
}

fn read_timeout(value: Option<&HeaderValue>) -> Result<Option<Duration>, Status> {
    let Some(value) = value else {
        return Ok(None);
    };
    let timeout = value.to_str().ok().and_then(timeout::parse);
    timeout.map(Some).ok_or_else(|| {
        Status::internal(
            "grpc-timeout is malformed: it has up to eight digits and one of the units H M S m u n",
        )
    })
}
