//! How many calls a server runs at a time, and what it answers to one more.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};
use tonic::Status;

use super::content_type::ContentType;
use super::plain::plain;
use super::refusal;
use crate::rpc::Body;

/// What it answers.
const FULL: &str =
    "the server runs as many calls as it can (`Server::max_concurrent_calls`): try again later";

/// How long a caller that is refused is asked to wait, and how many milliseconds longer at most.
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

    /// Counts one more call, if there is room for it.
    pub(super) fn take(self: &Arc<Self>) -> Option<Taken> {
        let taken = Taken(self.clone());
        (self.running.fetch_add(1, Ordering::Relaxed) < self.max).then_some(taken)
    }
}

/// The answer to a call that is one too many: UNAVAILABLE, and when to come back ("gRPC Retry Design", Pushback).
pub(super) fn refusal(content_type: ContentType) -> http::Response<Body> {
    let mut response = refusal::grpc(Status::unavailable(FULL), content_type);
    let pushback = HeaderValue::from(pushback().as_millis() as u64);
    response.headers_mut().insert("grpc-retry-pushback-ms", pushback);
    response
}

/// The answer to a request that is no call.
pub(super) fn unavailable() -> http::Response<Body> {
    let mut response = plain(StatusCode::SERVICE_UNAVAILABLE, FULL);
    let seconds = pushback().as_secs() + 1;
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Spread, so that those who were refused together do not come back together.
fn pushback() -> Duration {
    PUSHBACK + Duration::from_millis(chance() % SPREAD)
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
        assert!(capacity.take().is_none());
        let refusal = refusal(ContentType::Proto);
        let header = |name: &str| refusal.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("grpc-status"), "14");
        assert_eq!(header("content-type"), "application/grpc+proto");
        let pushback: u64 = header("grpc-retry-pushback-ms").parse().expect("a number");
        assert!((1000..2000).contains(&pushback), "{pushback}");
        drop(one);
        assert!(capacity.take().is_some());
        assert_eq!(capacity.running.load(Ordering::Relaxed), 1);
    }
}
