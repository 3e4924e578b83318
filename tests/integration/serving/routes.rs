//! What is no gRPC, beside it; and our services in the servers of others.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body as AxumBody;
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{Full, StreamBody};
use tokio::net::{TcpListener, TcpStream};
use traitwire::server::{Body, Intercepted, Server};
use traitwire::{Context, Interceptor, Next, Peer, Status};

use super::{Gate, GateClient, GateServer, Guarded, Running, Visitor, soon};

/// Asks for one thing over HTTP/2.
async fn ask(
    url: &str,
    request: http::request::Builder,
    body: &[u8],
) -> (StatusCode, http::HeaderMap, String) {
    let stream = TcpStream::connect(url.strip_prefix("http://").expect("TCP")).await;
    let (mut requests, connection) = h2::client::handshake(stream.expect("connects"))
        .await
        .expect("HTTP/2");
    tokio::spawn(connection);
    let request = request.body(()).expect("valid");
    let (response, mut sent) = requests.send_request(request, body.is_empty()).expect("sends");
    if !body.is_empty() {
        sent.send_data(Bytes::copy_from_slice(body), true).expect("sends");
    }
    let (parts, mut body) = soon(response).await.expect("a response").into_parts();
    let mut read = Vec::new();
    while let Some(data) = soon(body.data()).await {
        read.extend_from_slice(&data.expect("data"));
    }
    (
        parts.status,
        parts.headers,
        String::from_utf8(read).expect("text"),
    )
}

fn get(path: &str) -> http::request::Builder {
    Request::get(format!("http://localhost{path}"))
}

async fn who(request: Request<Body>) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let peer = request.extensions().get::<Peer>().expect("a peer");
    assert!(peer.addr().is_some());
    Ok(http::Response::new(Full::from(request.uri().path().to_owned())))
}

async fn failing(request: Request<Body>) -> Result<http::Response<Body>, std::io::Error> {
    assert!(request.uri().path() != "/fails/panic", "on purpose");
    Err(std::io::Error::other("no"))
}

fn routed() -> Server<(), traitwire::server::Closed> {
    let (gate, ..) = Guarded::new();
    let router = Router::new()
        .route("/hello/{name}", axum::routing::get(hello))
        .route("/upper", axum::routing::post(upper));
    Server::new()
        .add(GateServer::new(gate))
        .route("/who", tower::service_fn(who))
        .route("/below/", tower::service_fn(who))
        .route("/fails/", tower::service_fn(failing))
        .fallback(router)
}

async fn hello(axum::extract::Path(name): axum::extract::Path<String>) -> String {
    format!("hello {name}")
}

/// Gives back each piece as it comes, in capitals.
async fn upper(body: AxumBody) -> AxumBody {
    let pieces = tokio_stream::StreamExt::map(body.into_data_stream(), |piece| {
        piece.map(|piece| piece.to_ascii_uppercase())
    });
    AxumBody::from_stream(pieces)
}

#[tokio::test]
async fn paths_lead_to_tower_services_beside_grpc() {
    let server = Running::new(routed().bind("127.0.0.1:0").await.expect("binds"));
    for (path, status, text) in [
        ("/who", 200, "/who"),
        ("/below/", 200, "/below/"),
        ("/below/a/b", 200, "/below/a/b"),
        ("/hello/world", 200, "hello world"),
        ("/below", 404, ""),
        ("/nothing", 404, ""),
        ("/fails/", 500, "the route failed\n"),
        ("/fails/panic", 500, "the route failed\n"),
    ] {
        let (found, _, body) = ask(&server.url, get(path), b"").await;
        assert_eq!((found.as_u16(), &*body), (status, text), "{path}");
    }
    assert!(server.client().await.greet(Visitor::default()).await.is_ok());
    // An unknown method of a service that is there is gRPC's to answer, and 405 what is no call.
    let (status, ..) = ask(&server.url, get("/gate.Gate/Greet"), b"").await;
    assert_eq!(status, 405);
}

#[tokio::test]
async fn bodies_of_routes_are_streams_both_ways() {
    let server = Running::new(routed().bind("127.0.0.1:0").await.expect("binds"));
    let stream = TcpStream::connect(server.addr()).await.expect("connects");
    let (mut requests, connection) = h2::client::handshake(stream).await.expect("HTTP/2");
    tokio::spawn(connection);
    let request = Request::post("http://localhost/upper").body(()).expect("valid");
    let (response, mut sent) = requests.send_request(request, false).expect("sends");
    let mut body = soon(response)
        .await
        .expect("before the request has ended")
        .into_body();
    for piece in ["one", "two", "three"] {
        sent.send_data(piece.into(), false).expect("sends");
        let answer = soon(body.data()).await.expect("goes on").expect("data");
        assert_eq!(answer, piece.to_ascii_uppercase());
    }
    sent.send_data(Bytes::new(), true).expect("sends");
    while let Some(data) = soon(body.data()).await {
        assert!(data.expect("data").is_empty());
    }
}

