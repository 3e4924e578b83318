//! What a peer above its limit is told.

use std::time::Duration;

use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// How long a client's library has to wait before it tries again, in milliseconds (gRFC A6, Server Pushback).
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// The refusal of a call, to be tried again after `wait`.
pub(super) fn status(per_second: u32, wait: Duration) -> Status {
    // Rounded up: who comes back after this long is not too early.
    let millis = u32::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u32::MAX);
    let wait = Duration::from_millis(millis.into());
    let mut metadata = MetadataMap::new();
    metadata.insert(PUSHBACK, MetadataValue::from(millis));
    Status::with_error_details_and_metadata(
        Code::ResourceExhausted,
        format!("more than {per_second} calls a second: try again in {wait:?}"),
        ErrorDetails::with_retry_info(Some(wait)),
        metadata,
    )
}
