//! A call that one side leaves.

use super::frames::frame;
use super::*;
use crate::serving::http1::Http1;

fn waiting() -> (Scripted, mpsc::UnboundedReceiver<()>, mpsc::UnboundedReceiver<()>) {
    let (come, arrived) = mpsc::unbounded_channel();
    let (gone, left) = mpsc::unbounded_channel();
    let again = (come.clone(), gone.clone());
    let third = again.clone();
    let scripted = Scripted {
        one: script(move |_, _| {
            let (come, dropped) = (come.clone(), Dropped(gone.clone()));
            async move {
                let _dropped = dropped;
                let _ = come.send(());
                std::future::pending().await
            }
        }),
        feed: script(move |_, note: Note| {
            let (come, dropped) = (again.0.clone(), Dropped(again.1.clone()));
            async move {
                Ok(Streaming::spawn(1, |tx| async move {
                    let _dropped = dropped;
                    tx.send(note).await?;
                    let _ = come.send(());
                    std::future::pending().await
                }))
            }
        }),
        gather: script(move |_, mut notes: Streaming<Note>| {
            let (come, dropped) = (third.0.clone(), Dropped(third.1.clone()));
            async move {
                let _dropped = dropped;
                let _ = come.send(());
                while let Some(note) = notes.next().await {
                    note?;
                }
                Ok(note("a clean end"))
            }
        }),
        ..Scripted::default()
    };
    (scripted, arrived, left)
}

/// Starts a call, waits until it has arrived, and leaves it.
async fn leave(call: impl Future<Output = ()>, arrived: &mut mpsc::UnboundedReceiver<()>) {
    tokio::select! {
        () = call => panic!("it should not end"),
        () = first(arrived) => {}
    }
}

#[tokio::test]
async fn a_caller_that_leaves_cancels_the_handler_over_a_socket() {
    let (scripted, mut arrived, mut left) = waiting();
    let (client, mut ends) = remote(scripted).await;
    let ctx = Context::new();
    leave(async { drop(client.one(&ctx, note("")).await) }, &mut arrived).await;
    first(&mut left).await;
    assert_eq!(first(&mut ends).await, Code::Cancelled);

    let mut stream = client.feed(&ctx, note("")).await.expect("begins");
    stream.next().await.expect("an item").expect("an item");
    first(&mut arrived).await;
    drop(stream);
    first(&mut left).await;
    assert_eq!(first(&mut ends).await, Code::Cancelled);

    let (tx, notes) = Streaming::channel(1);
    tx.send(note("")).await.expect("room");
    leave(async { drop(client.gather(&ctx, notes).await) }, &mut arrived).await;
    first(&mut left).await;
    assert_eq!(first(&mut ends).await, Code::Cancelled);
    soon(tx.closed()).await;
}

#[tokio::test]
async fn a_caller_that_leaves_cancels_the_handler_in_process() {
    let (scripted, mut arrived, mut left) = waiting();
    let client = local(scripted);
    let ctx = Context::new();
    leave(async { drop(client.one(&ctx, note("")).await) }, &mut arrived).await;
    first(&mut left).await;
    let mut stream = client.feed(&ctx, note("")).await.expect("begins");
    stream.next().await.expect("an item").expect("an item");
    first(&mut arrived).await;
    drop(stream);
    first(&mut left).await;
}

#[tokio::test]
async fn the_caller_is_told_of_a_call_it_left() {
    let (scripted, mut arrived, _left) = waiting();
    let client = local(scripted);
    let ctx = Context::new();
    let (tx, mut ends) = mpsc::unbounded_channel();
    ctx.on_end(move |_, end| {
        let _ = tx.send(end.code);
    });
    leave(async { drop(client.one(&ctx, note("")).await) }, &mut arrived).await;
    assert_eq!(first(&mut ends).await, Code::Cancelled);
    soon(ctx.cancelled()).await;
}

#[tokio::test]
async fn a_bidirectional_call_that_is_left_reaches_the_handlers_stream() {
    let (gone, mut left) = Dropped::new();
    let gone = std::sync::Mutex::new(Some(gone));
    let scripted = Scripted {
        talk: script(move |_, notes| {
            let gone = gone.lock().expect("no panic").take();
            async move {
                Ok(Streaming::spawn(1, |tx| async move {
                    let (_gone, mut notes): (_, Streaming<Note>) = (gone, notes);
                    while let Some(note) = notes.next().await {
                        tx.send(note?).await?;
                    }
                    Ok(())
                }))
            }
        }),
        ..Scripted::default()
    };
    let (client, mut ends) = remote(scripted).await;
    let (tx, notes) = Streaming::channel(1);
    let mut replies = client.talk(&Context::new(), notes).await.expect("begins");
    tx.send(note("a")).await.expect("room");
    assert_eq!(
        soon(replies.next())
            .await
            .expect("an item")
            .expect("an item")
            .text,
        "a"
    );
    drop(replies);
    first(&mut left).await;
    assert_eq!(first(&mut ends).await, Code::Cancelled);
    soon(tx.closed()).await;
}

/// A handler that calls another server from a task of its own, which outlives it.
async fn scoped(outgoing: fn() -> Context) {
    let (below, mut arrived, mut left) = waiting();
    let below = local(below);
    let scripted = Scripted {
        one: script(move |ctx: Context, _| {
            let below = below.clone();
            async move {
                tokio::spawn(ctx.scope(async move { drop(below.one(&outgoing(), note("")).await) }));
                std::future::pending().await
            }
        }),
        ..Scripted::default()
    };
    let client = local(scripted);
    let ctx = Context::new();
    leave(async { drop(client.one(&ctx, note("")).await) }, &mut arrived).await;
    first(&mut left).await;
}

#[tokio::test]
async fn a_task_in_the_scope_of_a_call_is_cancelled_with_it_whatever_context_it_calls_with() {
    scoped(|| Context::current().expect("in scope")).await;
    scoped(|| Context::current().expect("in scope").child()).await;
    scoped(|| Context::new().with_metadata("x", "1")).await;
}

#[tokio::test]
async fn a_page_that_goes_away_cancels_its_call_over_http1() {
    let (scripted, mut arrived, mut left) = waiting();
    let (url, mut ends) = served(scripted).await;
    let whole = frame(0, &traitwire::message::encode(&note("")));
    let cut = &whole[..3];
    // The last one goes away in the middle of its request.
    for (method, said) in [("One", &whole[..]), ("Feed", &whole), ("Gather", cut)] {
        let mut http1 = Http1::connect(url.trim_start_matches("http://")).await;
        let head = format!(
            "POST /probe.Probe/{method} HTTP/1.1\r\nhost: x\r\ncontent-type: application/grpc-web\r\n\
             content-length: {}\r\n\r\n",
            whole.len()
        );
        http1.send([head.as_bytes(), said].concat()).await;
        first(&mut arrived).await;
        drop(http1);
        first(&mut left).await;
        assert_eq!(first(&mut ends).await, Code::Cancelled, "{method}");
    }
}
