//! What goes beside the messages, in all four shapes, whether the call succeeds or fails.

use prost::Message as _;
use tonic_types::{ErrorDetails, StatusExt as _};

use super::raw::{Raw, framed};
use super::*;

/// What a message says in the header.
const TEXT: &str = "größer als 100% – \"früher\"\n\u{1F980}";

/// Sets headers and trailers, and fails where it is told to.
fn outcome(ctx: &Context, fails: bool) -> Result<(), Status> {
    let given = ctx.metadata().get_bin("x-given-bin").unwrap_or_default();
    ctx.set_header("x-head", "h");
    ctx.set_header_bin("x-head-bin", &given);
    ctx.set_trailer("x-tail", "t");
    ctx.set_trailer_bin("x-tail-bin", &given);
    if !fails {
        return Ok(());
    }
    let mut details = ErrorDetails::new();
    details.set_error_info(
        "WHY",
        "probe.Error",
        [("id", "7")].map(|(k, v)| (k.to_owned(), v.to_owned())),
    );
    Err(Status::with_error_details(Code::Aborted, TEXT, details))
}

fn telling() -> Scripted {
    let fails = |note: &Note| note.text == "fail";
    Scripted {
        one: script(move |ctx: Context, note: Note| async move {
            outcome(&ctx, fails(&note))?;
            Ok(note)
        }),
        feed: script(move |ctx: Context, note: Note| async move {
            outcome(&ctx, false)?;
            Ok(Streaming::spawn(1, move |tx| async move {
                tx.send(note.clone()).await?;
                outcome(&Context::test(), fails(&note))
            }))
        }),
        gather: script(move |ctx: Context, mut notes: Streaming<Note>| async move {
            let note = notes.next().await.expect("a message")?;
            outcome(&ctx, fails(&note))?;
            Ok(note)
        }),
        talk: script(move |ctx: Context, mut notes: Streaming<Note>| async move {
            let note = notes.next().await.expect("a message")?;
            outcome(&ctx, fails(&note))?;
            Ok(Streaming::from_iter([note]))
        }),
    }
}

const METHODS: [&str; 4] = ["One", "Feed", "Gather", "Talk"];

#[tokio::test]
async fn headers_trailers_messages_and_details_on_success_and_failure() {
    let (url, _ends) = served(telling()).await;
    let raw = Raw::connect(&url).await;
    for method in METHODS {
        for text in ["fine", "fail"] {
            let path = format!("/probe.Probe/{method}");
            let answer = raw
                .call(&path, &[("x-given-bin", "AP8H")], framed(&note(text)))
                .await;
            let what = format!("{method} {text}");
            for (part, key, value) in [
                (&answer.headers, "x-head", "h"),
                (&answer.headers, "x-head-bin", "AP8H"),
                (&answer.trailers, "x-tail", "t"),
                (&answer.trailers, "x-tail-bin", "AP8H"),
            ] {
                assert_eq!(part.get(key).expect(key), value, "{what}");
            }
            assert!(!answer.headers.contains_key("x-tail"), "{what}");
            assert!(!answer.trailers.contains_key("x-head"), "{what}");
            if text == "fine" {
                assert_eq!(answer.code(), Code::Ok, "{what}");
                assert_eq!(raw::notes(&answer.body), [note(text)], "{what}");
                continue;
            }
            assert_eq!(answer.code(), Code::Aborted, "{what}");
            // Percent-encoded, byte for byte ("gRPC over HTTP/2", Responses).
            let sent = answer.message();
            assert!(sent.bytes().all(|byte| (0x20..=0x7e).contains(&byte)), "{sent}");
            assert!(sent.contains("gr%C3%B6%C3%9Fer"), "{sent}");
            assert!(sent.contains("100%25") && sent.contains("%0A"), "{sent}");
            assert!(sent.ends_with("%F0%9F%A6%80"), "{sent}");
            let details = answer.trailers.get("grpc-status-details-bin").expect("details");
            assert!(!details.as_bytes().contains(&b'='), "without padding");
        }
    }
}

