//! Makes one call as planned, and tells what came of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use traitwire::{Code, Context, Status, Streaming};

use crate::api::{Part, Soak, SoakClient};
use crate::connection::Connection;
use crate::handler::{SEED, reply};
use crate::ledger::NUMBER;
use crate::limit::LIMIT;
use crate::plan::{Leaves, Plan, Sends, Shape};

/// How long an answer may take: a call that has none by then is lost.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a call ended for its caller.
#[derive(Clone, Debug)]
pub(crate) enum Ended {
    /// With its answer or a status.
    Status(Code, String),
    /// It was left.
    Left,
    /// Never.
    Stuck,
    /// With a reply that is not its own.
    Wrong(String),
}

/// What a caller saw of its call.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) ended: Ended,
    /// How many right replies came.
    pub(crate) replies: u32,
    /// What the call's own hook was told, as often as it was told.
    pub(crate) told: Option<Code>,
    /// The seed that came back in the trailers.
    pub(crate) trailer: Option<String>,
    /// How long it took.
    pub(crate) took: Duration,
    /// Whether the connection was cut meanwhile, or had been and was not there again.
    pub(crate) cut: bool,
}

/// What ends a stream that the soak lets fail.
pub(crate) fn own_failure() -> Status {
    Status::aborted("by the caller's own stream")
}

pub(crate) async fn make(connection: &Connection, plan: &Plan) -> Seen {
    let (begun, before) = (Instant::now(), connection.state());
    if plan.cuts {
        connection.cut();
    }
    let mut ctx = Context::new().with_metadata(NUMBER, plan.number.to_string());
    match plan.leaves {
        Leaves::Deadline(timeout) => ctx = ctx.with_timeout(timeout),
        Leaves::Limited(limit) => ctx = ctx.with_metadata(LIMIT, limit.as_micros().to_string()),
        _ => {}
    }
    let told = Arc::new(AtomicU8::new(NOTHING));
    let tell = told.clone();
    ctx.on_end(move |_, end| tell.store(end.code as u8, Ordering::Release));

    let client = connection.client(plan.compress);
    let mut replies = 0;
    let exchange = async {
        match exchange(client, &ctx, plan, &mut replies).await {
            Ok(()) => Ended::Status(Code::Ok, String::new()),
            Err(ended) => ended,
        }
    };
    // What is left is dropped before its hook is asked.
    let ended = tokio::select! {
        biased;
        ended = exchange => ended,
        () = leave(plan.leaves) => Ended::Left,
        () = tokio::time::sleep(PATIENCE) => Ended::Stuck,
    };
    let told = told.load(Ordering::Acquire);
    Seen {
        ended,
        replies,
        told: (told != NOTHING).then(|| Code::from(i32::from(told))),
        trailer: ctx.trailer(SEED),
        took: begun.elapsed(),
        cut: before != connection.state() || !before.0,
    }
}

/// No code.
const NOTHING: u8 = u8::MAX;

/// Ready when the call is to be left.
async fn leave(leaves: Leaves) {
    match leaves {
        Leaves::AfterTurns(turns) => {
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
        }
        Leaves::AfterTime(time) => tokio::time::sleep(time).await,
        _ => std::future::pending().await,
    }
}

async fn exchange(client: &SoakClient, ctx: &Context, plan: &Plan, replies: &mut u32) -> Result<(), Ended> {
    match plan.shape {
        Shape::One => {
            let part = client.one(ctx, plan.part(0)).await.map_err(status)?;
            one_reply(plan, &part, 0, replies)
        }
        Shape::Sum => {
            let part = client.sum(ctx, request(plan)).await.map_err(status)?;
            one_reply(plan, &part, plan.order.parts, replies)
        }
        Shape::Many => {
            let stream = client.many(ctx, plan.part(0)).await.map_err(status)?;
            read(stream, plan, replies).await
        }
        Shape::Talk if plan.sends == Sends::InTurn => in_turn(client, ctx, plan, replies).await,
        Shape::Talk => {
            let stream = client.talk(ctx, request(plan)).await.map_err(status)?;
            read(stream, plan, replies).await
        }
    }
}

fn status(status: Status) -> Ended {
    Ended::Status(status.code(), status.message().to_owned())
}

/// The messages of a request that is a stream.
fn request(plan: &Plan) -> Streaming<Part> {
    let own = plan.clone();
    let parts = (0..plan.order.parts).map(move |index| match own.leaves {
        Leaves::Fails(after) if after == index => Err(own_failure()),
        _ => Ok(own.part(index)),
    });
    if plan.sends != Sends::Spawned {
        return Streaming::new(tokio_stream::iter(parts));
    }
    Streaming::spawn(1, |tx| async move {
        for part in parts {
            tx.send(part?).await?;
        }
        Ok(())
    })
}

/// Each message after the reply to the one before.
async fn in_turn(client: &SoakClient, ctx: &Context, plan: &Plan, replies: &mut u32) -> Result<(), Ended> {
    let (tx, request) = Streaming::channel(1);
    tx.send(plan.part(0)).await.map_err(status)?;
    let mut stream = client.talk(ctx, request).await.map_err(status)?;
    for index in 1..plan.order.parts {
        if !next(&mut stream, plan, replies).await? {
            return Ok(());
        }
        // It fails where the call has ended, which the stream tells.
        let _ = tx.send(plan.part(index)).await;
    }
    drop(tx);
    read(stream, plan, replies).await
}

/// Reads the replies to their end, or to where the stream is left.
async fn read(mut stream: Streaming<Part>, plan: &Plan, replies: &mut u32) -> Result<(), Ended> {
    while next(&mut stream, plan, replies).await? {}
    Ok(())
}

/// Whether there is one more reply.
async fn next(stream: &mut Streaming<Part>, plan: &Plan, replies: &mut u32) -> Result<bool, Ended> {
    if plan.leaves == Leaves::AfterReplies(*replies) {
        return Err(Ended::Left);
    }
    let Some(part) = stream.next().await else {
        return Ok(false);
    };
    right(plan, &part.map_err(status)?, *replies)?;
    *replies += 1;
    Ok(true)
}

fn one_reply(plan: &Plan, part: &Part, index: u32, replies: &mut u32) -> Result<(), Ended> {
    let counted = Part {
        index: 0,
        ..part.clone()
    };
    if part.index != index {
        return Err(Ended::Wrong(format!(
            "{} messages counted of {index}",
            part.index
        )));
    }
    right(plan, &counted, 0)?;
    *replies = 1;
    Ok(())
}

fn right(plan: &Plan, part: &Part, index: u32) -> Result<(), Ended> {
    if *part == reply(&plan.order, index) {
        return Ok(());
    }
    let (got, size) = (part.content.len(), plan.order.reply_size);
    Err(Ended::Wrong(format!(
        "in place of reply {index} of {size} bytes came {} of {got}",
        part.index
    )))
}
