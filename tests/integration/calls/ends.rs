//! How calls end, and who is told.

use super::*;

#[tokio::test]
async fn every_end_is_told_on_the_server() {
    let scripted = Scripted {
        one: script(|_, note: Note| async move {
            match &*note.text {
                "fail" => Err(Status::not_found("")),
                "panic" => panic!("on purpose"),
                _ => Ok(note),
            }
        }),
        feed: script(|_, note: Note| async move {
            Ok(Streaming::spawn(1, |tx| async move {
                tx.send(note.clone()).await?;
                match &*note.text {
                    "fail" => Err(Status::not_found("")),
                    "panic" => panic!("on purpose"),
                    _ => Ok(()),
                }
            }))
        }),
        ..Scripted::default()
    };
    let (client, mut ends) = remote(scripted).await;
    let ctx = Context::new();
    for (text, code) in [
        ("", Code::Ok),
        ("fail", Code::NotFound),
        ("panic", Code::Internal),
    ] {
        let got = client.one(&ctx, note(text)).await;
        assert_eq!(got.err().map_or(Code::Ok, |status| status.code()), code);
        assert_eq!(first(&mut ends).await, code);
        let mut stream = client.feed(&ctx, note(text)).await.expect("begins");
        assert_eq!(stream.next().await.expect("an item").expect("an item").text, text);
        let end = stream
            .next()
            .await
            .map_or(Code::Ok, |end| end.expect_err("an end").code());
        assert_eq!(end, code);
        assert!(stream.next().await.is_none());
        assert_eq!(first(&mut ends).await, code);
    }
}

#[tokio::test]
async fn a_panic_in_a_returned_stream_is_internal() {
    struct Explosive(bool);
    impl tokio_stream::Stream for Explosive {
        type Item = Result<Note, Status>;
        fn poll_next(
            mut self: Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            assert!(!self.0, "on purpose");
            self.0 = true;
            std::task::Poll::Ready(Some(Ok(note("first"))))
        }
    }
    let scripted = Scripted {
        feed: script(|_, _| async move { Ok(Streaming::new(Explosive(false))) }),
        ..Scripted::default()
    };
    let (client, mut ends) = remote(scripted).await;
    let mut stream = client.feed(&Context::new(), note("")).await.expect("begins");
    assert_eq!(
        stream.next().await.expect("an item").expect("an item").text,
        "first"
    );
    let status = stream.next().await.expect("an end").expect_err("an end");
    assert_eq!(status.code(), Code::Internal);
    assert_eq!(first(&mut ends).await, Code::Internal);
    client
        .one(&Context::new(), note(""))
        .await
        .expect("the connection lives");
}

#[tokio::test]
async fn a_hook_that_panics_harms_neither_the_call_nor_the_other_hooks() {
    let (told, mut hooks) = mpsc::unbounded_channel();
    let scripted = Scripted {
        one: script(move |ctx: Context, note| {
            let told = told.clone();
            ctx.on_end(|_, _| panic!("on purpose"));
            ctx.on_end(move |_, end| {
                let _ = told.send(end.code);
            });
            async move { Ok(note) }
        }),
        ..Scripted::default()
    };
    let (client, _ends) = remote(scripted).await;
    client.one(&Context::new(), note("")).await.expect("answers");
    assert_eq!(first(&mut hooks).await, Code::Ok);
}

#[tokio::test]
async fn a_handler_cannot_fail_with_ok() {
    let scripted = Scripted {
        one: script(|_, _| async move { Err(Status::ok("fine")) }),
        ..Scripted::default()
    };
    let (client, mut ends) = remote(scripted).await;
    let status = client.one(&Context::new(), note("")).await.expect_err("no reply");
    assert_eq!(status.code(), Code::Internal);
    assert!(status.message().contains("OK"), "{}", status.message());
    assert_eq!(first(&mut ends).await, Code::Internal);
}

#[tokio::test]
async fn the_failure_of_the_callers_stream_is_what_the_call_fails_with() {
    let broken = || {
        Streaming::new(tokio_stream::iter([
            Ok(note("a")),
            Err(Status::data_loss("mine")),
        ]))
    };
    for client in [local(Scripted::default()), remote(Scripted::default()).await.0] {
        let status = client
            .gather(&Context::new(), broken())
            .await
            .expect_err("broken");
        assert_eq!((status.code(), status.message()), (Code::DataLoss, "mine"));
        let mut replies = match client.talk(&Context::new(), broken()).await {
            Ok(replies) => replies,
            Err(status) => {
                assert_eq!((status.code(), status.message()), (Code::DataLoss, "mine"));
                continue;
            }
        };
        let status = loop {
            match soon(replies.next()).await.expect("never a clean end") {
                Ok(_) => {}
                Err(status) => break status,
            }
        };
        assert_eq!((status.code(), status.message()), (Code::DataLoss, "mine"));
    }
}

#[tokio::test]
async fn a_server_that_is_gone_is_unavailable() {
    use tokio::io::AsyncReadExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("accepts");
        let mut bytes = vec![0; 4096];
        let mut read = 0;
        // The preface, then the call; and away.
        while read < 150 {
            read += stream.read(&mut bytes).await.expect("reads");
        }
    });
    let client = ProbeClient::connect(url).await.expect("connects");
    let status = soon(client.one(&Context::new(), note("")))
        .await
        .expect_err("gone");
    assert_eq!(status.code(), Code::Unavailable, "{status:?}");
    server.await.expect("no panic");
}
