//! A stream of replies, which ends as ordered.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio_stream::Stream;
use traitwire::{Status, Streaming};

use crate::api::{Ending, Order, Part};
use crate::handler::{ON_PURPOSE, check, failure, reply};

/// As many replies as ordered, or one for each message of the request.
pub(crate) struct Replies {
    order: Order,
    /// The request after its first message, where there is more of it.
    parts: Option<Streaming<Part>>,
    /// How many have been sent.
    sent: u32,
    /// How often others have had their turn since.
    paused: u32,
}

impl Replies {
    pub(crate) fn new(order: Order, parts: Option<Streaming<Part>>) -> Self {
        Self {
            order,
            parts,
            sent: 0,
            paused: 0,
        }
    }

    /// Whether there is a message to reply to.
    fn poll_part(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, Status>> {
        let Some(parts) = &mut self.parts else {
            return Poll::Ready(Ok(self.sent < self.order.after));
        };
        if self.sent == 0 {
            return Poll::Ready(Ok(true));
        }
        let part = ready!(Pin::new(parts).poll_next(cx)).transpose()?;
        if let Some(part) = &part {
            check(&self.order, part, self.sent)?;
        } else if self.sent != self.order.parts {
            return Poll::Ready(Err(Status::data_loss("the request ends early")));
        }
        Poll::Ready(Ok(part.is_some()))
    }
}

impl Stream for Replies {
    type Item = Result<Part, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.paused < this.order.pauses {
            this.paused += 1;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.sent == this.order.after {
            match this.order.ending {
                Ending::Answer => {}
                Ending::Fail => return Poll::Ready(Some(Err(failure(&this.order)))),
                Ending::Panic => std::panic::panic_any(ON_PURPOSE),
                Ending::Hang => return Poll::Pending,
            }
        }
        if !ready!(this.poll_part(cx))? {
            return Poll::Ready(None);
        }
        this.paused = 0;
        let reply = reply(&this.order, this.sent);
        this.sent += 1;
        Poll::Ready(Some(Ok(reply)))
    }
}
