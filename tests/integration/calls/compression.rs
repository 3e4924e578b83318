//! Who compresses what, seen from both ends.

use std::sync::Mutex;

use traitwire::__private::{Body, http, tower_service::Service as _};
use traitwire::Encoding;

use super::*;

/// Replies compressed in every way there is.
#[service]
pub(crate) trait Packed {
    /// As the server does.
    async fn usual(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// With what the caller accepts.
    #[compress]
    async fn always(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// With one encoding, however small.
    #[compress(deflate, min_size = 0, level = 9)]
    async fn deflated(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// With the first of two.
    #[compress(gzip, zstd)]
    async fn preferred(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// Not at all.
    #[compress(off)]
    async fn never(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// A stream of the same.
    async fn feed(&self, ctx: &Context, note: Note) -> Result<Streaming<Note>, Status>;
    /// Whether each message was compressed.
    async fn look(&self, ctx: &Context, notes: Streaming<Note>) -> Result<Streaming<Note>, Status>;
}

type Choose = Option<Box<dyn FnMut(&Note) -> bool + Send>>;

/// Says what it is given, and does `before` first.
struct Echo<F> {
    before: F,
    choose: Mutex<Choose>,
}

fn echo<F: Fn(&Context) + Send + Sync + 'static>(before: F) -> PackedServer<Echo<F>> {
    PackedServer::new(Echo {
        before,
        choose: Mutex::default(),
    })
}

impl<F: Fn(&Context) + Send + Sync + 'static> Packed for Echo<F> {
    async fn usual(&self, ctx: &Context, note: Note) -> Result<Note, Status> {
        (self.before)(ctx);
        ctx.set_trailer("x-request", ctx.received_compressed().to_string());
        Ok(note)
    }

    async fn always(&self, _: &Context, note: Note) -> Result<Note, Status> {
        Ok(note)
    }

    async fn deflated(&self, _: &Context, note: Note) -> Result<Note, Status> {
        Ok(note)
    }

    async fn preferred(&self, _: &Context, note: Note) -> Result<Note, Status> {
        Ok(note)
    }

    async fn never(&self, ctx: &Context, note: Note) -> Result<Note, Status> {
        (self.before)(ctx);
        Ok(note)
    }

    async fn feed(&self, ctx: &Context, note: Note) -> Result<Streaming<Note>, Status> {
        (self.before)(ctx);
        let choose = self.choose.lock().expect("no panic").take();
        let notes = Streaming::from_iter([note.clone(), super::note(""), note]);
        Ok(match choose {
            Some(choose) => notes.compress_if(choose),
            None => notes,
        })
    }

    async fn look(&self, ctx: &Context, mut notes: Streaming<Note>) -> Result<Streaming<Note>, Status> {
        let ctx = ctx.clone();
        Ok(Streaming::spawn(1, |tx| async move {
            while notes.next().await.transpose()?.is_some() {
                tx.send(note(&ctx.received_compressed().to_string())).await?;
            }
            Ok(())
        }))
    }
}

/// More than what is left uncompressed for being small.
fn long() -> Note {
    note(&"long ".repeat(400))
}

/// The encoding of a reply's headers, and whether the reply was compressed.
fn seen(ctx: &Context) -> (Option<String>, bool) {
    (ctx.header("grpc-encoding"), ctx.received_compressed())
}

fn by(encoding: Encoding) -> (Option<String>, bool) {
    (Some(encoding.as_str().to_owned()), true)
}

const PLAIN: (Option<String>, bool) = (None, false);

#[tokio::test]
async fn a_reply_is_compressed_where_the_request_was_and_both_are_long() {
    let client = PackedClient::local(echo(|_| ()));
    let ctx = Context::new();
    assert_eq!(client.usual(&ctx, long()).await.expect("answers"), long());
    assert_eq!(seen(&ctx), PLAIN);
    for encoding in [Encoding::Gzip, Encoding::Zstd, Encoding::Deflate] {
        let client = client.with_compression(encoding);
        assert_eq!(client.usual(&ctx, long()).await.expect("answers"), long());
        assert_eq!(seen(&ctx), by(encoding));
        assert_eq!(ctx.trailer("x-request").as_deref(), Some("true"));
        client.usual(&ctx, note("short")).await.expect("answers");
        assert_eq!(seen(&ctx), PLAIN);
        assert_eq!(ctx.trailer("x-request").as_deref(), Some("false"));
        client.never(&ctx, long()).await.expect("answers");
        assert_eq!(seen(&ctx), PLAIN);
    }
}

#[tokio::test]
async fn a_method_says_how_its_replies_are_compressed() {
    let client = PackedClient::local(echo(|_| ()));
    let ctx = Context::new();
    client.always(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Zstd));
    client.always(&ctx, note("short")).await.expect("answers");
    assert_eq!(seen(&ctx), PLAIN);
    client
        .deflated(&ctx, note("aaaaaaaaaaaaaaaaaaaaaaaa"))
        .await
        .expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Deflate));
    client.preferred(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Gzip));
    // The caller's own choice, among what the method leaves open.
    let client = client.with_compression(Encoding::Deflate);
    client.always(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Deflate));
    client.preferred(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Gzip));
}