#[tokio::test]
async fn a_client_reads_all_of_it() {
    for client in [local(telling()), remote(telling()).await.0] {
        let ctx = || Context::new().with_metadata_bin("x-given-bin", [0, 255, 7]);
        let seen = |ctx: &Context, what: &str| {
            assert_eq!(ctx.header("x-head").as_deref(), Some("h"), "{what}");
            assert_eq!(
                ctx.header_bin("x-head-bin").as_deref(),
                Some(&[0, 255, 7][..]),
                "{what}"
            );
            assert_eq!(ctx.trailer("x-tail").as_deref(), Some("t"), "{what}");
            assert_eq!(
                ctx.trailer_bin("x-tail-bin").as_deref(),
                Some(&[0, 255, 7][..]),
                "{what}"
            );
        };
        let failed = |status: Status, what: &str| {
            assert_eq!((status.code(), status.message()), (Code::Aborted, TEXT), "{what}");
            let details = status.get_error_details();
            let info = details.error_info().expect("an ErrorInfo");
            assert_eq!((&*info.reason, &*info.domain), ("WHY", "probe.Error"), "{what}");
            assert_eq!(info.metadata.get("id").map(String::as_str), Some("7"), "{what}");
        };
        let (fine, fail) = (ctx(), ctx());
        assert_eq!(
            client.one(&fine, note("fine")).await.expect("answers"),
            note("fine")
        );
        failed(client.one(&fail, note("fail")).await.expect_err("fails"), "one");
        [fine, fail].iter().for_each(|ctx| seen(ctx, "one"));

        let (fine, fail) = (ctx(), ctx());
        let notes = |text: &str| Streaming::from_iter([note(text)]);
        client.gather(&fine, notes("fine")).await.expect("answers");
        failed(
            client.gather(&fail, notes("fail")).await.expect_err("fails"),
            "gather",
        );
        [fine, fail].iter().for_each(|ctx| seen(ctx, "gather"));

        let (fine, fail) = (ctx(), ctx());
        let mut feed = client.feed(&fine, note("fine")).await.expect("begins");
        assert_eq!(
            feed.next().await.expect("an item").expect("an item"),
            note("fine")
        );
        assert!(feed.next().await.is_none());
        let mut feed = client.feed(&fail, note("fail")).await.expect("begins");
        assert_eq!(
            feed.next().await.expect("an item").expect("an item"),
            note("fail")
        );
        failed(feed.next().await.expect("an end").expect_err("fails"), "feed");
        [fine, fail].iter().for_each(|ctx| seen(ctx, "feed"));

        let (fine, fail) = (ctx(), ctx());
        let mut talk = client.talk(&fine, notes("fine")).await.expect("begins");
        assert_eq!(
            talk.next().await.expect("an item").expect("an item"),
            note("fine")
        );
        assert!(talk.next().await.is_none());
        let status = match client.talk(&fail, notes("fail")).await {
            Ok(mut talk) => talk.next().await.expect("an end").expect_err("fails"),
            Err(status) => status,
        };
        failed(status, "talk");
        [fine, fail].iter().for_each(|ctx| seen(ctx, "talk"));
    }
}

#[tokio::test]
async fn binary_metadata_is_read_padded_unpadded_and_joined() {
    let scripted = Scripted {
        one: script(|ctx: Context, _| async move {
            let all: Vec<_> = ctx.metadata().get_all_bin("x-given-bin").collect();
            let first = ctx.metadata().get_bin("x-given-bin");
            assert_eq!(first.as_ref(), all.first());
            Ok(note(&format!("{all:?}")))
        }),
        ..Scripted::default()
    };
    let (url, _ends) = served(scripted).await;
    let raw = Raw::connect(&url).await;
    for (sent, read) in [
        ("AQ==", r#"[b"\x01"]"#),
        ("AQ", r#"[b"\x01"]"#),
        ("AQI=,AQ", r#"[b"\x01\x02", b"\x01"]"#),
        ("AQI, AQ==", r#"[b"\x01\x02", b"\x01"]"#),
        ("+/+/", r#"[b"\xfb\xff\xbf"]"#),
    ] {
        let answer = raw
            .call("/probe.Probe/One", &[("x-given-bin", sent)], framed(&note("")))
            .await;
        assert_eq!(raw::notes(&answer.body), [note(read)], "{sent}");
    }
}

#[tokio::test]
async fn what_is_too_large_names_the_limit_and_the_setting() {
    let server = Server::new()
        .max_request_size(100)
        .add(ProbeServer::new(Scripted::default()));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    let raw = Raw::connect(&url).await;
    let fits = note(&"x".repeat(98));
    let large = note(&"x".repeat(99));
    assert_eq!((fits.encoded_len(), large.encoded_len()), (100, 101));
    for method in METHODS {
        let path = format!("/probe.Probe/{method}");
        assert_eq!(
            raw.call(&path, &[], framed(&fits)).await.code(),
            Code::Ok,
            "{method}"
        );
        let answer = raw.call(&path, &[], framed(&large)).await;
        assert_eq!(answer.code(), Code::ResourceExhausted, "{method}");
        for word in ["101", "100", "max_request_size"] {
            assert!(answer.message().contains(word), "{}", answer.message());
        }
        // Judged by its prefix: what it announces does not have to come.
        let mut call = raw.open(&path, &[], false);
        call.body
            .send_data(vec![0, 0xff, 0xff, 0xff, 0xff].into(), false)
            .expect("sends");
        assert_eq!(call.answer().await.code(), Code::ResourceExhausted, "{method}");
    }
}
