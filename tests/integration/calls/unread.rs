//! Deadlines of calls whose peer does not read, and those that somebody other than the caller sets.

use std::time::{Duration, Instant};

use h2::Reason;
use traitwire::Logging;

use super::raw::{Raw, framed};
use super::*;
use crate::serving::http1::Http1;

/// Long enough for a call to begin on a machine that has much else to do.
const SHORT: [(&str, &str); 1] = [("grpc-timeout", "1S")];

/// Streams without end, and large replies, that tell when they are dropped.
fn generous() -> (Scripted, mpsc::UnboundedReceiver<()>) {
    let (gone, left) = mpsc::unbounded_channel();
    let scripted = Scripted {
        one: script(|_, _| async move { Ok(note(&"x".repeat(1 << 20))) }),
        feed: script(move |_, note: Note| {
            let dropped = Dropped(gone.clone());
            async move {
                Ok(Streaming::new(tokio_stream::iter(std::iter::repeat_with(
                    move || {
                        let _ = &dropped;
                        Ok(note.clone())
                    },
                ))))
            }
        }),
        ..Scripted::default()
    };
    (scripted, left)
}

async fn reset_of(raw: &Raw, path: &str) -> Option<Reason> {
    let mut call = raw.open(path, &SHORT, false);
    // Large, so that few fit into the largest window: it is full long before the deadline, or the end would be trailers.
    call.body
        .send_data(framed(&note(&"a".repeat(8 << 10))).into(), true)
        .expect("sends");
    let mut body = soon(call.response).await.expect("begins").into_body();
    // What fits into the window is there, and nothing is given back.
    loop {
        match soon(body.data()).await {
            Some(Ok(_)) => {}
            Some(Err(error)) => return error.reason(),
            None => return None,
        }
    }
}

#[tokio::test]
async fn a_peer_that_does_not_read_holds_a_call_until_its_deadline_and_no_longer() {
    let (scripted, mut left) = generous();
    let (url, mut ends) = served(scripted).await;
    for window in [0, 100, 65_535] {
        let raw = Raw::with_window(&url, window).await;
        assert_eq!(
            reset_of(&raw, "/probe.Probe/Feed").await,
            Some(Reason::CANCEL),
            "{window}"
        );
        first(&mut left).await;
        assert_eq!(first(&mut ends).await, Code::DeadlineExceeded, "{window}");
        // A reply of one message is the server's to send too, though its handler is done.
        assert_eq!(
            reset_of(&raw, "/probe.Probe/One").await,
            Some(Reason::CANCEL),
            "{window}"
        );
        assert_eq!(first(&mut ends).await, Code::Ok, "{window}");
        // The connection is as good as before.
        let answer = raw.call("/probe.Probe/None", &[], framed(&note(""))).await;
        assert_eq!(answer.code(), Code::Unimplemented);
    }
}

#[tokio::test]
async fn a_peer_of_http1_that_does_not_read_holds_its_connection_no_longer_than_it_may() {
    let (scripted, mut left) = generous();
    let (ends, mut seen) = mpsc::unbounded_channel();
    let server = Server::new()
        .intercept(Witness(ends))
        .send_timeout(Duration::from_millis(50))
        .add(ProbeServer::new(scripted));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.url();
    tokio::spawn(bound.serve());
    let mut http1 = Http1::connect(url.trim_start_matches("http://")).await;
    let headers = [("content-type", "application/grpc-web")];
    let request = framed(&note(&"x".repeat(1 << 16)));
    http1.request("POST /probe.Probe/Feed", &headers, &request).await;
    first(&mut left).await;
    assert_eq!(first(&mut seen).await, Code::Cancelled);
    drop(http1);
}

/// Nor can its deadline be got round: the call is not polled while there is as much to send as can be.
#[tokio::test]
async fn a_peer_of_http1_that_does_not_read_is_late() {
    let (scripted, mut left) = generous();
    let (ends, mut seen) = mpsc::unbounded_channel();
    let server = Server::new()
        .intercept(Witness(ends))
        .send_timeout(None)
        .add(ProbeServer::new(scripted));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.url();
    tokio::spawn(bound.serve());
    let mut http1 = Http1::connect(url.trim_start_matches("http://")).await;
    let headers = [("content-type", "application/grpc-web"), ("grpc-timeout", "1S")];
    let request = framed(&note(&"x".repeat(1 << 16)));
    http1.request("POST /probe.Probe/Feed", &headers, &request).await;
    first(&mut left).await;
    assert_eq!(first(&mut seen).await, Code::DeadlineExceeded);
    drop(http1);
}

