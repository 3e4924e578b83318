//! Streams and their senders.

use super::*;

#[tokio::test]
async fn a_failure_ends_the_stream_though_other_senders_live() {
    let (tx, mut stream) = Streaming::channel(4);
    let other = tx.clone();
    tx.send(1).await.expect("room");
    let read = tokio::spawn(async move {
        let mut seen = Vec::new();
        while let Some(item) = stream.next().await {
            seen.push(item.map_err(|status| status.code()));
        }
        seen
    });
    tokio::task::yield_now().await;
    tx.fail(Status::aborted("enough"));
    assert_eq!(soon(read).await.expect("reads"), [Ok(1), Err(Code::Aborted)]);
    assert_eq!(other.send(2).await.expect_err("closed").code(), Code::Cancelled);
}

#[tokio::test]
async fn a_stream_ends_after_its_first_error() {
    let items = [Ok(1), Err(Status::aborted("")), Ok(2)];
    let mut stream = Streaming::new(tokio_stream::iter(items));
    assert_eq!(stream.next().await.expect("an item").expect("an item"), 1);
    stream.next().await.expect("an error").expect_err("an error");
    assert!(stream.next().await.is_none());
}
