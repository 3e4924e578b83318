//! Events, as a subscriber sees them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tonic::{Code, Status};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use super::*;
use crate::interceptor::fixture::{Answer, OK, call};
use crate::rpc::Peer;

/// Fields of an event by name; `level` is one of them.
type Fields = BTreeMap<&'static str, String>;

/// Keeps what calls are logged.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<Fields>>>);

impl Capture {
    fn events(&self) -> Vec<Fields> {
        self.0.lock().expect("no panic").clone()
    }
}

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "traitwire::call"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        fields.insert("level", event.metadata().level().to_string());
        event.record(&mut Reader(&mut fields));
        self.0.lock().expect("no panic").push(fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is logged while a call runs to its end.
async fn logged(ctx: &Context, handler: Answer, end: Code) -> Vec<Fields> {
    let capture = Capture::default();
    let _default = tracing::subscriber::set_default(capture.clone());
    let result = Logging::default().intercept(ctx, handler).await;
    assert_eq!(capture.events(), [], "nothing before the end");
    ctx.end(result.map_or_else(|status| status.code(), |()| end));
    capture.events()
}

fn peer() -> Option<Peer> {
    Some(Peer::tcp(([127, 0, 0, 1], 51234).into()))
}

#[tokio::test]
async fn a_call_is_one_event_at_its_end() {
    let ctx = call(
        peer(),
        &[("x-request-id", "abc-1"), ("authorization", "Bearer hush")],
    );
    ctx.call().received.add(10);
    ctx.call().sent.add(20);
    ctx.call().sent.add(30);
    let mut events = logged(&ctx, OK, Code::Ok).await;
    assert_eq!(events.len(), 1);
    let mut event = events.remove(0);
    let duration = event.remove("duration_ms").expect("a duration");
    assert!(duration.parse::<f64>().expect("a number") >= 0.0, "{duration}");
    let expected = [
        ("level", "INFO"),
        ("message", "call"),
        ("method", "/user.UserService/GetUser"),
        ("peer", "127.0.0.1:51234"),
        ("code", "OK"),
        ("received_messages", "1"),
        ("received_bytes", "10"),
        ("sent_messages", "2"),
        ("sent_bytes", "50"),
        ("request_id", "abc-1"),
    ];
    assert_eq!(
        event,
        expected.map(|(name, value)| (name, value.to_owned())).into()
    );
    assert_eq!(ctx.header("x-request-id").as_deref(), Some("abc-1"));
    assert_eq!(
        ctx.get::<RequestId>().as_deref().map(RequestId::as_str),
        Some("abc-1")
    );
}

#[tokio::test]
async fn the_level_tells_a_servers_fault_from_a_refusal() {
    for (code, level) in [
        (Code::NotFound, Level::INFO),
        (Code::Unauthenticated, Level::INFO),
        (Code::ResourceExhausted, Level::INFO),
        (Code::Internal, Level::WARN),
        (Code::Unknown, Level::WARN),
        (Code::Unimplemented, Level::WARN),
        (Code::DataLoss, Level::WARN),
    ] {
        let refused = Answer(Err(Status::new(code, "no")));
        let events = logged(&call(peer(), &[]), refused, Code::Ok).await;
        assert_eq!(events.len(), 1);
        assert_eq!(events[0]["code"], code::name(code));
        assert_eq!(events[0]["level"], level.to_string(), "{code:?}");
    }
}

#[tokio::test]
async fn a_stream_that_its_caller_leaves_is_logged_as_cancelled() {
    let events = logged(&call(peer(), &[]), OK, Code::Cancelled).await;
    assert_eq!(events[0]["code"], "CANCELLED");
}

#[tokio::test]
async fn a_call_without_a_peer_or_an_identity_is_logged_too() {
    let ctx = Context::test();
    let events = logged(&ctx, OK, Code::Ok).await;
    assert!(!events[0].contains_key("peer") && !events[0].contains_key("method"));
    assert_eq!(
        ctx.header("x-request-id").as_ref(),
        Some(&events[0]["request_id"])
    );
}

/// An interceptor around a handler, as another handler.
struct Inner(Logging);

impl Next for Inner {
    type Reply = ();

    async fn run(self, ctx: &Context) -> Result<(), Status> {
        self.0.intercept(ctx, OK).await
    }
}

#[tokio::test]
async fn two_that_stand_around_a_call_log_it_once() {
    let capture = Capture::default();
    let _default = tracing::subscriber::set_default(capture.clone());
    let ctx = call(peer(), &[]);
    let outer = Logging::default();
    outer
        .intercept(&ctx, Inner(Logging::default()))
        .await
        .expect("a reply");
    ctx.end(Code::Ok);
    assert_eq!(capture.events().len(), 1);
    let headers = ctx.call().out(|out| out.headers.get_all("x-request-id").count());
    assert_eq!(headers, 1);
}
