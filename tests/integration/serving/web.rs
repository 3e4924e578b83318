//! gRPC-Web: what browsers send, over HTTP/1.1 and HTTP/2.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tonic::codegen::http;
use tower_service::Service as _;
use traitwire::server::{Server, Web};

use super::http1::{Http1, Response};
use super::{Gate as _, GateServer, Guarded, HOUR, Running, Visitor};
use crate::calls::frames::{Answer, call, frame, whole};

const GREET: &str = "/gate.Gate/Greet";
const WEB: (&str, &str) = ("content-type", "application/grpc-web+proto");
const PAGE: (&str, &str) = ("origin", "https://page.example");

fn visitor(number: u32) -> Vec<u8> {
    frame(0, &traitwire::message::encode(&Visitor { number }))
}

fn well() -> Vec<u8> {
    frame(0x80, b"grpc-status: 0\r\n")
}

async fn with(server: impl FnOnce(Server) -> Server) -> Running {
    let (gate, ..) = Guarded::new();
    let server = server(Server::new()).add(GateServer::new(gate));
    Running::new(server.bind("127.0.0.1:0").await.expect("binds"))
}

async fn asked(server: &Running, headers: &[(&str, &str)]) -> Response {
    let mut http1 = Http1::connect(server.addr()).await;
    let line = format!("OPTIONS {GREET}");
    let headers = [&[("access-control-request-method", "POST"), PAGE], headers].concat();
    http1.request(&line, &headers, b"").await;
    http1.response().await
}

#[tokio::test]
async fn calls_over_http1_one_after_the_other_on_one_connection() {
    let (server, ..) = Running::gate().await;
    let mut http1 = Http1::connect(server.addr()).await;
    for number in 1..4 {
        let response = http1.call(GREET, &[WEB], &visitor(number)).await;
        assert_eq!(response.status, 200);
        assert_eq!(response.header("content-type"), Some(WEB.1));
        assert_eq!(response.body, [visitor(number), well()].concat());
    }
}