/// The deadline of a call is not that of the next one on its connection.
#[tokio::test]
async fn a_call_of_http1_is_not_late_for_the_one_before_it() {
    let (ends, mut seen) = mpsc::unbounded_channel();
    let server = Server::new()
        .intercept(Witness(ends))
        .send_timeout(None)
        .add(ProbeServer::new(Scripted {
            one: script(|_, note| async move { Ok(note) }),
            ..generous().0
        }));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.url();
    tokio::spawn(bound.serve());
    let web = ("content-type", "application/grpc-web");
    let large = framed(&note(&"x".repeat(1 << 16)));
    let mut goes_on = Http1::connect(url.trim_start_matches("http://")).await;
    let short = [web, ("grpc-timeout", "1S")];
    let answer = goes_on
        .call("/probe.Probe/One", &short, &framed(&note("a")))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(first(&mut seen).await, Code::Ok);
    goes_on.request("POST /probe.Probe/Feed", &[web], &large).await;
    // This one is late, and later than that one would be.
    let mut late = Http1::connect(url.trim_start_matches("http://")).await;
    let longer = [web, ("grpc-timeout", "3S")];
    late.request("POST /probe.Probe/Feed", &longer, &large).await;
    assert_eq!(first(&mut seen).await, Code::DeadlineExceeded);
    assert!(goes_on.is_open());
    assert!(seen.try_recv().is_err());
}

#[tokio::test]
async fn a_request_that_never_ends_is_late_on_the_wire() {
    let (url, mut ends) = served(Scripted::default()).await;
    let raw = Raw::connect(&url).await;
    for path in ["/probe.Probe/One", "/probe.Probe/Gather"] {
        let mut call = raw.open(path, &SHORT, false);
        call.body
            .send_data(framed(&note("a")).into(), false)
            .expect("sends");
        assert_eq!(call.answer().await.code(), Code::DeadlineExceeded, "{path}");
        assert_eq!(first(&mut ends).await, Code::DeadlineExceeded, "{path}");
    }
    let mut call = raw.open("/probe.Probe/Talk", &SHORT, false);
    call.body
        .send_data(framed(&note("a")).into(), false)
        .expect("sends");
    let answer = call.answer().await;
    assert_eq!(raw::notes(&answer.body), [note("a")]);
    assert_eq!(answer.code(), Code::DeadlineExceeded);
    assert_eq!(first(&mut ends).await, Code::DeadlineExceeded);
}

/// Gives what it stands around so many milliseconds.
#[derive(Default)]
pub(crate) struct Hurry {
    millis: u64,
}

impl Interceptor for Hurry {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        next.run(&ctx.with_timeout(Duration::from_millis(self.millis)))
            .await
    }
}

async fn hurried(millis: u64, scripted: Scripted) -> (ProbeClient, mpsc::UnboundedReceiver<Code>) {
    let (ends, seen) = mpsc::unbounded_channel();
    let server = Server::new()
        .intercept(Witness(ends))
        .intercept(Hurry { millis })
        .intercept(Logging::default())
        .add(ProbeServer::new(scripted));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    (ProbeClient::connect(url).await.expect("connects"), seen)
}

#[tokio::test]
async fn the_timeout_that_an_interceptor_gives_is_kept() {
    let scripted = Scripted {
        one: script(|_, _| std::future::pending()),
        feed: script(|_, note: Note| async move {
            Ok(Streaming::spawn(1, |tx| async move {
                tx.send(note).await?;
                std::future::pending().await
            }))
        }),
        ..Scripted::default()
    };
    let (client, mut ends) = hurried(1000, scripted).await;
    let ctx = Context::new();
    let status = soon(client.one(&ctx, note(""))).await.expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(first(&mut ends).await, Code::DeadlineExceeded);
    let mut stream = client.feed(&ctx, note("")).await.expect("begins");
    stream.next().await.expect("an item").expect("an item");
    let status = soon(stream.next()).await.expect("an end").expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(first(&mut ends).await, Code::DeadlineExceeded);
    // In process, where nobody polls a stream of HTTP/2.
    let local = ProbeClient::local(ProbeServer::new(Scripted::default()));
    local.one(&ctx, note("")).await.expect("answers");
}

/// Answers with the seconds that are left, as the context and the calls made from here have them.
fn clock() -> Scripted {
    let below = local(Scripted {
        one: script(|ctx: Context, _| async move { Ok(note(&left(&ctx))) }),
        ..Scripted::default()
    });
    Scripted {
        one: script(move |ctx: Context, _| {
            let below = below.clone();
            async move {
                let inherited = below.one(&Context::new(), note("")).await?;
                Ok(note(&format!("{} {}", left(&ctx), inherited.text)))
            }
        }),
        ..Scripted::default()
    }
}

