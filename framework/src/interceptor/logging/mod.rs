//! One event per call.

mod request_id;

use tonic::Status;

use super::{Interceptor, Next, code};
use crate::rpc::context::{Context, End};
pub use request_id::RequestId;

/// Logs each call once, at its end: `#[logging]`.
///
/// It makes one [`tracing`] event with the target `traitwire::call`: at INFO, and at WARN where the status is one
/// with which a server says that it failed: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE and
/// DATA_LOSS, the six which OpenTelemetry counts as a server's errors.
///
/// | field | |
/// |---|---|
/// | `method` | the path, `/user.UserService/GetUser` |
/// | `peer` | `127.0.0.1:51234`, `unix` or `in-process` |
/// | `code` | `OK`, `NOT_FOUND`, … |
/// | `duration_ms` | from the call's headers to its end, a stream's end included; microseconds are its third decimal |
/// | `received_messages`, `received_bytes` | what the caller sent |
/// | `sent_messages`, `sent_bytes` | what the server sent |
/// | `request_id` | the [`RequestId`], which the caller is told in the header `x-request-id` |
///
/// Metadata and messages are never logged, and so no token is. Calls that an interceptor inside this one refuses are
/// logged, and so are those that their callers cancel: declare it first. Declared on a server and on a service too,
/// it is the server's that logs.
///
/// ```
/// use traitwire::Logging;
/// # fn server(_: Logging) {}
///
/// // As an attribute: #[logging]. For every service of a server: Server::new().intercept(Logging::default())
/// # server(
/// Logging::default()
/// # );
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Logging {}

/// Marks a call that will be logged.
struct Logged;

impl Interceptor for Logging {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        if ctx.get::<Logged>().is_none() {
            ctx.insert(Logged);
            let id = RequestId::of(ctx.metadata());
            ctx.set_header(RequestId::HEADER, id.as_str());
            ctx.insert(id.clone());
            ctx.on_end(move |ctx, end| log(ctx, end, &id));
        }
        next.run(ctx).await
    }
}

fn log(ctx: &Context, end: &End, id: &RequestId) {
    // The level of an event is part of its call site.
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(
                target: "traitwire::call",
                tracing::Level::$level,
                method = ctx.method().map(|method| method.path),
                peer = ctx.peer().map(tracing::field::display),
                code = code::name(end.code),
                duration_ms = end.duration.as_micros() as f64 / 1e3,
                received_messages = end.received.messages,
                received_bytes = end.received.bytes,
                sent_messages = end.sent.messages,
                sent_bytes = end.sent.bytes,
                request_id = id.as_str(),
                "call"
            )
        };
    }
    if code::is_server_fault(end.code) {
        event!(WARN);
    } else {
        event!(INFO);
    }
}

#[cfg(test)]
mod tests;
