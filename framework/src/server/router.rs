//! From a path to the service that is mounted there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::call::unknown_service;
use super::capacity;
use super::content_type::ContentType;
#[cfg(feature = "http1")]
use super::content_type::is_grpc;
#[cfg(feature = "http1")]
use super::http1;
use super::open::Origin;
use super::route::Routes;
use super::service::{ResponseFuture, Service};
#[cfg(feature = "web")]
use super::web::{self, Asked, Web};
use crate::error::Error;
use crate::interceptor::{Resources, Stack};
use crate::rpc::Body;
use crate::schema::spec::ServiceSpec;

/// A service with all that stands around it, whatever their types.
pub(super) trait Endpoint: Send + Sync {
    /// Answers one request.
    fn serve(&self, origin: &Origin, request: http::Request<Body>) -> ResponseFuture;
}

struct Mounted<S, W> {
    service: S,
    server: Arc<W>,
}

impl<S: Service, W: Stack> Endpoint for Mounted<S, W> {
    fn serve(&self, origin: &Origin, request: http::Request<Body>) -> ResponseFuture {
        self.service.serve(&self.server, origin, request)
    }
}

/// A service that waits for its server to start.
pub(super) trait Mount<W>: Send {
    /// Its record.
    fn spec(&self) -> &'static ServiceSpec;
    /// Starts it, inside the interceptors of its server.
    ///
    /// # Errors
    /// The first of its interceptors that lacks something.
    fn mount(&self, server: &Arc<W>, resources: &Resources) -> Result<Box<dyn Endpoint>, Error>;
}

impl<S: Service, W: Stack> Mount<W> for S {
    fn spec(&self) -> &'static ServiceSpec {
        S::SPEC
    }

    fn mount(&self, server: &Arc<W>, resources: &Resources) -> Result<Box<dyn Endpoint>, Error> {
        let service = self
            .clone()
            .start_unless_started(resources)
            .map_err(|error| error.context(format_args!("the service {} cannot start", S::SPEC.full_name)))?;
        Ok(Box::new(Mounted {
            service,
            server: server.clone(),
        }))
    }
}

/// Whose service a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The user's: a server that leaves waits for its calls.
    Application,
    /// Ours: health, reflection and load reports.
    Server,
}

/// The services of a server by their full names, and its routes.
#[derive(Default)]
pub(super) struct Router {
    /// Which pages may call.
    #[cfg(feature = "web")]
    pub(super) web: Web,
    services: BTreeMap<&'static str, (Owner, Box<dyn Endpoint>)>,
    /// What is no gRPC.
    pub(super) routes: Routes,
}

impl Router {
    pub(super) fn insert(&mut self, name: &'static str, owner: Owner, endpoint: Box<dyn Endpoint>) {
        self.services.insert(name, (owner, endpoint));
    }

    /// Whether a request counts as one of those that the server may run at a time.
    pub(super) fn is_counted<B>(&self, request: &http::Request<B>) -> bool {
        let path = request.uri().path();
        match service_of(path).and_then(|service| self.services.get(service)) {
            // Whether a page may call is asked before it does.
            Some((owner, _)) => *owner == Owner::Application && request.method() != http::Method::OPTIONS,
            None => self.routes.find(path).is_some(),
        }
    }

    /// Answers a request.
    pub(super) fn serve(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        #[cfg(feature = "http1")]
        if request.version() < http::Version::HTTP_2 {
            return self.over_http1(request, |request| self.answer(origin, request));
        }
        self.answer(origin, request)
    }

    /// Answers a request for which there is no capacity: in the form that its caller reads, where it is a call.
    pub(super) fn turn_away(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        #[cfg(feature = "http1")]
        if request.version() < http::Version::HTTP_2 {
            return self.over_http1(request, |request| self.refuse(origin, request));
        }
        self.refuse(origin, request)
    }

    fn refuse(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        if self.leads_elsewhere(request.uri().path()) {
            return ours(capacity::unavailable());
        }
        #[cfg(feature = "web")]
        if let Some(form) = web::Form::of(request.headers()) {
            let refusal = capacity::refusal(ContentType::Grpc);
            return ours(web::refused(form, &self.web, request.headers(), refusal));
        }
        match ContentType::of(request.headers()) {
            Some(content_type) => ours(capacity::refusal(content_type)),
            // No call, and answered as such.
            None => self.answer(origin, request),
        }
    }

    /// Answers a request of HTTP/1, which does not carry gRPC.
    #[cfg(feature = "http1")]
    fn over_http1(
        &self,
        request: http::Request<Body>,
        serve: impl FnOnce(http::Request<Body>) -> (Owner, ResponseFuture),
    ) -> (Owner, ResponseFuture) {
        http1::heard_out(request, |request| {
            match is_grpc(request.headers()) && !self.leads_elsewhere(request.uri().path()) {
                true => ours(http1::no_grpc()),
                false => serve(request),
            }
        })
    }

    /// Answers a request, which may be of the web.
    #[cfg(feature = "web")]
    fn answer(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        if self.leads_elsewhere(request.uri().path()) {
            return self.route(origin, request);
        }
        match Asked::of(&request) {
            Asked::Other => self.route(origin, request),
            Asked::Call(form) => web::serve(form, Some(&self.web), request, |request| {
                self.route(origin, request)
            }),
            Asked::Preflight => ours(self.web.preflight(request.headers())),
        }
    }

    /// Answers a request.
    #[cfg(not(feature = "web"))]
    fn answer(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        self.route(origin, request)
    }

    /// Whether a path leads to what is no gRPC, and has its own word on pages of other origins.
    fn leads_elsewhere(&self, path: &str) -> bool {
        let is_service = service_of(path).is_some_and(|service| self.services.contains_key(service));
        !is_service && self.routes.find(path).is_some()
    }

    fn route(&self, origin: &Origin, request: http::Request<Body>) -> (Owner, ResponseFuture) {
        let path = request.uri().path();
        if let Some((owner, endpoint)) = service_of(path).and_then(|service| self.services.get(service)) {
            let response = match owner {
                Owner::Application => endpoint.serve(origin, request),
                Owner::Server => endpoint.serve(&origin.without_timeouts(), request),
            };
            return (*owner, response);
        }
        match self.routes.find(path) {
            Some(route) => (Owner::Application, route.serve(origin, request)),
            None => (Owner::Server, unknown_service(request)),
        }
    }
}

/// An answer of the server itself.
fn ours(response: http::Response<Body>) -> (Owner, ResponseFuture) {
    (Owner::Server, Box::pin(std::future::ready(response)))
}

/// The service's full name in a path.
fn service_of(path: &str) -> Option<&str> {
    path.strip_prefix('/')?
        .split_once('/')
        .map(|(service, _)| service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_of_paths() {
        for (path, service) in [
            ("/user.UserService/GetUser", Some("user.UserService")),
            ("/user.UserService/GetUser/more", Some("user.UserService")),
            ("/user.UserService/", Some("user.UserService")),
            ("//", Some("")),
            ("/user.UserService", None),
            ("/", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(service_of(path), service, "{path}");
        }
    }
}
