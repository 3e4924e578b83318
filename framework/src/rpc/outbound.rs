//! The messages of a call, as they go out.

use std::pin::Pin;
use std::task::{self, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tonic::Status;

#[cfg(feature = "json")]
use super::codec;
use super::codec::Codec;
use super::compression::Encoding;
use super::context::Context;
#[cfg(feature = "json")]
use super::frame::frame_text;
use super::frame::{Encode, frame, payload_len};
use super::inbound::Side;
use super::payload::Inspect;
use super::streaming::Streaming;
use crate::message::{Message, Sink, SizeHint};

/// How messages are written.
#[derive(Clone)]
pub struct Encoder {
    encoding: Option<Encoding>,
    codec: Codec,
    hint: &'static SizeHint,
    context: Context,
    side: Side,
}

impl Encoder {
    pub(crate) fn new(
        encoding: Option<Encoding>,
        codec: Codec,
        hint: &'static SizeHint,
        context: Context,
        side: Side,
    ) -> Self {
        Self {
            encoding,
            codec,
            hint,
            context,
            side,
        }
    }

    /// The call.
    pub(crate) fn context(&self) -> &Context {
        &self.context
    }

    /// One message with its prefix, in the call's format.
    ///
    /// # Errors
    /// INTERNAL when that is JSON and a part of the message has none.
    #[inline]
    pub(crate) fn message<M: Message>(&self, message: &M) -> Result<Bytes, Status> {
        match self.codec {
            Codec::Proto => Ok(self.frame(message)),
            #[cfg(feature = "json")]
            Codec::Json => codec::json::to_string(message).map(|text| self.text(&text)),
        }
    }

    /// A message without fields.
    pub(crate) fn empty(&self) -> Bytes {
        match self.codec {
            Codec::Proto => self.frame(&Nothing),
            #[cfg(feature = "json")]
            Codec::Json => self.text("{}"),
        }
    }

    /// One message with its prefix, in protobuf's wire format.
    pub fn frame<M: Encode>(&self, message: &M) -> Bytes {
        self.counted(frame(message, self.encoding, self.hint))
    }

    #[cfg(feature = "json")]
    fn text(&self, text: &str) -> Bytes {
        self.counted(frame_text(text, self.encoding))
    }

    fn counted(&self, frame: Bytes) -> Bytes {
        let call = self.context.call();
        match self.side {
            Side::Server => call.sent.add(payload_len(&frame)),
            Side::Client => call.received.add(payload_len(&frame)),
        }
        frame
    }
}

struct Nothing;

impl Encode for Nothing {
    fn put<S: Sink>(&self, _: &mut S) {}
}

/// The messages of one direction of a call, encoded and framed.
pub enum Outbound {
    /// One.
    Message(Bytes),
    /// One after the other.
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, Status>> + Send>>),
}

impl Outbound {
    /// The frames of a stream of messages, each inspected before it is encoded.
    pub(crate) fn stream<M: Message, I: Inspect>(
        messages: Streaming<M>,
        encoder: Encoder,
        inspect: I,
    ) -> Self {
        Self::Stream(Box::pin(Frames {
            messages,
            encoder,
            inspect,
            done: false,
        }))
    }
}

struct Frames<M, I> {
    messages: Streaming<M>,
    encoder: Encoder,
    inspect: I,
    done: bool,
}

impl<M, I> Unpin for Frames<M, I> {}

impl<M: Message, I: Inspect> Stream for Frames<M, I> {
    type Item = Result<Bytes, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.done {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut this.messages).poll_next(cx)).map(|message| {
            let message = message?;
            this.inspect.inspect(this.encoder.context(), &message)?;
            this.encoder.message(&message)
        });
        this.done = !matches!(frame, Some(Ok(_)));
        Poll::Ready(frame)
    }
}
