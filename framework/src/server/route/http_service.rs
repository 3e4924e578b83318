//! A tower service of HTTP, whatever its types.

use std::future::poll_fn;

use bytes::Bytes;

use crate::rpc::body::{Body, BoxError};

/// A tower service that takes HTTP requests, and may be asked by many at once.
pub trait HttpService: Clone + Send + Sync + 'static {
    /// Answers a request, as soon as the service is ready for it.
    ///
    /// # Errors
    /// The service's.
    fn answer(
        self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<http::Response<Body>, BoxError>> + Send;
}

#[diagnostic::do_not_recommend]
impl<T, B> HttpService for T
where
    T: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    T::Error: Into<BoxError>,
    T::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    async fn answer(mut self, request: http::Request<Body>) -> Result<http::Response<Body>, BoxError> {
        poll_fn(|cx| self.poll_ready(cx)).await.map_err(Into::into)?;
        let response = self.call(request).await.map_err(Into::into)?;
        Ok(response.map(Body::new))
    }
}
