//! The context of a call, at both ends of it.

use super::*;

#[tokio::test]
async fn contexts_of_no_call() {
    assert!(Context::current().is_none());
    for ctx in [Context::new(), Context::test()] {
        assert!(ctx.method().is_none() && ctx.peer().is_none() && ctx.deadline().is_none());
    }
    let ctx = Context::test().with_metadata("a", "1").with_metadata("a", "2");
    assert_eq!(ctx.metadata().get("a"), Some("1"));
    assert_eq!(ctx.metadata().get_all("a").collect::<Vec<_>>(), ["1", "2"]);
    ctx.insert(7_u32);
    assert_eq!(
        ctx.clone().with_metadata("b", "3").get::<u32>().as_deref(),
        Some(&7)
    );
}

#[tokio::test]
async fn the_current_call_is_the_one_that_runs() {
    let scripted = Scripted {
        one: script(|ctx: Context, note: Note| async move {
            let current = Context::current().expect("a call");
            current.set_header("x-same", "yes");
            assert_eq!(ctx.header("x-same").as_deref(), Some("yes"));
            assert_eq!(ctx.method().expect("known").path, "/probe.Probe/One");
            assert!(
                tokio::spawn(async { Context::current().is_none() })
                    .await
                    .expect("no panic")
            );
            let scoped = ctx.scope(async { Context::current().expect("in scope").header("x-same") });
            assert_eq!(
                tokio::spawn(scoped).await.expect("no panic").as_deref(),
                Some("yes")
            );
            assert_eq!(ctx.child().metadata().iter().count(), 0);
            Ok(note)
        }),
        gather: script(|_, mut notes: Streaming<Note>| async move { notes.next().await.expect("an item") }),
        ..Scripted::default()
    };
    let client = local(scripted);
    client.one(&Context::new(), note("")).await.expect("answers");
    assert!(Context::current().is_none());

    // The caller's stream is the caller's, wherever it is read.
    let notes = Streaming::new(tokio_stream::StreamExt::map(tokio_stream::iter([()]), |()| {
        Ok(note(if Context::current().is_none() {
            "none"
        } else {
            "a call"
        }))
    }));
    let got = client.gather(&Context::new(), notes).await.expect("answers");
    assert_eq!(got.text, "none");
}

#[tokio::test]
async fn a_context_used_again_shows_the_last_call_only() {
    let scripted = Scripted {
        one: script(|ctx: Context, note: Note| async move {
            if note.text == "with" {
                ctx.set_header("x-head", "h");
                ctx.set_trailer("x-tail", "t");
            }
            Ok(note)
        }),
        ..Scripted::default()
    };
    let client = local(scripted);
    let ctx = Context::new();
    client.one(&ctx, note("with")).await.expect("answers");
    assert_eq!(ctx.header("x-head").as_deref(), Some("h"));
    let late = client.with_timeout(std::time::Duration::ZERO);
    late.one(&ctx, note("")).await.expect_err("late");
    assert_eq!(ctx.header("x-head"), None);
    assert_eq!(ctx.trailer("x-tail"), None);

    let (tx, mut ends) = mpsc::unbounded_channel();
    ctx.on_end(move |_, end| {
        let _ = tx.send((end.code, end.received.messages));
    });
    assert_eq!(first(&mut ends).await, (Code::DeadlineExceeded, 1));
    let (tx, mut ends) = mpsc::unbounded_channel();
    client.one(&ctx, note("")).await.expect("answers");
    ctx.on_end(move |_, end| {
        let _ = tx.send((end.code, end.received.messages));
    });
    assert_eq!(first(&mut ends).await, (Code::Ok, 1));
}
