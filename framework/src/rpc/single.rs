//! The one message of a direction that has one.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tonic::Status;

use super::inbound::{Inbound, Side};

/// Reads a body to its end, and its message: another one, or none, is UNIMPLEMENTED ("Status codes and their use in
/// gRPC", cardinality violations).
///
/// It is a future written out, since an `async fn` would keep what it is given twice, and every call is one of these.
pub(super) struct Single<R> {
    inbound: Inbound,
    message: Option<Bytes>,
    read: R,
}

impl<R> Single<R> {
    /// `read` makes of the message's bytes what they mean.
    pub(super) fn new<T>(inbound: Inbound, read: R) -> Self
    where
        R: FnMut(&Inbound, Bytes) -> Result<T, Status>,
    {
        Self {
            inbound,
            message: None,
            read,
        }
    }
}

impl<R> Unpin for Single<R> {}

impl<T, R> Future for Single<R>
where
    R: FnMut(&Inbound, Bytes) -> Result<T, Status>,
{
    type Output = Result<T, Status>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        while let Some(message) = ready!(this.inbound.poll_next(cx)).transpose()? {
            if this.message.replace(message).is_some() {
                return Poll::Ready(Err(not_one(&this.inbound, "more than one message")));
            }
        }
        Poll::Ready(match this.message.take() {
            Some(message) => (this.read)(&this.inbound, message),
            None => Err(not_one(&this.inbound, "no message")),
        })
    }
}

#[cold]
fn not_one(inbound: &Inbound, count: &str) -> Status {
    let whose = match inbound.side() {
        Side::Server => "request",
        Side::Client => "reply",
    };
    Status::unimplemented(format!("the {whose} has {count}, where the method wants one"))
}