fn left(ctx: &Context) -> String {
    ctx.deadline().map_or("none".to_owned(), |deadline| {
        let left = deadline.saturating_duration_since(Instant::now());
        left.as_secs_f64().round().to_string()
    })
}

#[tokio::test]
async fn what_an_interceptor_gives_is_inherited_and_never_more_than_there_is() {
    let (client, _ends) = hurried(60_000, clock()).await;
    let ctx = Context::new();
    assert_eq!(client.one(&ctx, note("")).await.expect("answers").text, "60 60");
    let ctx = ctx.with_timeout(Duration::from_secs(20));
    assert_eq!(client.one(&ctx, note("")).await.expect("answers").text, "20 20");
}

/// Timeouts on the trait.
#[service]
#[timeout("40s")]
trait Hasty {
    /// As the service.
    async fn usual(&self, ctx: &Context) -> Result<Note, Status>;
    /// Sooner.
    #[timeout("500ms")]
    async fn soon(&self, ctx: &Context) -> Result<Note, Status>;
    /// Later.
    #[timeout("2h")]
    async fn later(&self, ctx: &Context) -> Result<Note, Status>;
}

struct Clock;

impl Hasty for Clock {
    async fn usual(&self, ctx: &Context) -> Result<Note, Status> {
        Ok(note(&left(ctx)))
    }

    async fn soon(&self, _: &Context) -> Result<Note, Status> {
        std::future::pending().await
    }

    async fn later(&self, ctx: &Context) -> Result<Note, Status> {
        Ok(note(&left(ctx)))
    }
}

#[tokio::test]
async fn timeouts_on_the_trait_cap_what_the_caller_asks_for() {
    let client = HastyClient::local(HastyServer::new(Clock));
    let seconds = |timeout| Context::new().with_timeout(Duration::from_secs(timeout));
    let text = |reply: Result<Note, Status>| reply.expect("answers").text;
    assert_eq!(text(client.usual(&Context::new()).await), "40");
    assert_eq!(text(client.usual(&seconds(10)).await), "10");
    assert_eq!(text(client.usual(&seconds(100)).await), "40");
    assert_eq!(text(client.later(&Context::new()).await), "7200");
    let status = soon(client.soon(&seconds(100))).await.expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn a_server_gives_a_timeout_where_nobody_does_and_caps_all() {
    let server = Server::new()
        .default_timeout(Duration::from_secs(30))
        .max_timeout(Duration::from_secs(60))
        .add(ProbeServer::new(Scripted {
            one: script(|ctx: Context, _| async move { Ok(note(&left(&ctx))) }),
            ..Scripted::default()
        }))
        .add(HastyServer::new(Clock));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    let probe = ProbeClient::connect(&url).await.expect("connects");
    let hasty = HastyClient::connect(&url).await.expect("connects");
    let seconds = |timeout| Context::new().with_timeout(Duration::from_secs(timeout));
    let text = |reply: Result<Note, Status>| reply.expect("answers").text;
    assert_eq!(text(probe.one(&Context::new(), note("")).await), "30");
    assert_eq!(text(probe.one(&seconds(5), note("")).await), "5");
    assert_eq!(text(probe.one(&seconds(45), note("")).await), "45");
    assert_eq!(text(probe.one(&seconds(600), note("")).await), "60");
    assert_eq!(text(hasty.usual(&Context::new()).await), "40");
    assert_eq!(text(hasty.later(&Context::new()).await), "60");
}

/// A watch has no end, and no timeout of the server's.
#[tokio::test]
async fn health_is_left_out() {
    use traitwire::server::health::{Health, HealthCheckRequest, HealthClient};
    let server = Server::new()
        .default_timeout(Duration::from_millis(30))
        .max_timeout(Duration::from_millis(30))
        .add(ProbeServer::new(Scripted {
            one: script(|_, _| std::future::pending()),
            ..Scripted::default()
        }));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let (url, handle) = (bound.local_addr().url(), bound.handle());
    tokio::spawn(bound.serve());
    let health = HealthClient::connect(&url).await.expect("connects");
    let mut watch = health
        .watch(HealthCheckRequest::default())
        .await
        .expect("watches");
    soon(watch.next()).await.expect("a status").expect("a status");
    // A call that began later is late.
    let probe = ProbeClient::connect(&url).await.expect("connects");
    let status = soon(probe.one(&Context::new(), note("")))
        .await
        .expect_err("late");
    assert_eq!(status.code(), Code::DeadlineExceeded);
    handle.set_serving("", false);
    soon(watch.next()).await.expect("goes on").expect("a status");
}
