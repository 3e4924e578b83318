//! An interceptor of our own: who changed what.

use traitwire::prelude::*;

/// Writes a line for each call of the methods it stands on: `#[audit]`.
///
/// It is a [`tracing`] event with the target `audit`, made when the call ends, however it ends: `caller` is the bearer
/// of the token that `#[auth]` outside it has verified, `user` the id that the method says it [`Changed`].
#[derive(Debug, Default)]
pub struct Audit;

/// The id of the user whom a method has changed, said with `ctx.insert(Changed(id))`.
#[derive(Debug)]
pub struct Changed(pub String);

impl Interceptor for Audit {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        ctx.on_end(|ctx, end| {
            let caller = ctx.get::<Claims>();
            let changed = ctx.get::<Changed>();
            tracing::info!(
                target: "audit",
                method = ctx.method().map(|method| method.name),
                caller = caller.as_ref().map_or("anybody", |claims| claims.sub.as_str()),
                user = changed.as_ref().map(|changed| changed.0.as_str()),
                code = ?end.code,
                "a change was asked for"
            );
        });
        next.run(ctx).await
    }
}
