//! Handlers that run elsewhere (`#[spawn]`).

use std::convert::Infallible;
use std::panic::resume_unwind;

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tonic::Status;
use tracing::Instrument as _;

use crate::rpc::Context;

/// Where a handler runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where its request arrived, until it waits for something. What waits is given a task of its own.
    Here,
    /// On a task of its own.
    Task,
    /// On a thread that may be blocked.
    Blocking,
}

/// Runs a handler on a task, or on a thread of tokio's for blocking work, as part of its call. It does not begin, and between
/// its awaits is dropped, when nobody waits for it any more: the caller has gone, the deadline has passed, an interceptor has
/// answered. Code that computes or blocks cannot be interrupted; it may ask [`Context::is_cancelled`].
///
/// # Errors
/// The handler's; CANCELLED when the runtime is shut down before it began.
pub(super) async fn run<R, F>(place: Place, ctx: &Context, handler: F) -> Result<R, Status>
where
    R: Send + 'static,
    F: Future<Output = Result<R, Status>> + Send + 'static,
{
    let Ok(runtime) = Handle::try_current() else {
        // A call in process, without tokio: there is nobody to hold up.
        return handler.await;
    };
    let (waits, mut over) = oneshot::channel::<Infallible>();
    // Of what interceptors have around their `next`, a span of `tracing` follows; task-locals do not.
    let handler = ctx.scope(handler.in_current_span());
    let handler = async move {
        tokio::select! {
            biased;
            _ = &mut over => Err(Status::cancelled("the call is over")),
            result = handler => result,
        }
    };
    let running = match place {
        Place::Blocking => {
            let on = runtime.clone();
            runtime.spawn_blocking(move || on.block_on(handler))
        }
        Place::Here | Place::Task => runtime.spawn(handler),
    };
    let ran = running.await;
    drop(waits);
    match ran {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(Status::cancelled("the server has shut down")),
        },
    }
}
