//! Calls that must not last.

use std::time::{Duration, Instant};

use super::*;

/// Long enough for a call to begin on a machine that has much else to do.
const SHORT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(600);

/// Answers with the seconds that are left, in words.
fn clock() -> Scripted {
    Scripted {
        one: script(|ctx: Context, _| async move { Ok(note(&left(&ctx))) }),
        ..Scripted::default()
    }
}

fn left(ctx: &Context) -> String {
    ctx.deadline().map_or("none".to_owned(), |deadline| {
        deadline
            .saturating_duration_since(Instant::now())
            .as_secs_f64()
            .round()
            .to_string()
    })
}

async fn seconds(client: &ProbeClient, ctx: &Context) -> String {
    client.one(ctx, note("")).await.expect("answers").text
}

#[tokio::test]
async fn the_calls_timeout_replaces_the_clients() {
    let client = local(clock());
    let plain = Context::new();
    assert_eq!(seconds(&client, &plain).await, "none");
    let client = client.with_timeout(Duration::from_secs(60));
    assert_eq!(seconds(&client, &plain).await, "60");
    assert_eq!(seconds(&client, &plain.with_timeout(LONG)).await, "600");
    assert_eq!(seconds(&client.with_timeout(LONG), &plain).await, "600");
    assert_eq!(seconds(&client, &plain.with_timeout(Duration::MAX)).await, "none");
}

#[tokio::test]
async fn the_parents_deadline_caps_both_and_is_inherited() {
    let below = local(clock()).with_timeout(LONG);
    let scripted = Scripted {
        one: script(move |ctx: Context, given: Note| {
            let below = below.clone();
            async move {
                let own = Context::new().with_timeout(LONG);
                match &*given.text {
                    "ctx" => below.one(&ctx, note("")).await,
                    "own" => below.one(&own, note("")).await,
                    "child" => below.one(&ctx.child().with_timeout(LONG), note("")).await,
                    "spawned" => tokio::spawn(async move { below.one(&ctx, note("")).await })
                        .await
                        .expect("no panic"),
                    _ => tokio::spawn(ctx.scope(async move { below.one(&own, note("")).await }))
                        .await
                        .expect("no panic"),
                }
            }
        }),
        ..Scripted::default()
    };
    let client = local(scripted).with_timeout(Duration::from_secs(30));
    for how in ["ctx", "own", "child", "spawned", "scope"] {
        let got = client
            .one(&Context::new(), note(how))
            .await
            .expect("answers")
            .text;
        assert_eq!(got, "30", "{how}");
    }
}

#[tokio::test]
async fn a_stream_that_a_handler_returns_inherits_too() {
    let below = local(clock());
    let scripted = Scripted {
        feed: script(move |_, _| {
            let below = below.clone();
            async move {
                let calls = tokio_stream::StreamExt::then(tokio_stream::iter([1, 2]), move |_| {
                    let below = below.clone();
                    async move { below.one(&Context::new(), note("")).await }
                });
                Ok(Streaming::new(calls))
            }
        }),
        ..Scripted::default()
    };
    let (client, _) = remote(scripted).await;
    let ctx = Context::new().with_timeout(Duration::from_secs(30));
    let mut stream = client.feed(&ctx, note("")).await.expect("begins");
    let item = stream.next().await.expect("an item").expect("an item");
    assert_eq!(item.text, "30");
}

#[tokio::test]
async fn a_deadline_ends_calls_and_streams_at_both_ends() {
    let (gone, mut left) = mpsc::unbounded_channel();
    let more = gone.clone();
    let scripted = Scripted {
        one: script(move |_, _| {
            let dropped = Dropped(gone.clone());
            async move {
                let _dropped = dropped;
                std::future::pending().await
            }
        }),
        feed: script(move |_, note: Note| {
            let dropped = Dropped(more.clone());
            async move {
                Ok(Streaming::spawn(1, |tx| async move {
                    let _dropped = dropped;
                    tx.send(note).await?;
                    std::future::pending().await
                }))
            }
        }),
        ..Scripted::default()
    };
    let (client, mut ends) = remote(scripted).await;
    let ctx = Context::new().with_timeout(SHORT);
    let status = soon(client.one(&ctx, note(""))).await.expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    first(&mut left).await;
    first(&mut ends).await;
    let mut stream = client.feed(&ctx, note("")).await.expect("begins");
    stream.next().await.expect("an item").expect("an item");
    let status = soon(stream.next()).await.expect("an end").expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    first(&mut left).await;
    first(&mut ends).await;
}

#[tokio::test]
async fn a_deadline_of_ten_thousand_years_is_harmless() {
    let (client, _) = remote(clock()).await;
    let ctx = Context::new().with_timeout(Duration::from_secs(99_999_999 * 3600));
    client.one(&ctx, note("")).await.expect("answers");
    let status = client
        .one(&Context::new().with_timeout(Duration::ZERO), note(""))
        .await
        .expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
}
