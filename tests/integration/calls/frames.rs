//! Calls as bytes: what a client of ours would not send, and what it would not show.

use std::pin::Pin;

use tonic::codegen::http::{HeaderMap, Request, Response, StatusCode};
use tonic::transport::Endpoint;
use tower_service::Service as _;

/// A message or trailers with their prefix.
pub(crate) fn frame(flag: u8, content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len()).expect("short");
    [&[flag][..], &len.to_be_bytes(), content].concat()
}

/// What came back over HTTP/2.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) trailers: Option<HeaderMap>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }

    /// The status of the call, in the trailers or instead of them.
    pub(crate) fn code(&self) -> tonic::Code {
        let headers = self.trailers.as_ref().unwrap_or(&self.headers);
        tonic::Status::from_header_map(headers).expect("a status").code()
    }
}

/// A call of a content type over HTTP/2.
pub(crate) async fn call(url: &str, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
    let endpoint = Endpoint::from_shared(url.to_owned()).expect("a url");
    let mut channel = endpoint.connect().await.expect("connects");
    let request = Request::post(path)
        .header("content-type", content_type)
        .header("te", "trailers")
        .body(tonic::body::Body::new(traitwire::rpc::Body::message(body.into())))
        .expect("a request");
    std::future::poll_fn(|cx| channel.poll_ready(cx))
        .await
        .expect("ready");
    whole(channel.call(request).await.expect("an answer")).await
}

/// A response with all that comes after its headers.
pub(crate) async fn whole<B>(response: Response<B>) -> Answer
where
    B: tonic::codegen::Body<Data = bytes::Bytes> + Unpin,
    B::Error: std::fmt::Debug,
{
    let (parts, mut body) = response.into_parts();
    let mut answer = Answer {
        status: parts.status,
        headers: parts.headers,
        body: Vec::new(),
        trailers: None,
    };
    while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        match frame.expect("whole").into_data() {
            Ok(data) => answer.body.extend_from_slice(&data),
            Err(frame) => answer.trailers = frame.into_trailers().ok(),
        }
    }
    answer
}
