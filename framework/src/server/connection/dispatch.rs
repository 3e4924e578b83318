//! The requests of one connection, and which of them are running.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, ready};

use hyper::body::Incoming;

use super::Connections;
use crate::server::capacity::{Capacity, Taken};
use crate::server::incoming;
use crate::server::open::Origin;
use crate::server::router::Owner;
use crate::server::sent::Sent;
use crate::server::service::ResponseFuture;

/// The running calls of a connection: a clone for each.
#[derive(Debug, Clone, Default)]
pub(in crate::server) struct Calls {
    application: Arc<()>,
    own: Arc<()>,
}

impl Calls {
    /// Whether there is any, asked by the one who counts (whose dispatcher has a clone too).
    pub(in crate::server) fn any(&self) -> bool {
        self.any_awaited() || Arc::strong_count(&self.own) > 2
    }

    /// Whether there is any that a leaving server waits for.
    pub(in crate::server) fn any_awaited(&self) -> bool {
        Arc::strong_count(&self.application) > 2
    }

    fn one(&self, owner: Owner) -> Arc<()> {
        match owner {
            Owner::Application => self.application.clone(),
            Owner::Server => self.own.clone(),
        }
    }
}

/// Answers the requests of one connection.
pub(in crate::server) struct Dispatch {
    pub(super) connections: Arc<Connections>,
    pub(super) origin: Origin,
    pub(in crate::server) calls: Calls,
}

impl hyper::service::Service<http::Request<Incoming>> for Dispatch {
    type Response = http::Response<Sent<Running>>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: http::Request<Incoming>) -> Answer {
        let request = incoming::request(request, &self.connections.limits);
        let router = &self.connections.router;
        let capacity = self.connections.capacity.as_ref();
        let counted = capacity
            .filter(|_| router.is_counted(&request))
            .map(Capacity::take);
        let (owner, response) = match counted {
            Some(None) => router.turn_away(&self.origin, request),
            _ => router.serve(&self.origin, request),
        };
        let taken = counted.flatten();
        Answer {
            response,
            call: Some(Running(self.calls.one(owner), taken)),
        }
    }
}

/// A call, for as long as this is there.
pub(in crate::server) struct Running(
    #[allow(dead_code, reason = "it is counted")] Arc<()>,
    #[allow(dead_code, reason = "it is counted")] Option<Taken>,
);

/// A response to come.
pub(in crate::server) struct Answer {
    response: ResponseFuture,
    call: Option<Running>,
}

impl Future for Answer {
    type Output = Result<http::Response<Sent<Running>>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(cx));
        let call = self.call.take();
        Poll::Ready(Ok(response.map(|body| Sent::new(body, call))))
    }
}
