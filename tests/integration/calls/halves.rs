//! Messages that have begun to come, and do not come whole.

use std::time::Duration;

use super::raw::Raw;
use super::*;

#[tokio::test]
async fn a_message_comes_whole_in_time_and_the_next_one_when_it_likes() {
    let server = Server::new()
        .receive_timeout(Duration::from_millis(50))
        .add(ProbeServer::new(Scripted::default()));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    let client = ProbeClient::connect(&url).await.expect("connects");
    let (tx, notes) = Streaming::channel(1);
    let gathered = tokio::spawn(async move { client.gather(&Context::new(), notes).await });
    tx.send(note("a")).await.expect("sends");

    let raw = Raw::connect(&url).await;
    for path in ["/probe.Probe/One", "/probe.Probe/Gather"] {
        let whole = raw::framed(&note("a"));
        for cut in [1, 6] {
            let mut half = raw.open(path, &[], false);
            half.body
                .send_data([&whole[..], &whole[..cut]].concat().into(), false)
                .expect("sends");
            let answer = soon(half.answer()).await;
            assert_eq!(answer.code(), Code::DeadlineExceeded, "{path} {cut}");
            assert!(answer.message().contains("receive_timeout"), "{answer:?}");
        }
    }
    // Nor does one keep a call that sends nothing, or does not say that this is all.
    for sent in [&b""[..], &raw::framed(&note("a"))] {
        let mut silent = raw.open("/probe.Probe/One", &[], false);
        silent.body.send_data(sent.to_vec().into(), false).expect("sends");
        let answer = soon(silent.answer()).await;
        assert_eq!(answer.code(), Code::DeadlineExceeded, "{sent:?}");
        assert!(answer.message().contains("receive_timeout"), "{answer:?}");
    }
    // As much time has passed between the messages of this one.
    tx.send(note("b")).await.expect("sends");
    drop(tx);
    assert_eq!(
        soon(gathered).await.expect("no panic").expect("answers").text,
        "ab"
    );
}
