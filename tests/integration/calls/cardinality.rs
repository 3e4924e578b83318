//! None or several messages where one is wanted: UNIMPLEMENTED on either side ("Status codes and their use in gRPC").

use tokio::net::TcpListener;

use super::raw::{Raw, framed};
use super::*;

#[tokio::test]
async fn requests_of_none_or_several_messages() {
    let (url, _ends) = served(Scripted::default()).await;
    let raw = Raw::connect(&url).await;
    let one = framed(&note("a"));
    for path in ["/probe.Probe/One", "/probe.Probe/Feed"] {
        for (body, word) in [
            (Vec::new(), "no message"),
            ([&one[..], &one].concat(), "more than one"),
            ([&one[..], &one, &one].concat(), "more than one"),
        ] {
            let answer = raw.call(path, &[], body).await;
            assert_eq!(answer.code(), Code::Unimplemented, "{path} {word}");
            assert!(answer.message().contains(&word.replace(' ', "%20")) || answer.message().contains(word));
        }
        assert_eq!(raw.call(path, &[], one.clone()).await.code(), Code::Ok, "{path}");
    }
    // Where a stream is wanted, any number is one.
    for path in ["/probe.Probe/Gather", "/probe.Probe/Talk"] {
        for body in [Vec::new(), [&one[..], &one].concat()] {
            assert_eq!(raw.call(path, &[], body).await.code(), Code::Ok, "{path}");
        }
    }
}

/// A server that answers every call with `body` and the status OK.
async fn answering(body: Vec<u8>) -> ProbeClient {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("accepts");
        let mut connection = h2::server::handshake(stream).await.expect("speaks HTTP/2");
        while let Some(Ok((_, mut respond))) = connection.accept().await {
            let response = http::Response::builder().header("content-type", "application/grpc");
            let response = response.body(()).expect("valid");
            let mut sent = respond.send_response(response, false).expect("sends");
            sent.send_data(body.clone().into(), false).expect("sends");
            let mut trailers = http::HeaderMap::new();
            trailers.insert("grpc-status", http::HeaderValue::from_static("0"));
            sent.send_trailers(trailers).expect("sends");
        }
    });
    ProbeClient::connect(url).await.expect("connects")
}

#[tokio::test]
async fn replies_of_none_or_several_messages() {
    let one = framed(&note("a"));
    let ctx = Context::new();
    for (body, word) in [
        (Vec::new(), "no message"),
        ([&one[..], &one].concat(), "more than one"),
    ] {
        let client = answering(body).await;
        let status = client.one(&ctx, note("")).await.expect_err(word);
        assert_eq!(status.code(), Code::Unimplemented);
        assert!(status.message().contains(word), "{}", status.message());
        let status = client.gather(&ctx, Streaming::from_iter([note("")])).await;
        assert_eq!(status.expect_err(word).code(), Code::Unimplemented);
        let mut feed = client.feed(&ctx, note("")).await.expect("any number is a stream");
        while let Some(item) = soon(feed.next()).await {
            item.expect("a message");
        }
    }
    let client = answering(one).await;
    assert_eq!(client.one(&ctx, note("")).await.expect("one"), note("a"));
}