/// Tells when it is dropped.
struct Gone(tokio::sync::mpsc::UnboundedSender<()>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn a_route_whose_caller_goes_is_dropped() {
    let (gone, mut left) = tokio::sync::mpsc::unbounded_channel();
    let endless = tower::service_fn(move |_: Request<Body>| {
        let gone = Gone(gone.clone());
        let frames = tokio_stream::iter(std::iter::repeat_with(move || {
            let _ = &gone;
            Ok::<_, Infallible>(http_body::Frame::data(Bytes::from_static(&[0; 1024])))
        }));
        async move { Ok::<_, Infallible>(http::Response::new(StreamBody::new(frames))) }
    });
    let server = Server::new().route("/endless", endless);
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let stream = TcpStream::connect(server.addr()).await.expect("connects");
    let (mut requests, connection) = h2::client::handshake(stream).await.expect("HTTP/2");
    tokio::spawn(connection);
    let request = get("/endless").body(()).expect("valid");
    let (response, sent): (_, h2::SendStream<Bytes>) = requests.send_request(request, true).expect("sends");
    let mut body = soon(response).await.expect("begins").into_body();
    soon(body.data()).await.expect("data").expect("data");
    drop((body, sent));
    soon(left.recv()).await.expect("dropped");
}

/// Lets in who has the word.
struct Word;

impl Interceptor for Word {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        assert!(ctx.peer().is_some());
        ctx.set_header("x-seen", ctx.method().map_or("a route", |method| method.path));
        match ctx.metadata().get("word") {
            Some("sesame") => next.run(ctx).await,
            Some("late") => {
                let soon = ctx.with_timeout(std::time::Duration::from_millis(20));
                next.run(&soon).await
            }
            Some(_) => Err(Status::permission_denied("the wrong word")),
            None => Err(Status::unauthenticated("a word, please")),
        }
    }
}

#[tokio::test]
async fn a_route_is_inside_the_interceptors_where_it_asks() {
    let slow = tower::service_fn(|_: Request<Body>| {
        std::future::pending::<Result<http::Response<Body>, Infallible>>()
    });
    let server = Server::new()
        .intercept(Word)
        .route("/open", tower::service_fn(who))
        .route("/slow", Intercepted(slow))
        .route("/closed", Intercepted(tower::service_fn(who)));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let (status, headers, _) = ask(&server.url, get("/open"), b"").await;
    assert_eq!((status.as_u16(), headers.get("x-seen")), (200, None));
    let (status, headers, text) = ask(&server.url, get("/closed"), b"").await;
    assert_eq!((status.as_u16(), &*text), (401, "a word, please\n"));
    assert_eq!(headers.get("x-seen").expect("set"), "a route");
    let (status, ..) = ask(&server.url, get("/closed").header("word", "please"), b"").await;
    assert_eq!(status, 403);
    let (status, headers, text) = ask(&server.url, get("/closed").header("word", "sesame"), b"").await;
    assert_eq!((status.as_u16(), &*text), (200, "/closed"));
    assert_eq!(headers.get("x-seen").expect("set"), "a route");
    let (status, ..) = ask(&server.url, get("/slow").header("word", "late"), b"").await;
    assert_eq!(status, 504);
    // A client of gRPC is told so in its own words.
    let call = Request::post("http://localhost/closed").header("content-type", "application/grpc");
    let (status, headers, _) = ask(&server.url, call, b"").await;
    assert_eq!(status, 200);
    assert_eq!(headers.get("grpc-status").expect("a status"), "16");
}

#[tokio::test]
async fn routes_that_cannot_be() {
    for (server, word) in [
        (
            Server::new().route("who", tower::service_fn(who)),
            "begins with `/`",
        ),
        (
            Server::new()
                .route("/who", tower::service_fn(who))
                .route("/who", tower::service_fn(who)),
            "mounted twice",
        ),
    ] {
        let error = server.bind("127.0.0.1:0").await.map(drop).expect_err(word);
        assert!(error.to_string().contains(word), "{error}");
    }
}

/// Ours in axum, for all four directions of bodies: what tonic serves is in `tonic.rs`.
#[tokio::test]
async fn our_services_mount_in_axum() {
    let (gate, mut arrivals, open) = Guarded::new();
    let router = Router::new()
        .route("/hello/{name}", axum::routing::get(hello))
        .route_service("/gate.Gate/{method}", GateServer::new(gate));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.expect("accepts");
            let service = hyper_util::service::TowerToHyperService::new(router.clone());
            tokio::spawn(async move {
                let http = hyper::server::conn::http2::Builder::new(hyper_util::rt::TokioExecutor::new());
                let _ = http
                    .serve_connection(hyper_util::rt::TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    let client = GateClient::connect(&url).await.expect("connects");
    assert_eq!(
        client.greet(Visitor { number: 3 }).await.expect("greets").number,
        3
    );
    let mut queue = client.queue(Visitor { number: 4 }).await.expect("queues");
    assert_eq!(
        soon(queue.next())
            .await
            .expect("goes on")
            .expect("a visitor")
            .number,
        4
    );
    soon(arrivals.recv()).await.expect("a caller");
    open.add_permits(1);
    assert_eq!(
        soon(queue.next())
            .await
            .expect("goes on")
            .expect("a visitor")
            .number,
        4
    );
    assert!(soon(queue.next()).await.is_none());
    let (status, _, text) = ask(&url, get("/hello/axum"), b"").await;
    assert_eq!((status.as_u16(), &*text), (200, "hello axum"));
    let (status, ..) = ask(&url, get("/gate.Gate/Greet"), b"").await;
    assert_eq!(status, 405);
}
