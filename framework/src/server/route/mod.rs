//! What is no gRPC: any tower service of HTTP, beside the services of traits.

mod http_service;
mod intercepted;

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::StatusCode;
use http_body::{Frame, SizeHint};

use super::open::Origin;
use super::plain::plain;
use super::router::Endpoint;
use super::service::ResponseFuture;
use super::watched;
use crate::interceptor::Stack;
use crate::rpc::{Body, BoxError};
use http_service::HttpService;
pub use intercepted::Intercepted;

/// What a path of a [`Server`](super::Server) may lead to, `W` being the interceptors of the server: any tower service
/// that takes HTTP requests (an axum `Router`, one of `tower_http`), or [`Intercepted`] around it.
///
/// Request and response bodies may be streams. A service that fails or panics answers 500.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be mounted as a route",
    label = "not a tower service of HTTP requests",
    note = "a route is a `tower::Service<http::Request<traitwire::server::Body>>` that is `Clone + Send + Sync`, such as an `axum::Router`; a service of a trait is added with `Server::add`"
)]
pub trait Route<W>: Send + 'static {
    /// Mounts it.
    #[doc(hidden)]
    fn mount(self: Box<Self>, server: &Arc<W>) -> Mounted;
}

/// A route that is mounted.
pub struct Mounted(pub(super) Box<dyn Endpoint>);

#[diagnostic::do_not_recommend]
impl<W, T: HttpService> Route<W> for T {
    fn mount(self: Box<Self>, _: &Arc<W>) -> Mounted {
        Mounted(Box::new(Plain(*self)))
    }
}

#[diagnostic::do_not_recommend]
impl<W: Stack, T: HttpService> Route<W> for Intercepted<T> {
    fn mount(self: Box<Self>, server: &Arc<W>) -> Mounted {
        Mounted(Box::new(intercepted::Inside {
            service: Plain(self.0),
            server: server.clone(),
        }))
    }
}

/// A tower service.
#[derive(Clone)]
struct Plain<T>(T);

impl<T: HttpService> Plain<T> {
    /// Answers a request, whatever becomes of the service.
    async fn call(self, request: http::Request<Body>) -> http::Response<Body> {
        let path = request.uri().path().to_owned();
        let answer = self.0.answer(request);
        let mut answer = std::pin::pin!(answer);
        let answered = poll_fn(|cx| {
            match watched::apart(|| catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(cx)))) {
                Ok(polled) => polled.map(Some),
                Err(_) => Poll::Ready(None),
            }
        });
        match answered.await {
            Some(Ok(response)) => response.map(|body| Body::new(Apart(body))),
            Some(Err(error)) => {
                tracing::error!(path, error = &*error, "a route failed");
                plain(StatusCode::INTERNAL_SERVER_ERROR, "the route failed")
            }
            None => {
                tracing::error!(path, "a route panicked");
                plain(StatusCode::INTERNAL_SERVER_ERROR, "the route failed")
            }
        }
    }
}

impl<T: HttpService> Endpoint for Plain<T> {
    fn serve(&self, origin: &Origin, mut request: http::Request<Body>) -> ResponseFuture {
        if let Some(peer) = origin.peer.clone() {
            request.extensions_mut().insert(peer);
        }
        Box::pin(self.clone().call(request))
    }
}

/// The body of a route's response: what it makes of calls in this process is not of its stream.
struct Apart(Body);

impl http_body::Body for Apart {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        watched::apart(|| Pin::new(&mut self.0).poll_frame(cx))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// The paths of a server that lead to no service of a trait.
#[derive(Default)]
pub(super) struct Routes {
    /// Those that end in `/` lead to everything below; the longest first.
    paths: Vec<(String, Box<dyn Endpoint>)>,
    fallback: Option<Box<dyn Endpoint>>,
}

impl Routes {
    /// Has a path lead to a route. Whether it led nowhere before.
    pub(super) fn insert(&mut self, path: String, route: Mounted) -> bool {
        if self.paths.iter().any(|(other, _)| *other == path) {
            return false;
        }
        self.paths.push((path, route.0));
        self.paths.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        true
    }

    /// Has everything else lead to a route.
    pub(super) fn fall_back(&mut self, route: Mounted) {
        self.fallback = Some(route.0);
    }

    /// Where a path leads.
    pub(super) fn find(&self, path: &str) -> Option<&dyn Endpoint> {
        let found = self.paths.iter().find(|(route, _)| match route.ends_with('/') {
            true => path.starts_with(&**route),
            false => path == *route,
        });
        let found = found.map(|(_, endpoint)| endpoint);
        found.or(self.fallback.as_ref()).map(|endpoint| &**endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Named(&'static str);

    impl Endpoint for Named {
        fn serve(&self, _: &Origin, _: http::Request<Body>) -> ResponseFuture {
            Box::pin(std::future::ready(plain(StatusCode::OK, self.0)))
        }
    }

    fn mounted(name: &'static str) -> Mounted {
        Mounted(Box::new(Named(name)))
    }

    async fn led(routes: &Routes, path: &str) -> Option<String> {
        let endpoint = routes.find(path)?;
        let mut body = endpoint
            .serve(&Origin::new(None), http::Request::new(Body::empty()))
            .await
            .into_body();
        let frame = poll_fn(|cx| http_body::Body::poll_frame(std::pin::Pin::new(&mut body), cx)).await;
        let data = frame.expect("a line").expect("no error").into_data();
        let line = String::from_utf8(data.expect("data").to_vec()).expect("text");
        Some(line.trim_end().to_owned())
    }

    #[tokio::test]
    async fn the_longest_path_leads() {
        let mut routes = Routes::default();
        assert!(routes.insert("/static/".to_owned(), mounted("static")));
        assert!(routes.insert("/static/api/".to_owned(), mounted("api")));
        assert!(routes.insert("/metrics".to_owned(), mounted("metrics")));
        assert!(!routes.insert("/metrics".to_owned(), mounted("again")));
        for (path, name) in [
            ("/static/a/b", Some("static")),
            ("/static/", Some("static")),
            ("/static", None),
            ("/static/api/x", Some("api")),
            ("/metrics", Some("metrics")),
            ("/metrics/", None),
            ("/", None),
        ] {
            assert_eq!(led(&routes, path).await.as_deref(), name, "{path}");
        }
        routes.fall_back(mounted("rest"));
        assert_eq!(led(&routes, "/metrics/").await.as_deref(), Some("rest"));
        assert_eq!(led(&routes, "/metrics").await.as_deref(), Some("metrics"));
    }
}