#[tokio::test]
async fn every_form_is_answered_in_kind() {
    let (server, ..) = Running::gate().await;
    let mut http1 = Http1::connect(server.addr()).await;
    let json = frame(0, br#"{"number":7}"#);
    let text = |bytes: &[u8]| STANDARD.encode(bytes).into_bytes();
    for (content_type, request, expected) in [
        ("application/grpc-web", visitor(7), visitor(7)),
        ("application/grpc-web+json", json.clone(), json.clone()),
        ("application/grpc-web-text", text(&visitor(7)), visitor(7)),
        ("application/grpc-web-text+json", text(&json), json),
        (
            // In two pieces, each with its padding.
            "application/grpc-web-text+proto",
            [text(&visitor(7)[..4]), text(&visitor(7)[4..])].concat(),
            visitor(7),
        ),
    ] {
        let response = http1
            .call(GREET, &[("content-type", content_type)], &request)
            .await;
        assert_eq!(response.header("content-type"), Some(content_type));
        let body = match content_type.contains("text") {
            // Each piece is base64 by itself: the message, and the trailers.
            true => [text(&expected), text(&well())].concat(),
            false => [expected, well()].concat(),
        };
        assert_eq!(response.body, body, "{content_type}");
    }
    let response = http1
        .call(
            GREET,
            &[("content-type", "application/grpc-web-text")],
            b"no base64!!!",
        )
        .await;
    let trailers = STANDARD.decode(response.body).expect("base64");
    assert!(trailers[5..].starts_with(b"grpc-status: 13\r\n"), "{trailers:?}");
}

#[tokio::test]
async fn streams_come_message_by_message_and_failures_in_the_body() {
    let (server, _arrivals, open) = Running::gate().await;
    open.add_permits(1);
    let mut http1 = Http1::connect(server.addr()).await;
    let response = http1.call("/gate.Gate/Queue", &[WEB], &visitor(3)).await;
    assert_eq!(response.body, [visitor(3), visitor(3), well()].concat());

    let response = http1.call("/gate.Gate/Nothing", &[WEB], &visitor(3)).await;
    assert_eq!((response.status, response.header("grpc-status")), (200, None));
    assert_eq!(response.body[0], 0x80);
    let trailers = String::from_utf8_lossy(&response.body[5..]);
    assert!(trailers.contains("grpc-status: 12\r\n"), "{trailers}");
}

#[tokio::test]
async fn over_http2_too() {
    let (server, ..) = Running::gate().await;
    let Answer {
        status,
        body,
        trailers,
        ..
    } = call(&server.url, GREET, WEB.1, visitor(7)).await;
    assert_eq!(status, 200);
    assert_eq!(body, [visitor(7), well()].concat());
    assert!(trailers.is_none());
}

#[tokio::test]
async fn a_service_mounted_elsewhere_answers_too() {
    let (gate, ..) = Guarded::new();
    let mut service = GateServer::new(gate);
    let request = http::Request::post(GREET)
        .header(WEB.0, WEB.1)
        .body(traitwire::rpc::Body::message(visitor(7).into()))
        .expect("a request");
    let response = whole(service.call(request).await.expect("infallible")).await;
    assert_eq!(response.body, [visitor(7), well()].concat());
}

#[tokio::test]
async fn pages_of_other_origins_may_not_call_unless_told() {
    let (server, ..) = Running::gate().await;
    let response = asked(&server, &[]).await;
    assert_eq!(response.status, 403);
    assert_eq!(response.header("access-control-allow-origin"), None);
    let response = Http1::connect(server.addr())
        .await
        .call(GREET, &[WEB, PAGE], &visitor(1))
        .await;
    assert_eq!(response.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn pages_that_are_allowed_may_call_and_see_what_came_back() {
    let server = with(|server| server.web(Web::new().allow_origin(PAGE.1))).await;
    let wanted = "content-type,x-grpc-web,tenant";
    let response = asked(&server, &[("access-control-request-headers", wanted)]).await;
    assert_eq!(response.status, 204);
    assert_eq!(response.header("access-control-allow-origin"), Some(PAGE.1));
    assert_eq!(response.header("access-control-allow-headers"), Some(wanted));

    let mut http1 = Http1::connect(server.addr()).await;
    let response = http1.call(GREET, &[WEB, PAGE], &visitor(1)).await;
    assert_eq!(response.header("access-control-allow-origin"), Some(PAGE.1));
    let exposed = response.header("access-control-expose-headers").expect("there");
    assert!(exposed.contains("grpc-status-details-bin"), "{exposed}");
    // Refused for its format, and still readable.
    let xml = ("content-type", "application/grpc-web+xml");
    assert_eq!(http1.call(GREET, &[xml, PAGE], b"").await.status, 415);
}

#[tokio::test]
async fn an_origin_that_is_none_stops_the_start() {
    let server = Server::new().web(Web::new().allow_origin("https://page.example/app"));
    let error = server.bind("127.0.0.1:0").await.err().expect("no origin");
    assert!(error.to_string().contains("without a path"), "{error}");
}

#[tokio::test]
async fn what_is_no_call_of_the_web_is_told_so_over_http1() {
    let (server, ..) = Running::gate().await;
    for (line, content_type, status) in [
        ("GET /gate.Gate/Greet", "application/grpc-web", 405),
        ("OPTIONS /gate.Gate/Greet", "text/plain", 405),
        ("POST /gate.Gate/Greet", "text/plain", 415),
        ("POST /gate.Gate/Greet", "application/grpc", 505),
        ("POST /gate.Gate/Greet", "application/grpc+json", 505),
    ] {
        let mut http1 = Http1::connect(server.addr()).await;
        http1.request(line, &[("content-type", content_type)], b"").await;
        assert_eq!(http1.response().await.status, status, "{line} {content_type}");
    }
}

#[tokio::test]
async fn limits_hold_over_http1() {
    let limited = |server: Server| server.max_request_size(10).max_header_list_size(1000);
    let server = with(|server| limited(server).preface_timeout(Duration::from_millis(50))).await;
    let patient = with(|server| limited(server).preface_timeout(HOUR)).await;
    let mut http1 = Http1::connect(patient.addr()).await;
    let response = http1.call(GREET, &[WEB], &frame(0, &[0; 11])).await;
    assert!(response.body[5..].starts_with(b"grpc-status: 8\r\n"));
    let long = "x".repeat(1000);
    let mut http1 = Http1::connect(patient.addr()).await;
    http1.request("POST /", &[WEB, ("x", &long)], b"").await;
    assert_eq!(http1.response().await.status, 431);
    // Headers that do not end, and a line that does not.
    for beginning in ["POST / HTTP/1.1\r\nhost: x\r\n", "POS"] {
        let mut waited_for = Http1::connect(patient.addr()).await;
        waited_for.send(beginning).await;
        let mut http1 = Http1::connect(server.addr()).await;
        http1.send(beginning).await;
        http1.closed().await;
        assert!(waited_for.is_open(), "it began before the one that was closed");
    }
    assert!(patient.client().await.greet(Visitor::default()).await.is_ok());
}

/// Its answer is there before its request: neither is lost, and the connection goes on.
/// It has not sent what it has said it would, and is not waited for.
#[tokio::test]
async fn an_early_answer_begins_at_once() {
    let (server, ..) = Running::gate().await;
    for expect in ["", "expect: 100-continue\r\n"] {
        let mut http1 = Http1::connect(server.addr()).await;
        let head = format!(
            "POST /gate.Gate/Nothing HTTP/1.1\r\nhost: here\r\ncontent-type: {}\r\n{expect}content-length: 9\r\n\r\n",
            WEB.1
        );
        http1.send(head).await;
        let begun = http1.head().await;
        assert_eq!(begun.status, 200, "{expect}");
        // Its end may wait for the request's, which comes only now.
        http1.send(frame(0, &[0; 4])).await;
        let response = http1.rest(begun).await;
        let said = String::from_utf8_lossy(&response.body);
        assert!(said.contains("grpc-status: 12\r\n"), "{expect}: {said}");
    }
}

#[tokio::test]
async fn a_caller_that_is_answered_early_is_heard_out() {
    let server = with(|server| server.max_request_size(10)).await;
    let mut http1 = Http1::connect(server.addr()).await;
    for (path, content_type, status) in [
        // Too large by its prefix, in a format that is not understood, and to nobody.
        (GREET, WEB.1, "grpc-status: 8\r\n"),
        (GREET, "application/grpc-web+xml", ""),
        ("/gate.Gate/Nothing", WEB.1, "grpc-status: 12\r\n"),
    ] {
        let whole = frame(0, &[0; 500_000]);
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: here\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n",
            whole.len()
        );
        http1.send(head).await;
        for part in whole.chunks(100_000) {
            http1.send(part).await;
            // The server has its turn, and might close.
            tokio::task::yield_now().await;
        }
        let response = http1.response().await;
        let said = String::from_utf8_lossy(&response.body);
        assert!(said.contains(status), "{path} {content_type}: {said}");
    }
    let response = http1.call(GREET, &[WEB], &visitor(1)).await;
    assert_eq!(response.body, [visitor(1), well()].concat());
}

#[tokio::test]
async fn a_server_that_leaves_answers_the_last_call_and_closes_what_is_idle() {
    let (server, mut arrivals, open) = Running::gate().await;
    let mut idle = Http1::connect(server.addr()).await;
    idle.call(GREET, &[WEB], &visitor(1)).await;
    let mut busy = Http1::connect(server.addr()).await;
    busy.request("POST /gate.Gate/Pass", &[WEB], &visitor(2)).await;
    assert_eq!(arrivals.recv().await, Some(2));
    server.handle.shutdown();
    assert_eq!(idle.closed().await, b"");
    open.add_permits(1);
    let response = busy.response().await;
    assert_eq!(response.body, [visitor(2), well()].concat());
    assert_eq!(busy.closed().await, b"");
    server.left().await;
}
