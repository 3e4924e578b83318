//! Requests that are no calls, and calls that cannot be understood.

use super::raw::Raw;
use super::*;

const ONE: &str = "/probe.Probe/One";

async fn raw() -> Raw {
    let (url, _) = served(Scripted::default()).await;
    Raw::connect(&url).await
}

#[tokio::test]
async fn what_is_no_post_is_told_so_in_plain_http() {
    let raw = raw().await;
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"] {
        let answer = raw.call(ONE, &[(":method", method)], "").await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.headers.get("allow").expect("allow"), "POST");
        let content_type = answer.headers.get("content-type").expect("a type");
        assert_eq!(content_type, "text/plain; charset=utf-8");
        let lines = answer.body.iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(lines, usize::from(method != "HEAD"), "{method}");
    }
    // Whatever else is wrong; where there is no service, there is nothing.
    for (path, status) in [("/probe.Probe/None", 405), ("/none.None/None", 404), ("/", 404)] {
        let answer = raw
            .call(path, &[(":method", "GET"), ("content-type", "")], "")
            .await;
        assert_eq!(answer.status, status, "{path}");
    }
}

#[tokio::test]
async fn another_content_type_is_415() {
    let raw = raw().await;
    let types = [
        "",
        "text/plain",
        "application/json",
        "application/grpcx",
        "application/grpc-other",
    ];
    for content_type in types {
        let answer = raw.call(ONE, &[("content-type", content_type)], "a body").await;
        assert_eq!(answer.status, 415, "{content_type}");
        assert!(answer.body.ends_with(b"\n"), "{content_type}");
        assert!(answer.headers.get("grpc-status").is_none());
    }
    for content_type in [
        "application/grpc",
        "application/grpc+proto",
        "Application/gRPC; charset=utf-8",
    ] {
        let body = raw::framed(&note("a"));
        let answer = raw.call(ONE, &[("content-type", content_type)], body).await;
        assert_eq!((answer.status, answer.code()), (200, Code::Ok), "{content_type}");
    }
}

/// A peer that does not speak gRPC may not expect an answer while it sends: h2spec does not.
#[tokio::test]
async fn plain_answers_come_after_the_request_or_64_kib_of_it() {
    let raw = raw().await;
    for headers in [[(":method", "PUT")], [("content-type", "text/plain")]] {
        let mut waiting = raw.open(ONE, &headers, false);
        waiting.body.send_data("some of it".into(), false).expect("sends");
        // Answered after it, on the same connection.
        raw.call(ONE, &[], raw::framed(&note(""))).await;
        assert!(!waiting.is_answered().await);
        waiting.body.send_data("the rest".into(), true).expect("sends");
        assert_ne!(waiting.answer().await.status, 200);

        let mut endless = raw.open(ONE, &headers, false);
        endless
            .body
            .send_data(vec![0; 64 << 10].into(), false)
            .expect("sends");
        let answered = soon(&mut endless.response).await.expect("answered");
        assert_ne!(answered.status(), 200);
    }
}

#[tokio::test]
async fn unknown_methods_and_malformed_paths_are_unimplemented() {
    let raw = raw().await;
    for path in [
        "/probe.Probe/None",
        "/probe.Probe/one",
        "/probe.Probe/",
        "/probe.Probe",
        "/probe.Probe/One/",
        "/probe.Probe/One/More",
        "/none.None/One",
        "//One",
        "/",
        "/One",
    ] {
        let answer = raw.call(path, &[], raw::framed(&note(""))).await;
        assert_eq!(
            (answer.status, answer.code()),
            (200, Code::Unimplemented),
            "{path}"
        );
        assert!(answer.message().contains(path), "{}", answer.message());
        assert!(answer.body.is_empty());
    }
}

#[tokio::test]
async fn a_malformed_timeout_is_a_bad_request() {
    let raw = raw().await;
    for timeout in ["1", "S", "-1S", "1.5S", "123456789S", "1s", "1 S", "ten"] {
        let headers = [("grpc-timeout", timeout)];
        let answer = raw.call(ONE, &headers, raw::framed(&note(""))).await;
        assert_eq!((answer.status, answer.code()), (400, Code::Internal), "{timeout}");
        assert!(answer.message().contains("grpc-timeout"), "{}", answer.message());
    }
    let answer = raw
        .call(ONE, &[("grpc-timeout", "99999999H")], raw::framed(&note("")))
        .await;
    assert_eq!(answer.code(), Code::Ok);
}

/// As grpc-go, which does not look at it.
#[tokio::test]
async fn te_trailers_is_not_asked_for() {
    let raw = raw().await;
    let answer = raw.call(ONE, &[("te", "")], raw::framed(&note("a"))).await;
    assert_eq!(answer.code(), Code::Ok);
    assert_eq!(raw::notes(&answer.body), [note("a")]);
}
