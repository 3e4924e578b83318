//! The interceptor, as a call meets it.

use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::StatusExt;

use super::RateLimit;
use crate::interceptor::fixture::{OK, call};
use crate::interceptor::{Interceptor, Resources, begin};
use crate::rpc::Peer;

fn started(limit: RateLimit) -> RateLimit {
    let mut limit = limit;
    limit.start(&Resources::new()).expect("started");
    limit
}

async fn run(limit: &RateLimit, peer: Option<Peer>) -> Result<(), Status> {
    limit.intercept(&call(peer, &[]), OK).await
}

fn peer(last: u8) -> Option<Peer> {
    Some(Peer::tcp(([192, 0, 2, last], 1000).into()))
}

#[tokio::test]
async fn a_refusal_says_when_to_try_again() {
    let limit = started(RateLimit::default().per_second(3).burst(1));
    run(&limit, peer(1)).await.expect("the first");
    let status = run(&limit, peer(1)).await.expect_err("the second");
    assert_eq!(status.code(), Code::ResourceExhausted);
    let retry = status.get_details_retry_info().expect("RetryInfo");
    // A third of a second, rounded up to milliseconds.
    assert_eq!(retry.retry_delay, Some(Duration::from_millis(334)));
    let pushback = status.metadata().get("grpc-retry-pushback-ms");
    assert_eq!(pushback.expect("pushback").as_bytes(), b"334");

    run(&limit, peer(2)).await.expect("another peer");
    limit
        .limiter
        .as_ref()
        .expect("started")
        .advance(Duration::from_millis(334));
    run(&limit, peer(1)).await.expect("in time");
}

#[tokio::test]
async fn the_burst_is_a_second_unless_said() {
    let limit = started(RateLimit::default().per_second(5));
    for _ in 0..5 {
        run(&limit, None).await.expect("within the burst");
    }
    let shared = run(&limit, Some(Peer::unix())).await;
    assert_eq!(shared.expect_err("one too many").code(), Code::ResourceExhausted);
}

#[tokio::test]
async fn without_a_rate_it_does_not_start() {
    let mut limit = RateLimit::default();
    let error = begin(&mut limit, &Resources::new()).expect_err("no rate");
    assert_eq!(
        error.to_string(),
        "the interceptor `RateLimit` cannot start: it does not say how many calls a second: write \
         `#[rate_limit(per_second = 500)]`, or `RateLimit::default().per_second(500)`"
    );
    let status = run(&limit, None).await.expect_err("not started");
    assert_eq!(status.code(), Code::FailedPrecondition);
}
