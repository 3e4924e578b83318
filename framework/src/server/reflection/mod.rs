//! Reflection (`grpc.reflection.v1` and `v1alpha`): what a server serves, told to grpcurl and other tools.
//!
//! Every [`Server`](super::Server) serves it for what is mounted. It lists exactly that, and knows every type that is
//! reached from there, and the details of errors (`google.rpc`), which no method names.

mod details;
mod index;
mod protocol;
mod question;
mod session;
pub mod v1;
pub mod v1alpha;

use std::sync::Arc;

use super::drain::Drain;
use super::ending::Ending;
use crate::error::Error;
use crate::rpc::Streaming;
use crate::schema::link::link;
use crate::schema::spec::ServiceSpec;
use index::Index;
use session::Session;

/// Answers from the descriptors of a server.
#[derive(Clone)]
pub(super) struct Reflector {
    index: Arc<Index>,
    drain: Drain,
}

impl Reflector {
    /// Describes what is mounted.
    ///
    /// # Errors
    /// When the services contradict each other on the wire.
    pub(super) fn new(services: &[&'static ServiceSpec], drain: Drain) -> Result<Self, Error> {
        let mut files = link(services).map_err(Error::other)?.file;
        files.extend(details::files()?);
        let names = services.iter().map(|service| service.full_name).collect();
        Ok(Self {
            index: Arc::new(Index::new(names, files)),
            drain,
        })
    }

    /// Answers each question with `answer` until the caller has no more, or the server leaves.
    fn session<Q, A>(&self, questions: Streaming<Q>, answer: fn(&Index, Q) -> A) -> Streaming<A>
    where
        Q: Send + 'static,
        A: Send + 'static,
    {
        let session = Session::new(questions, self.index.clone(), answer);
        Streaming::new(Ending::new(session, &self.drain))
    }
}
