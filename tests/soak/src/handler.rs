//! The implementation: does what it is ordered to, and refuses what did not arrive as it was sent.

use traitwire::{Code, Context, Status, Streaming};

use crate::api::{Ending, Order, Part, Soak, Source};
use crate::random::content;
use crate::replies::Replies;

/// What a panic on purpose says.
pub(crate) const ON_PURPOSE: &str = "as ordered";

/// How the contents of replies differ from those of requests.
const REPLY: u64 = 0x5a5a_0000_0000_0000;

/// The trailer that holds the seed of the call.
pub(crate) const SEED: &str = "soak-seed";

/// Answers as ordered.
pub(crate) struct Handler;

impl Soak for Handler {
    async fn one(&self, ctx: &Context, part: Part) -> Result<Part, Status> {
        let order = begin(ctx, &part)?;
        end(&order, order.ending).await?;
        Ok(reply(&order, 0))
    }

    async fn many(&self, ctx: &Context, part: Part) -> Result<Streaming<Part>, Status> {
        let order = begin(ctx, &part)?;
        Ok(replies(order, None))
    }

    async fn sum(&self, ctx: &Context, mut parts: Streaming<Part>) -> Result<Part, Status> {
        let first = parts.next().await.ok_or_else(nothing)??;
        let order = begin(ctx, &first)?;
        let mut count = 1;
        loop {
            pause(&order).await;
            if count == order.after && order.ending != Ending::Answer {
                end(&order, order.ending).await?;
            }
            let Some(part) = parts.next().await else { break };
            check(&order, &part?, count)?;
            count += 1;
        }
        if count != order.parts {
            return Err(wrong(format_args!("{count} messages of {}", order.parts)));
        }
        Ok(Part {
            index: count,
            ..reply(&order, 0)
        })
    }

    async fn talk(&self, ctx: &Context, mut parts: Streaming<Part>) -> Result<Streaming<Part>, Status> {
        let first = parts.next().await.ok_or_else(nothing)??;
        let order = begin(ctx, &first)?;
        Ok(replies(order, Some(parts)))
    }
}

fn nothing() -> Status {
    wrong(format_args!("no message"))
}

fn wrong(what: std::fmt::Arguments<'_>) -> Status {
    Status::data_loss(format!("the request did not arrive as it was sent: {what}"))
}

fn begin(ctx: &Context, first: &Part) -> Result<Order, Status> {
    let order = first
        .order
        .clone()
        .ok_or_else(|| wrong(format_args!("no order")))?;
    check(&order, first, 0)?;
    ctx.set_trailer(SEED, order.seed.to_string());
    ctx.compress(order.compress);
    Ok(order)
}

/// Refuses a message of the request that is not the one that was sent.
///
/// # Errors
/// DATA_LOSS, with what is wrong.
pub(crate) fn check(order: &Order, part: &Part, index: u32) -> Result<(), Status> {
    if part.index != index {
        return Err(wrong(format_args!("message {} in place of {index}", part.index)));
    }
    if part.content != content(order.seed, index, order.part_size) {
        return Err(wrong(format_args!("the content of message {index}")));
    }
    Ok(())
}

/// The right reply.
pub(crate) fn reply(order: &Order, index: u32) -> Part {
    Part {
        order: None,
        index,
        content: content(order.seed ^ REPLY, index, order.reply_size),
    }
}

fn replies(order: Order, parts: Option<Streaming<Part>>) -> Streaming<Part> {
    let source = order.source;
    let mut replies = Streaming::new(Replies::new(order, parts));
    match source {
        Source::Polled => replies,
        Source::Spawned => Streaming::spawn(2, |tx| async move {
            while let Some(reply) = replies.next().await {
                tx.send(reply?).await?;
            }
            Ok(())
        }),
    }
}

async fn pause(order: &Order) {
    for _ in 0..order.pauses {
        tokio::task::yield_now().await;
    }
}

async fn end(order: &Order, ending: Ending) -> Result<(), Status> {
    pause(order).await;
    match ending {
        Ending::Answer => Ok(()),
        Ending::Fail => Err(failure(order)),
        Ending::Panic => std::panic::panic_any(ON_PURPOSE),
        Ending::Hang => std::future::pending().await,
    }
}

/// What an order to fail fails with.
pub(crate) fn failure(order: &Order) -> Status {
    Status::new(
        Code::from(order.code as i32),
        format!("as ordered by {}", order.seed),
    )
}
