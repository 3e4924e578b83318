//! A service that can be mounted: an implementation and the interceptors its trait declares.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use tonic::Status;

use super::open::Origin;
use crate::error::Error;
use crate::interceptor::{Interceptors, Resources, Stack};
use crate::rpc::Body;
use crate::schema::spec::ServiceSpec;

/// The future of a response: the one box of a call.
pub type ResponseFuture = Pin<Box<dyn Future<Output = http::Response<Body>> + Send>>;

/// What `…Server` types are to a server. `#[service]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be mounted: it is no server that `#[service]` has made",
    label = "not a `…Server`",
    note = "wrap an implementation in the server of its trait: `.add(UserServiceServer::new(users))`"
)]
pub trait Service: Clone + Send + Sync + 'static {
    /// Its record.
    const SPEC: &'static ServiceSpec;

    /// Starts its interceptors, unless that has been done.
    ///
    /// # Errors
    /// The first interceptor that lacks something.
    fn start_unless_started(self, resources: &Resources) -> Result<Self, Error>;

    /// Answers one request, inside the interceptors of a server.
    fn serve<W: Stack>(
        &self,
        server: &Arc<W>,
        origin: &Origin,
        request: http::Request<Body>,
    ) -> ResponseFuture;
}

/// What all clones of a `…Server` share.
#[derive(Debug)]
pub struct Shared<T, S> {
    service: Arc<T>,
    stack: OnceLock<Result<S, Status>>,
    /// Whether somebody started it; a call that came before that does not.
    is_started: bool,
}

impl<T, S: Interceptors> Shared<T, S> {
    /// An implementation whose interceptors are not started.
    pub fn new(service: Arc<T>) -> Arc<Self> {
        Arc::new(Self {
            service,
            stack: OnceLock::new(),
            is_started: false,
        })
    }

    /// The same implementation with a fresh stack of interceptors, started.
    ///
    /// # Errors
    /// The first interceptor that lacks something.
    pub fn started(&self, resources: &Resources) -> Result<Arc<Self>, Error> {
        let mut stack = S::fresh();
        stack.start(resources)?;
        Ok(Arc::new(Self {
            service: self.service.clone(),
            stack: OnceLock::from(Ok(stack)),
            is_started: true,
        }))
    }

    /// Whether somebody started the interceptors, with what they need.
    pub fn is_started(&self) -> bool {
        self.is_started
    }

    /// The implementation.
    pub fn service(&self) -> &T {
        &self.service
    }

    /// The interceptors, started against nothing where nobody started them.
    ///
    /// # Errors
    /// FAILED_PRECONDITION when that does not do.
    pub(super) fn stack(&self) -> Result<&S, Status> {
        let stack = self.stack.get_or_init(|| {
            let mut stack = S::fresh();
            match stack.start(&Resources::new()) {
                Ok(()) => Ok(stack),
                Err(error) => Err(Status::failed_precondition(format!(
                    "{error}; mounted outside `traitwire::Server`, a service is given its resources by \
                     `.start(&Resources::new().with(…))`"
                ))),
            }
        });
        stack.as_ref().map_err(Clone::clone)
    }
}
