//! A call that is given up, told apart from one whose request has ended.

use h2::Reason;

use super::raw::{Raw, framed};
use super::*;

const GATHER: &str = "/probe.Probe/Gather";

/// Tells what the request's stream gave after its first message: the end, or a status.
fn listening() -> (
    Scripted,
    mpsc::UnboundedReceiver<()>,
    mpsc::UnboundedReceiver<Option<Code>>,
) {
    let (come, arrived) = mpsc::unbounded_channel();
    let (tell, told) = mpsc::unbounded_channel();
    let scripted = Scripted {
        gather: script(move |_, mut notes: Streaming<Note>| {
            let (come, tell) = (come.clone(), tell.clone());
            async move {
                let first = notes.next().await.expect("a message")?;
                let _ = come.send(());
                let second = notes.next().await.map(|second| second.map(|_| Code::Ok));
                let _ = tell.send(second.map(|second| second.unwrap_or_else(|status| status.code())));
                Ok(first)
            }
        }),
        ..Scripted::default()
    };
    (scripted, arrived, told)
}

#[tokio::test]
async fn a_reset_of_any_code_is_cancelled_for_handlers() {
    let (scripted, mut arrived, mut told) = listening();
    let (url, mut ends) = served(scripted).await;
    let raw = Raw::connect(&url).await;
    for reason in [
        Reason::NO_ERROR,
        Reason::CANCEL,
        Reason::INTERNAL_ERROR,
        Reason::REFUSED_STREAM,
        Reason::PROTOCOL_ERROR,
        Reason::ENHANCE_YOUR_CALM,
        Reason::from(0xffff_ffff),
    ] {
        let mut call = raw.open(GATHER, &[], false);
        call.body
            .send_data(framed(&note("a")).into(), false)
            .expect("sends");
        first(&mut arrived).await;
        call.body.send_reset(reason);
        assert_eq!(first(&mut told).await, Some(Code::Cancelled), "{reason:?}");
        // The handler answers all the same, and nobody hears it.
        let end = first(&mut ends).await;
        assert!(matches!(end, Code::Cancelled | Code::Ok), "{reason:?}: {end:?}");
    }

    let mut call = raw.open(GATHER, &[], false);
    call.body
        .send_data(framed(&note("a")).into(), false)
        .expect("sends");
    first(&mut arrived).await;
    call.body.send_data(bytes::Bytes::new(), true).expect("sends");
    assert_eq!(first(&mut told).await, None, "a half-close");
    assert_eq!(call.answer().await.code(), Code::Ok);
    assert_eq!(first(&mut ends).await, Code::Ok);
}

#[tokio::test]
async fn a_connection_that_dies_is_cancelled_for_handlers() {
    let (scripted, mut arrived, mut told) = listening();
    let (url, _ends) = served(scripted).await;
    let raw = Raw::connect(&url).await;
    let mut call = raw.open(GATHER, &[], false);
    call.body
        .send_data(framed(&note("a")).into(), false)
        .expect("sends");
    first(&mut arrived).await;
    raw.cut();
    assert_eq!(first(&mut told).await, Some(Code::Cancelled));
}

#[tokio::test]
async fn a_reset_after_the_request_has_ended_cancels_what_runs() {
    let (come, mut arrived) = mpsc::unbounded_channel();
    let (gone, mut left) = Dropped::new();
    let gone = Arc::new(gone);
    let more = (come.clone(), gone.clone());
    let scripted = Scripted {
        one: script(move |_, _| {
            let (come, gone) = (come.clone(), gone.clone());
            async move {
                let _gone = Dropped(gone.0.clone());
                let _ = come.send(());
                std::future::pending().await
            }
        }),
        feed: script(move |_, note: Note| {
            let (come, gone) = (more.0.clone(), Dropped(more.1.0.clone()));
            async move {
                Ok(Streaming::spawn(1, |tx| async move {
                    let _gone = gone;
                    tx.send(note).await?;
                    let _ = come.send(());
                    std::future::pending().await
                }))
            }
        }),
        ..Scripted::default()
    };
    let (url, mut ends) = served(scripted).await;
    let raw = Raw::connect(&url).await;
    for path in ["/probe.Probe/One", "/probe.Probe/Feed"] {
        for reason in [Reason::NO_ERROR, Reason::CANCEL] {
            let mut call = raw.open(path, &[], false);
            call.body
                .send_data(framed(&note("a")).into(), true)
                .expect("sends");
            first(&mut arrived).await;
            call.body.send_reset(reason);
            first(&mut left).await;
            assert_eq!(first(&mut ends).await, Code::Cancelled, "{path} {reason:?}");
        }
    }
}
