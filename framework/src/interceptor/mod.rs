//! What stands around a call: logging, authentication, limits, and whatever you write.
//!
//! Any type that implements [`Interceptor`] is an attribute below `#[service]`, on the trait or on a method:
//!
//! ```
//! use traitwire::{Context, Interceptor, Next, Status};
//!
//! /// Refuses callers from other tenants: `#[tenant(allow = "acme")]`.
//! #[derive(Default)]
//! pub struct Tenant {
//!     pub allow: &'static str,
//! }
//!
//! impl Interceptor for Tenant {
//!     async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
//!         if ctx.metadata().get("tenant") != Some(self.allow) {
//!             return Err(Status::permission_denied("wrong tenant"));
//!         }
//!         next.run(ctx).await
//!     }
//! }
//! ```
//!
//! The stack is composed from generics: nothing in it is boxed or dispatched. It runs before the request is decoded,
//! so a refused call costs its headers only.
//!
//! [`Logging`], [`Auth`] and [`RateLimit`] are such types, with a setter for each of their fields beside:
//!
//! ```
//! use traitwire::RateLimit;
//!
//! // As an attribute: #[rate_limit(per_second = 500, burst = 50)]
//! let limit = RateLimit::default().per_second(500).burst(50);
//! # assert_eq!((limit.per_second, limit.burst), (500, 50));
//! ```

mod auth;
mod chain;
mod code;
#[cfg(test)]
mod fixture;
mod logging;
mod off;
mod rate_limit;
mod resources;
mod slot;
mod stack;

use tonic::Status;

use crate::error::Error;
use crate::message::Message;
use crate::rpc::Context;
pub use auth::Auth;
#[cfg(feature = "auth")]
pub use auth::{AuthKey, Claims};
pub use chain::{Chain, Link};
pub use logging::{Logging, RequestId};
#[doc(hidden)]
pub use off::enabled;
pub use rate_limit::RateLimit;
pub use resources::Resources;
pub use slot::{Slot, Unsound};
pub use stack::{Interceptors, Stack, begin};

/// What may stand around a call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an interceptor",
    label = "not an interceptor",
    note = "below `#[service]` an attribute that is neither Rust's nor traitwire's names a type: implement `Interceptor` for it"
)]
pub trait Interceptor: Send + Sync + 'static {
    /// What to write in `Cargo.toml`, where this one needs a feature of traitwire that is off.
    #[doc(hidden)]
    const OFF: Option<&'static str> = None;

    /// Asks the server for what it needs, before anything is served: a missing key stops the start, not a call.
    ///
    /// # Errors
    /// What is missing, and how to provide it.
    fn start(&mut self, resources: &Resources) -> Result<(), Error> {
        let _ = resources;
        Ok(())
    }

    /// Sees the call before its request is decoded, and its outcome once it has one.
    ///
    /// What it returns without running `next` is the outcome. A stream's items come after `next` has returned:
    /// [`Context::on_end`] sees their end.
    fn intercept<N: Next>(
        &self,
        ctx: &Context,
        next: N,
    ) -> impl Future<Output = Result<N::Reply, Status>> + Send {
        next.run(ctx)
    }

    /// Sees each decoded message that the caller sends.
    ///
    /// # Errors
    /// The status that the call fails with.
    fn request<M: Message>(&self, ctx: &Context, message: &M) -> Result<(), Status> {
        let _ = (ctx, message);
        Ok(())
    }

    /// Sees each message of the server before it is encoded.
    ///
    /// # Errors
    /// The status that the call fails with.
    fn response<M: Message>(&self, ctx: &Context, message: &M) -> Result<(), Status> {
        let _ = (ctx, message);
        Ok(())
    }
}

/// The rest of the stack, and the handler at its end.
pub trait Next: Send {
    /// What the handler answers, not to be looked into.
    type Reply: Send;

    /// Runs the rest.
    fn run(self, ctx: &Context) -> impl Future<Output = Result<Self::Reply, Status>> + Send;
}

/// None is no interceptor: `Server::new().intercept(verbose.then(Logging::default))`.
impl<I: Interceptor> Interceptor for Option<I> {
    const OFF: Option<&'static str> = I::OFF;

    fn start(&mut self, resources: &Resources) -> Result<(), Error> {
        match self {
            Some(interceptor) => interceptor.start(resources),
            None => Ok(()),
        }
    }

    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        match self {
            Some(interceptor) => interceptor.intercept(ctx, next).await,
            None => next.run(ctx).await,
        }
    }

    fn request<M: Message>(&self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.as_ref()
            .map_or(Ok(()), |interceptor| interceptor.request(ctx, message))
    }

    fn response<M: Message>(&self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.as_ref()
            .map_or(Ok(()), |interceptor| interceptor.response(ctx, message))
    }
}
