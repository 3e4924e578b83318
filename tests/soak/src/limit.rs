//! A deadline that the server alone keeps: a client ends its own call when its deadline has passed, whatever the server does.

use std::time::Duration;

use traitwire::{Context, Interceptor, Next, Status};

/// The key of the metadata that holds how long a call may take, in microseconds.
pub(crate) const LIMIT: &str = "soak-limit";

/// Ends calls that say so after a time.
pub(crate) struct Limit;

impl Interceptor for Limit {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        let limit = ctx.metadata().get(LIMIT).and_then(|limit| limit.parse().ok());
        match limit.map(Duration::from_micros) {
            Some(limit) => next.run(&ctx.with_timeout(limit)).await,
            None => next.run(ctx).await,
        }
    }
}
