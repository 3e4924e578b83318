//! The format of messages, by content type.

use super::frames::{call, frame};
use super::*;

const ONE: &str = "/probe.Probe/One";

#[tokio::test]
async fn json_is_answered_in_json() {
    let url = served(Scripted::default()).await.0;
    let request = frame(0, br#"{"text": "hi", "newerThanThisServer": [1]}"#);
    let answer = call(&url, ONE, "application/grpc+json", request.clone()).await;
    assert_eq!(answer.header("content-type"), Some("application/grpc+json"));
    assert_eq!(answer.body, frame(0, br#"{"text":"hi"}"#));
    assert_eq!(answer.code(), Code::Ok);

    let answer = call(&url, "/probe.Probe/Feed", "application/grpc+json", request).await;
    assert_eq!(answer.body, frame(0, br#"{"text":"hi"}"#).repeat(2));
    assert_eq!(answer.code(), Code::Ok);

    let requests = [
        frame(0, br#"{"text":"a"}"#),
        frame(0, b"{}"),
        frame(0, br#"{"text":"b"}"#),
    ]
    .concat();
    let answer = call(&url, "/probe.Probe/Gather", "application/grpc+json", requests).await;
    assert_eq!(answer.body, frame(0, br#"{"text":"ab"}"#));
}

#[tokio::test]
async fn what_is_no_json_is_refused_as_what_is_no_protobuf_is() {
    let url = served(Scripted::default()).await.0;
    for (content_type, garbage) in [
        ("application/grpc+json", &b"{\"text\": 1}"[..]),
        ("application/grpc+json", b"\xff"),
        ("application/grpc+json", b""),
        ("application/grpc", b"\xff"),
    ] {
        let answer = call(&url, ONE, content_type, frame(0, garbage)).await;
        assert_eq!(answer.code(), Code::Internal);
        assert_eq!(answer.header("content-type"), Some(content_type));
        let message = answer.header("grpc-message").expect("a message");
        assert!(message.contains("probe.Note"), "{message}");
    }
}

#[tokio::test]
async fn every_content_type_is_answered_in_kind() {
    let url = served(Scripted::default()).await.0;
    let request = frame(0, &traitwire::message::encode(&note("hi")));
    for content_type in ["application/grpc", "application/grpc+proto"] {
        let answer = call(&url, ONE, content_type, request.clone()).await;
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.body, request);
    }
    for content_type in ["application/grpc+proto", "application/grpc+json"] {
        let answer = call(&url, "/probe.Probe/Nothing", content_type, request.clone()).await;
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.code(), Code::Unimplemented);
    }
    for other in ["application/grpc+xml", "application/json", "application/grpcs"] {
        let answer = call(&url, ONE, other, request.clone()).await;
        assert_eq!(answer.status, 415, "{other}");
    }
}
