//! Calls per second, for each peer.

#[cfg(feature = "rate-limit")]
mod key;
#[cfg(feature = "rate-limit")]
mod limiter;
#[cfg(feature = "rate-limit")]
mod refusal;

#[cfg(feature = "rate-limit")]
use limiter::Limiter;

/// Limits how often one peer may call: `#[rate_limit(per_second = 500, burst = 50)]`. Needs the feature
/// `rate-limit`.
///
/// A call above the limit is refused before it is decoded, with RESOURCE_EXHAUSTED. How long to wait stands in the
/// status, as a `google.rpc.RetryInfo`, and in the trailer `grpc-retry-pushback-ms`, which a client with a retry
/// policy obeys by itself (gRFC A6).
///
/// A peer is an IPv4 address or an IPv6 network of 64 bits, whatever its port. Peers without an address (Unix
/// sockets, calls in process) share one limit, and so do all callers behind one proxy. On a service, the limit is for
/// its methods together; on a method, for that one alone.
///
/// It remembers 65 536 peers at most, and forgets those that are idle; while so many call at once, the others share
/// 256 limits.
///
/// ```
/// use traitwire::RateLimit;
///
/// // As an attribute: #[rate_limit(per_second = 500)]
/// let limit = RateLimit::default().per_second(500);
/// # assert_eq!(limit.burst, 0);
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many calls a second one peer may make in the long run.
    pub per_second: u32,
    /// How many calls it may make at once after a pause; 0 means as many as in a second.
    pub burst: u32,
    #[cfg(feature = "rate-limit")]
    limiter: Option<Limiter>,
}

impl RateLimit {
    /// The same, with this many calls a second for each peer.
    #[must_use]
    pub fn per_second(mut self, calls: u32) -> Self {
        self.per_second = calls;
        self
    }

    /// The same, with this many calls at once after a pause.
    #[must_use]
    pub fn burst(mut self, calls: u32) -> Self {
        self.burst = calls;
        self
    }
}

#[cfg(not(feature = "rate-limit"))]
super::off::off!(RateLimit, "#[rate_limit]", "rate-limit");

#[cfg(feature = "rate-limit")]
mod on {
    use std::num::NonZeroU32;

    use tonic::Status;

    use super::{Limiter, RateLimit, refusal};
    use crate::error::Error;
    use crate::interceptor::{Interceptor, Next, Resources};
    use crate::rpc::Context;

    impl Interceptor for RateLimit {
        fn start(&mut self, _: &Resources) -> Result<(), Error> {
            let per_second = NonZeroU32::new(self.per_second).ok_or_else(|| {
                Error::new(
                    "it does not say how many calls a second: write `#[rate_limit(per_second = 500)]`, or \
                     `RateLimit::default().per_second(500)`",
                )
            })?;
            let burst = NonZeroU32::new(self.burst).unwrap_or(per_second);
            self.limiter = Some(Limiter::new(per_second, burst));
            Ok(())
        }

        async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
            let Some(limiter) = &self.limiter else {
                return Err(Status::failed_precondition("the rate limit was not started"));
            };
            limiter
                .admit(ctx.peer())
                .map_err(|wait| refusal::status(self.per_second, wait))?;
            next.run(ctx).await
        }
    }
}

#[cfg(all(test, feature = "rate-limit"))]
mod tests;
