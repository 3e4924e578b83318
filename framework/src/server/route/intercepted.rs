//! A route inside the interceptors of its server.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use http::StatusCode;
use tonic::{Code, Status};

use super::http_service::HttpService;
use super::{Plain, plain};
use crate::interceptor::{Chain, Next, Stack};
use crate::rpc::body::Body;
use crate::rpc::context::Context;
use crate::rpc::metadata::Metadata;
use crate::server::content_type::ContentType;
use crate::server::guard::Guard;
use crate::server::open::Origin;
use crate::server::refusal::grpc;
use crate::server::router::Endpoint;
use crate::server::service::ResponseFuture;

/// A route inside the interceptors of its server: `Server::new().intercept(Auth::default()).route("/admin", Intercepted(admin))`.
///
/// They see the request's headers as metadata, no method and no messages, and the call ends for them when the response
/// begins. A refusal is answered in plain HTTP: UNAUTHENTICATED is 401, PERMISSION_DENIED 403, and so on as
/// `google.rpc.Code` has it.
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
            let result = poll_fn(|cx| guard.poll(cx, |cx| run.as_mut().poll(cx))).await;
            match result.unwrap_or_else(Err) {
                Ok(mut response) => {
                    if let Some(set) = context.call().headers() {
                        response.headers_mut().extend(set);
                    }
                    context.end(Code::Ok);
                    response
                }
                Err(status) => {
                    context.end(status.code());
                    match content_type {
                        Some(content_type) => grpc(status, content_type),
                        None => refused(&status),
                    }
                }
            }
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

/// A status in plain HTTP, by the table in `google/rpc/code.proto`.
fn refused(status: &Status) -> http::Response<Body> {
    let http = match status.code() {
        Code::Ok => StatusCode::OK,
        Code::InvalidArgument | Code::FailedPrecondition | Code::OutOfRange => StatusCode::BAD_REQUEST,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::AlreadyExists | Code::Aborted => StatusCode::CONFLICT,
        Code::ResourceExhausted => StatusCode::TOO_MANY_REQUESTS,
        Code::Cancelled => StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST),
        Code::Unimplemented => StatusCode::NOT_IMPLEMENTED,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        Code::Unknown | Code::Internal | Code::DataLoss => StatusCode::INTERNAL_SERVER_ERROR,
    };
    plain(http, status.message())
}
