//! Handlers that may block their thread (`#[spawn(blocking)]`).

use std::convert::Infallible;
use std::panic::resume_unwind;

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tonic::Status;

use crate::rpc::Context;

/// Runs a handler on a thread of tokio's for blocking work, as part of its call. It does not begin, and between its awaits
/// is dropped, when nobody waits for it any more: the caller has gone, the deadline has passed, an interceptor has answered.
/// Code that blocks cannot be interrupted; it may ask [`Context::is_cancelled`].
///
/// # Errors
/// The handler's; CANCELLED when the runtime is shut down before it began.
pub(super) async fn run<R, F>(ctx: &Context, handler: F) -> Result<R, Status>
where
    R: Send + 'static,
    F: Future<Output = Result<R, Status>> + Send + 'static,
{
    let Ok(runtime) = Handle::try_current() else {
        // A call in process, without tokio: there is nobody to hold up.
        return handler.await;
    };
    let context = ctx.clone();
    let (waits, mut over) = oneshot::channel::<Infallible>();
    let running = runtime.clone().spawn_blocking(move || {
        let handler = context.scope(handler);
        runtime.block_on(async {
            tokio::select! {
                biased;
                _ = &mut over => Err(Status::cancelled("the call is over")),
                result = handler => result,
            }
        })
    });
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
