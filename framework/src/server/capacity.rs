//! How many calls a server runs at a time, and what it answers to one more.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::HeaderValue;
use tonic::Status;

use crate::rpc::Body;

/// How long a caller that is refused is asked to wait, and how much longer at most.
const PUSHBACK: Duration = Duration::from_secs(1);
const SPREAD: u64 = 1000;

/// Counts the calls of a server.
#[derive(Debug)]
pub(super) struct Capacity {
    max: usize,
    running: AtomicUsize,
}

/// A call that counts until this is dropped.
#[derive(Debug)]
pub(super) struct Taken(Arc<Capacity>);

impl Capacity {
    pub(super) fn new(max: usize) -> Arc<Self> {
        Arc::new(Self {
            max,
            running: AtomicUsize::new(0),
        })
    }

    /// Counts one more call.
    ///
    /// # Errors
    /// The answer to one that is too many: UNAVAILABLE, and when to come back ("gRPC Retry Design", Pushback).
    pub(super) fn take(self: &Arc<Self>) -> Result<Taken, Box<http::Response<Body>>> {
        let taken = Taken(self.clone());
        if self.running.fetch_add(1, Ordering::Relaxed) < self.max {
            return Ok(taken);
        }
        drop(taken);
        let status = Status::unavailable(
            "the server runs as many calls as it can (`Server::max_concurrent_calls`): try again later",
        );
        let mut response = status.into_http::<Body>();
        response
            .headers_mut()
            .insert("grpc-retry-pushback-ms", pushback());
        Err(Box::new(response))
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Spread, so that those who were refused together do not come back together.
fn pushback() -> HeaderValue {
    let spread = chance() % SPREAD;
    HeaderValue::from(PUSHBACK.as_millis() as u64 + spread)
}

/// A number that is another each time; no secret.
pub(super) fn chance() -> u64 {
    RandomState::new().hash_one(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_told_when_to_come_back() {
        let capacity = Capacity::new(2);
        let (one, _two) = (capacity.take().expect("room"), capacity.take().expect("room"));
        let refusal = capacity.take().expect_err("full");
        let header = |name: &str| refusal.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("grpc-status"), "14");
        let pushback: u64 = header("grpc-retry-pushback-ms").parse().expect("a number");
        assert!((1000..2000).contains(&pushback), "{pushback}");
        drop(one);
        assert!(capacity.take().is_ok());
        assert_eq!(capacity.running.load(Ordering::Relaxed), 1);
    }
}
