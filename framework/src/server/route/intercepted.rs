//! A route inside the interceptors of its server.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use http::StatusCode;
use tonic::{Code, Status};

use super::Plain;
use super::http_service::HttpService;
use crate::interceptor::{Chain, Next, Stack};
use crate::rpc::body::Body;
use crate::rpc::context::Context;
use crate::rpc::metadata::Metadata;
use crate::server::content_type::ContentType;
use crate::server::guard::Guard;
use crate::server::open::Origin;
use crate::server::plain::plain;
use crate::server::refusal::grpc;
use crate::server::router::Endpoint;
use crate::server::service::ResponseFuture;
use crate::server::watched::apart;

/// A route inside the interceptors of its server: `Server::new().intercept(Auth::default()).route("/admin", Intercepted(admin))`.
///
/// They see the request's headers as metadata, no method and no messages, and the call ends for them when the response
/// begins. A refusal is answered in plain HTTP: UNAUTHENTICATED is 401, PERMISSION_DENIED 403, and so on as
/// `google.rpc.Code` has it; what they set as headers goes with either answer. The timeouts of the server are for calls of
/// gRPC, and do not hold here.
#[derive(Debug, Clone)]
pub struct Intercepted<T>(pub T);

/// A tower service, and what is around it.
pub(super) struct Inside<T, W> {
    pub(super) service: Plain<T>,
    pub(super) server: Arc<W>,
}

impl<T: HttpService, W: Stack> Endpoint for Inside<T, W> {
    fn serve(&self, origin: &Origin, mut request: http::Request<Body>) -> ResponseFuture {
        let (service, server) = (self.service.clone(), self.server.clone());
        let peer = origin.peer.clone();
        Box::pin(async move {
            let content_type = ContentType::of(request.headers());
            if let Some(peer) = peer.clone() {
                request.extensions_mut().insert(peer);
            }
            let metadata = Metadata::from_headers(request.headers().clone());
            let context = Context::incoming(None, peer, metadata, None);
            let mut guard = Guard::new(context.clone());
            let innermost = Forward { service, request };
            let mut run = pin!(server.view().run(&context, innermost));
            // The stream lasts longer than the call, and does not end at its deadline.
            let result = poll_fn(|cx| apart(|| guard.poll(cx, |cx| run.as_mut().poll(cx)))).await;
            let (code, mut response) = match result.unwrap_or_else(Err) {
                Ok(response) => (code(response.status()), response),
                Err(status) => match content_type {
                    Some(content_type) => (status.code(), grpc(status, content_type)),
                    None => (status.code(), refused(&status)),
                },
            };
            if let Some(set) = context.call().headers() {
                response.headers_mut().extend(set);
            }
            context.end(code);
            response
        })
    }
}

/// The end of the stack: the service itself.
struct Forward<T> {
    service: Plain<T>,
    request: http::Request<Body>,
}

impl<T: HttpService> Next for Forward<T> {
    type Reply = http::Response<Body>;

    async fn run(self, ctx: &Context) -> Result<Self::Reply, Status> {
        ctx.limit_call();
        Ok(self.service.call(self.request).await)
    }
}

/// What codes are in HTTP, by the table in `google/rpc/code.proto`.
const CODES: [(Code, u16); 16] = [
    (Code::InvalidArgument, 400),
    (Code::FailedPrecondition, 400),
    (Code::OutOfRange, 400),
    (Code::Unauthenticated, 401),
    (Code::PermissionDenied, 403),
    (Code::NotFound, 404),
    (Code::AlreadyExists, 409),
    (Code::Aborted, 409),
    (Code::ResourceExhausted, 429),
    (Code::Cancelled, 499),
    (Code::Internal, 500),
    (Code::Unknown, 500),
    (Code::DataLoss, 500),
    (Code::Unimplemented, 501),
    (Code::Unavailable, 503),
    (Code::DeadlineExceeded, 504),
];

/// A status in plain HTTP.
fn refused(status: &Status) -> http::Response<Body> {
    let known = CODES.iter().find(|(code, _)| *code == status.code());
    let http = known.and_then(|(_, http)| StatusCode::from_u16(*http).ok());
    plain(
        http.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        status.message(),
    )
}

/// How a call has ended whose response has this status.
fn code(http: StatusCode) -> Code {
    let known = CODES.iter().find(|(_, known)| *known == http.as_u16());
    match known {
        Some((code, _)) => *code,
        None if http.is_client_error() || http.is_server_error() => Code::Unknown,
        None => Code::Ok,
    }
}
