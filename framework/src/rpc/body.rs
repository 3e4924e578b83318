//! The body of a request or a response: bytes and trailers, whatever engine carries them.

use std::fmt;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Frame, SizeHint};

/// Any error, as HTTP bodies have them.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A body: nothing, one message with its trailers, or whatever comes.
///
/// A unary reply is one DATA frame and the trailers, both known when the response is; nothing is boxed for it.
pub struct Body(Kind);

enum Kind {
    Empty,
    Message { data: Option<Bytes>, trailers: Trailers },
    Other(Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send>>),
}

enum Trailers {
    None,
    /// Those of a call that succeeds and says nothing more: made when they are sent.
    Ok,
    Some(Box<HeaderMap>),
}

/// `grpc-status: 0`: copied, which is cheaper than made.
static OK: LazyLock<HeaderMap> = LazyLock::new(|| {
    HeaderMap::from_iter([(
        HeaderName::from_static("grpc-status"),
        HeaderValue::from_static("0"),
    )])
});

impl Trailers {
    fn take(&mut self) -> Option<HeaderMap> {
        match std::mem::replace(self, Self::None) {
            Self::None => None,
            Self::Ok => Some(OK.clone()),
            Self::Some(trailers) => Some(*trailers),
        }
    }
}

impl Body {
    /// No bytes and no trailers.
    pub const fn empty() -> Self {
        Self(Kind::Empty)
    }

    /// One DATA frame.
    pub fn message(data: Bytes) -> Self {
        Self(Kind::Message {
            data: Some(data),
            trailers: Trailers::None,
        })
    }

    /// One DATA frame and the trailers of a call that succeeds, with what is in `more` beside the status.
    pub(crate) fn reply(data: Bytes, more: Option<HeaderMap>) -> Self {
        let trailers = match more {
            None => Trailers::Ok,
            Some(mut trailers) => {
                trailers.insert("grpc-status", HeaderValue::from_static("0"));
                Trailers::Some(Box::new(trailers))
            }
        };
        Self(Kind::Message {
            data: Some(data),
            trailers,
        })
    }

    /// No bytes, and trailers.
    pub fn trailers(trailers: HeaderMap) -> Self {
        Self(Kind::Message {
            data: None,
            trailers: Trailers::Some(Box::new(trailers)),
        })
    }

    /// Any other body; one of this type stays what it is.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let mut body = Some(body);
        if let Some(same) = (&mut body as &mut dyn std::any::Any).downcast_mut::<Option<Self>>() {
            return same.take().unwrap_or_else(Self::empty);
        }
        match body {
            Some(body) if !body.is_end_stream() => Self(Kind::Other(Box::pin(Boxed { body }))),
            _ => Self::empty(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Empty => "Body::Empty",
            Kind::Message { .. } => "Body::Message",
            Kind::Other(_) => "Body::Other",
        })
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Kind::Empty => Poll::Ready(None),
            Kind::Message { data, trailers } => Poll::Ready(match data.take() {
                Some(data) => Some(Ok(Frame::data(data))),
                None => trailers.take().map(|trailers| Ok(Frame::trailers(trailers))),
            }),
            Kind::Other(body) => body.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Empty => true,
            Kind::Message { data, trailers } => data.is_none() && matches!(trailers, Trailers::None),
            Kind::Other(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Empty => SizeHint::with_exact(0),
            Kind::Message {
                data: Some(data),
                trailers: Trailers::None,
            } => SizeHint::with_exact(data.len() as u64),
            // An engine would announce the length in a header, which no caller of gRPC asks for.
            Kind::Message { .. } => SizeHint::default(),
            Kind::Other(body) => body.size_hint(),
        }
    }
}

pin_project_lite::pin_project! {
    /// A body with its error boxed.
    struct Boxed<B> {
        #[pin]
        body: B,
    }
}

impl<B> http_body::Body for Boxed<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.project().body.poll_frame(cx).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
