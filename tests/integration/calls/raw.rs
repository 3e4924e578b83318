//! Calls frame by frame, where our client would not let us.

use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use h2::client::{ResponseFuture, SendRequest};
use h2::{RecvStream, SendStream};
use http::{HeaderMap, Method, Request};
use tokio::net::TcpStream;

use super::*;

/// A connection that can do what a client must not.
#[derive(Clone)]
pub(super) struct Raw {
    requests: SendRequest<Bytes>,
    task: Arc<tokio::task::JoinHandle<()>>,
}

/// What a response was.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Of a response without a body, its headers.
    pub(super) trailers: HeaderMap,
}

impl Answer {
    pub(super) fn code(&self) -> Code {
        let code = self.trailers.get("grpc-status").expect("a grpc-status");
        Code::from_bytes(code.as_bytes())
    }

    pub(super) fn message(&self) -> &str {
        let message = self.trailers.get("grpc-message").expect("a grpc-message");
        message.to_str().expect("ASCII")
    }
}

impl Raw {
    /// Connects to `http://host:port`.
    pub(super) async fn connect(url: &str) -> Self {
        Self::with_window(url, 65_535).await
    }

    /// The same, with a window of its own for what each stream is sent.
    pub(super) async fn with_window(url: &str, window: u32) -> Self {
        let addr = url.strip_prefix("http://").expect("TCP");
        let stream = TcpStream::connect(addr).await.expect("connects");
        let mut builder = h2::client::Builder::new();
        builder.initial_window_size(window);
        let (requests, connection) = builder.handshake(stream).await.expect("speaks HTTP/2");
        let task = tokio::spawn(async move {
            let _ = connection.await;
        });
        let requests = requests.ready().await.expect("ready");
        Self {
            requests,
            task: Arc::new(task),
        }
    }

    /// Cuts the connection.
    pub(super) fn cut(&self) {
        self.task.abort();
    }

    /// Sends the headers of a call, with others in place or beside the usual ones.
    pub(super) fn open(&self, path: &str, headers: &[(&str, &str)], ends: bool) -> Opened {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(format!("http://localhost{path}"))
            .header("te", "trailers")
            .header("content-type", "application/grpc");
        for (key, value) in headers {
            if *key == ":method" {
                request = request.method(*value);
                continue;
            }
            let sent = request.headers_mut().expect("valid");
            let key = http::HeaderName::from_bytes(key.as_bytes()).expect("a name");
            match value.is_empty() {
                true => drop(sent.remove(key)),
                false => drop(sent.insert(key, value.parse().expect("a value"))),
            }
        }
        let request = request.body(()).expect("valid");
        let (response, body) = self.requests.clone().send_request(request, ends).expect("sends");
        Opened { response, body }
    }

    /// Calls with a body, and reads the response to its end.
    pub(super) async fn call(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Answer {
        let body = body.into();
        let mut opened = self.open(path, headers, body.is_empty());
        if !body.is_empty() {
            opened.body.send_data(body, true).expect("sends");
        }
        opened.answer().await
    }
}

/// A call that has begun.
pub(super) struct Opened {
    pub(super) response: ResponseFuture,
    pub(super) body: SendStream<Bytes>,
}

impl Opened {
    /// Whether the response has come.
    pub(super) async fn is_answered(&mut self) -> bool {
        std::future::poll_fn(|cx| Poll::Ready(pin!(&mut self.response).poll(cx).is_ready())).await
    }

    /// Reads the response to its end.
    pub(super) async fn answer(self) -> Answer {
        let response = soon(self.response).await.expect("a response");
        let (parts, body) = response.into_parts();
        let (body, trailers) = to_end(body).await.expect("a whole response");
        Answer {
            status: parts.status.as_u16(),
            trailers: trailers.unwrap_or_else(|| parts.headers.clone()),
            headers: parts.headers,
            body,
        }
    }
}

/// Reads a response to its end.
pub(super) async fn to_end(mut body: RecvStream) -> Result<(Bytes, Option<HeaderMap>), h2::Error> {
    let mut read = Vec::new();
    while let Some(data) = soon(body.data()).await {
        let data = data?;
        let _ = body.flow_control().release_capacity(data.len());
        read.extend_from_slice(&data);
    }
    Ok((read.into(), soon(body.trailers()).await?))
}

/// A message with its prefix.
pub(super) fn framed(note: &Note) -> Vec<u8> {
    let message = prost::Message::encode_to_vec(note);
    let len = u32::try_from(message.len()).expect("short");
    [&[0], &len.to_be_bytes()[..], &message].concat()
}

/// The messages of a body.
pub(super) fn notes(mut body: &[u8]) -> Vec<Note> {
    let mut notes = Vec::new();
    while let [0, a, b, c, d, rest @ ..] = body {
        let len = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        notes.push(prost::Message::decode(&rest[..len]).expect("a note"));
        body = &rest[len..];
    }
    assert!(body.is_empty());
    notes
}