#[tokio::test]
async fn a_server_says_it_for_all_its_methods() {
    let server = Server::new()
        .compress(true)
        .compress_min_size(100)
        .compress_level(Encoding::Zstd, 9)
        .add(echo(|_| ()));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    let client = PackedClient::connect(url).await.expect("connects");
    let ctx = Context::new();
    for (note, expected) in [
        (note(&"a".repeat(200)), by(Encoding::Zstd)),
        (note("short"), PLAIN),
    ] {
        client.usual(&ctx, note).await.expect("answers");
        assert_eq!(seen(&ctx), expected);
    }
    client.never(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), PLAIN);
}

#[tokio::test]
async fn a_handler_has_the_last_word() {
    let (yes, no) = (
        PackedClient::local(echo(|ctx| ctx.compress(true))),
        PackedClient::local(echo(|ctx| ctx.compress(false))),
    );
    let ctx = Context::new();
    yes.usual(&ctx, note("short")).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Zstd));
    yes.never(&ctx, note("short")).await.expect("answers");
    assert_eq!(seen(&ctx), by(Encoding::Zstd));
    let no = no.with_compression(Encoding::Gzip);
    no.usual(&ctx, long()).await.expect("answers");
    assert_eq!(seen(&ctx), PLAIN);
}

/// The flags of a stream's messages, and its encoding.
async fn fed<F: Fn(&Context) + Send + Sync + 'static>(
    server: PackedServer<Echo<F>>,
) -> (Option<String>, Vec<bool>) {
    let client = PackedClient::local(server);
    let ctx = Context::new();
    let mut notes = client.feed(&ctx, long()).await.expect("answers");
    let mut flags = Vec::new();
    while let Some(note) = notes.next().await {
        note.expect("a note");
        flags.push(ctx.received_compressed());
    }
    (ctx.header("grpc-encoding"), flags)
}

#[tokio::test]
async fn each_message_of_a_stream_is_compressed_or_not() {
    let plain = vec![false, false, false];
    assert_eq!(fed(echo(|_| ())).await, (None, plain.clone()));
    assert_eq!(
        fed(echo(|ctx| ctx.compress(true))).await,
        (Some("zstd".to_owned()), vec![true; 3])
    );
    // Long ones only, as the server sees fit.
    let client = PackedClient::local(echo(|_| ())).with_compression(Encoding::Gzip);
    let ctx = Context::new();
    let mut notes = client.feed(&ctx, long()).await.expect("answers");
    for expected in [true, false, true] {
        notes.next().await.expect("a note").expect("no failure");
        assert_eq!(ctx.received_compressed(), expected);
    }
    // As chosen one by one, whatever the size.
    let mut choices = [false, true, false].into_iter();
    let chosen = PackedServer::new(Echo {
        before: |_: &Context| (),
        choose: Mutex::new(Some(Box::new(move |_| choices.next().expect("three")))),
    });
    assert_eq!(
        fed(chosen).await,
        (Some("zstd".to_owned()), vec![false, true, false])
    );
}

#[tokio::test]
async fn a_handler_sees_which_of_the_callers_messages_were_compressed() {
    let client = PackedClient::local(echo(|_| ()));
    let ctx = Context::new();
    let mut choices = [true, false, true].into_iter();
    let notes = Streaming::from_iter([note("a"), note("b"), note("c")]);
    let notes = notes.compress_if(move |_| choices.next().expect("three"));
    let mut looks = client.look(&ctx, notes).await.expect("answers");
    for expected in ["true", "false", "true"] {
        let look = looks.next().await.expect("a look").expect("no failure");
        assert_eq!(look.text, expected);
    }
}

#[tokio::test]
async fn one_call_of_a_compressing_client_may_go_without() {
    let client = PackedClient::local(echo(|_| ())).with_compression(Encoding::Gzip);
    let ctx = Context::new();
    ctx.compress(false);
    client.usual(&ctx, long()).await.expect("answers");
    assert_eq!(ctx.trailer("x-request").as_deref(), Some("false"));
    let ctx = Context::new();
    ctx.compress(true);
    client.usual(&ctx, note("short")).await.expect("answers");
    assert_eq!(ctx.trailer("x-request").as_deref(), Some("true"));
}

/// Answers a request with these headers and one message with this flag.
async fn answered(headers: &[(&'static str, &'static str)], flag: u8) -> http::HeaderMap {
    let mut request = http::Request::post("/probe.Packed/Usual");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Body::message(vec![flag, 0, 0, 0, 0].into());
    let request = request
        .header("content-type", "application/grpc")
        .body(body)
        .expect("a request");
    let answer = echo(|_| ()).call(request).await;
    answer.expect("an answer").headers().clone()
}

#[tokio::test]
async fn an_encoding_that_is_unknown_is_unimplemented_and_told_what_is_not() {
    let headers = answered(&[("grpc-encoding", "snappy")], 1).await;
    assert_eq!(headers["grpc-status"], "12");
    assert_eq!(headers["grpc-accept-encoding"], "identity,zstd,gzip,deflate");
    for encoding in [&[][..], &[("grpc-encoding", "identity")]] {
        let headers = answered(encoding, 1).await;
        assert_eq!(
            headers["grpc-status"], "13",
            "a compressed message of no encoding"
        );
    }
}
