//! What carries a request to a server and its response back, erased.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;

use bytes::Bytes;
use tonic::Status;
use tonic::body::Body as TonicBody;
use tonic::client::GrpcService;
use tower_service::Service;

use crate::rpc::inbound::lost;
use crate::rpc::{Body, BoxError, Peer};

/// The future of a response.
pub(super) type ResponseFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Status>> + Send>>;

/// A way to a server.
pub(super) trait Channel: Send + Sync {
    /// Sends one request.
    fn call(&self, request: http::Request<Body>) -> ResponseFuture;
}

/// Anything that tonic's clients run on.
pub(super) struct Foreign<C>(pub(super) C);

impl<C> Channel for Foreign<C>
where
    C: GrpcService<TonicBody> + Clone + Send + Sync + 'static,
    C::Future: Send,
    C::ResponseBody: http_body::Body<Data = Bytes> + Send + 'static,
    <C::ResponseBody as http_body::Body>::Error: Into<BoxError>,
{
    fn call(&self, request: http::Request<Body>) -> ResponseFuture {
        let mut channel = self.0.clone();
        Box::pin(async move {
            let failed = |error: C::Error| lost(error.into());
            poll_fn(|cx| channel.poll_ready(cx)).await.map_err(failed)?;
            let response = channel.call(request.map(TonicBody::new)).await.map_err(failed)?;
            Ok(response.map(Body::new))
        })
    }
}

/// A server in this process.
pub(super) struct Local<S>(pub(super) S);

impl<S> Channel for Local<S>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    fn call(&self, mut request: http::Request<Body>) -> ResponseFuture {
        request.extensions_mut().insert(Peer::in_process());
        let mut server = self.0.clone();
        Box::pin(async move {
            poll_fn(|cx| server.poll_ready(cx))
                .await
                .unwrap_or_else(|never| match never {});
            server.call(request).await.map_err(|never| match never {})
        })
    }
}
