//! Responses that are no gRPC, from proxies and the like ("HTTP to gRPC Status Code Mapping").

use http::StatusCode;
use http::header::CONTENT_TYPE;
use tonic::{Code, Status};

/// Refuses a response that cannot be gRPC.
///
/// # Errors
/// The status that its HTTP status stands for.
pub(super) fn check<B>(response: &http::Response<B>) -> Result<(), Status> {
    if response.headers().contains_key("grpc-status") {
        return Ok(());
    }
    let status = response.status();
    if status != StatusCode::OK {
        return Err(Status::new(
            code(status),
            format!("the server answered with HTTP status {status}, which is not gRPC"),
        ));
    }
    let content_type = response.headers().get(CONTENT_TYPE);
    let is_grpc = content_type.is_some_and(|value| value.as_bytes().starts_with(b"application/grpc"));
    if is_grpc {
        return Ok(());
    }
    let found = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or("nothing");
    Err(Status::unknown(format!(
        "the server answered with content type {found}, which is not gRPC"
    )))
}

fn code(status: StatusCode) -> Code {
    match status.as_u16() {
        400 => Code::Internal,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::Unimplemented,
        429 | 502..=504 => Code::Unavailable,
        _ => Code::Unknown,
    }
}
