//! Interceptors one inside the other, as a type.

use tonic::Status;

use super::{Interceptor, Next};
use crate::message::Message;
use crate::rpc::Context;

/// Interceptors around a call, outermost first, borrowed from where they live.
///
/// `()` is none, [`Link`] is one, and a pair is its first around its second.
pub trait Chain: Copy + Send + Sync {
    /// Runs `next` inside all of them.
    fn run<N: Next>(self, ctx: &Context, next: N) -> impl Future<Output = Result<N::Reply, Status>> + Send;

    /// Shows each of them a message of the caller, outermost first.
    ///
    /// # Errors
    /// The first refusal.
    fn request<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status>;

    /// Shows each of them a message of the server, innermost first.
    ///
    /// # Errors
    /// The first refusal.
    fn response<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status>;
}

impl Chain for () {
    fn run<N: Next>(self, ctx: &Context, next: N) -> impl Future<Output = Result<N::Reply, Status>> + Send {
        next.run(ctx)
    }

    fn request<M: Message>(self, _: &Context, _: &M) -> Result<(), Status> {
        Ok(())
    }

    fn response<M: Message>(self, _: &Context, _: &M) -> Result<(), Status> {
        Ok(())
    }
}

/// One interceptor of a chain.
#[derive(Debug)]
pub struct Link<'a, I>(pub &'a I);

impl<I> Clone for Link<'_, I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Link<'_, I> {}

impl<I: Interceptor> Chain for Link<'_, I> {
    fn run<N: Next>(self, ctx: &Context, next: N) -> impl Future<Output = Result<N::Reply, Status>> + Send {
        self.0.intercept(ctx, next)
    }

    fn request<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.0.request(ctx, message)
    }

    fn response<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.0.response(ctx, message)
    }
}

impl<A: Chain, B: Chain> Chain for (A, B) {
    fn run<N: Next>(self, ctx: &Context, next: N) -> impl Future<Output = Result<N::Reply, Status>> + Send {
        let (outer, inner) = self;
        outer.run(ctx, Inner { inner, next })
    }

    fn request<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.0.request(ctx, message)?;
        self.1.request(ctx, message)
    }

    fn response<M: Message>(self, ctx: &Context, message: &M) -> Result<(), Status> {
        self.1.response(ctx, message)?;
        self.0.response(ctx, message)
    }
}

/// What an outer chain runs: the inner one around the rest.
struct Inner<B, N> {
    inner: B,
    next: N,
}

impl<B: Chain, N: Next> Next for Inner<B, N> {
    type Reply = N::Reply;

    fn run(self, ctx: &Context) -> impl Future<Output = Result<N::Reply, Status>> + Send {
        ctx.limit_call();
        self.inner.run(ctx, self.next)
    }
}
