//! The messages of a call, as they go out.

use std::pin::Pin;
use std::task::{self, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tonic::Status;

#[cfg(feature = "json")]
use super::codec;
use super::codec::Codec;
use super::compression::{self, Compress, Encoding, Settings};
use super::context::Context;
#[cfg(feature = "json")]
use super::frame::frame_text;
use super::frame::{Encode, frame, is_compressed, payload_len};
use super::inbound::Side;
use super::payload::Inspect;
use super::streaming::Streaming;
use crate::message::{Message, Sink, SizeHint};

/// How messages are written.
#[derive(Clone)]
pub struct Encoder {
    compression: Compression,
    /// Whether the headers have left, and with them what may be compressed with.
    is_settled: bool,
    codec: Codec,
    hint: &'static SizeHint,
    context: Context,
    side: Side,
}

/// How the messages of one direction of a call are compressed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Compression {
    /// Where nobody says otherwise.
    pub(crate) unasked: Option<Compress>,
    /// Where the call says so and nobody else.
    pub(crate) settings: Settings,
    /// What the request came with.
    pub(crate) request: Option<Encoding>,
}

impl Encoder {
    pub(crate) fn new(
        compression: Compression,
        codec: Codec,
        hint: &'static SizeHint,
        context: Context,
        side: Side,
    ) -> Self {
        Self {
            compression,
            is_settled: false,
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
        self.message_as(message, None)
    }

    /// The same, compressed or not as `wanted`.
    #[inline]
    fn message_as<M: Message>(&self, message: &M, wanted: Option<bool>) -> Result<Bytes, Status> {
        match self.codec {
            Codec::Proto => Ok(self.frame_as(message, wanted)),
            #[cfg(feature = "json")]
            Codec::Json => codec::json::to_string(message).map(|text| self.text_as(&text, wanted)),
        }
    }

    /// A message without fields.
    pub(crate) fn empty(&self) -> Bytes {
        match self.codec {
            Codec::Proto => self.frame(&Nothing),
            #[cfg(feature = "json")]
            Codec::Json => self.text_as("{}", None),
        }
    }

    /// One message with its prefix, in protobuf's wire format.
    pub fn frame<M: Encode>(&self, message: &M) -> Bytes {
        self.frame_as(message, None)
    }

    /// The same, compressed or not as `wanted`.
    fn frame_as<M: Encode>(&self, message: &M, wanted: Option<bool>) -> Bytes {
        let compress = self.compress(wanted);
        self.counted(frame(message, compress, self.hint), compress)
    }

    #[cfg(feature = "json")]
    fn text_as(&self, text: &str, wanted: Option<bool>) -> Bytes {
        let compress = self.compress(wanted);
        self.counted(frame_text(text, compress), compress)
    }

    fn counted(&self, frame: Bytes, compress: Option<Compress>) -> Bytes {
        let call = self.context.call();
        if let Some(compress) = compress
            && is_compressed(&frame)
        {
            call.compression.declare(compress.encoding());
        }
        match self.side {
            Side::Server => call.sent.add(payload_len(&frame)),
            Side::Client => call.received.add(payload_len(&frame)),
        }
        frame
    }

    /// How a message is compressed: as it wants itself, as the call says, or as is usual here.
    #[inline]
    fn compress(&self, wanted: Option<bool>) -> Option<Compress> {
        match wanted.or_else(|| self.context.call().compression.said()) {
            None => self.compression.unasked,
            Some(false) => None,
            Some(true) => self.asked().map(Compress::forced),
        }
    }

    #[cold]
    fn asked(&self) -> Option<Compress> {
        let Compression {
            unasked,
            settings,
            request,
        } = self.compression;
        if unasked.is_some() || self.is_settled {
            return unasked;
        }
        match self.side {
            Side::Server => {
                let headers = self.context.metadata().headers();
                compression::wanted(self.context.method()?, &settings, request, headers)
            }
            Side::Client => Encoding::safest().map(|encoding| settings.with(encoding, None)),
        }
    }

    /// The same for a stream, whose headers leave before its first message: it is compressed with what they declare, or
    /// not at all.
    fn settled(mut self, chooses: bool) -> Self {
        let compression = &self.context.call().compression;
        if chooses || compression.said() == Some(true) {
            self.compression.unasked = self.asked();
        }
        if let Some(compress) = self.compression.unasked {
            compression.declare(compress.encoding());
        }
        self.is_settled = true;
        self
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
        let encoder = encoder.settled(messages.chooses());
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
            let wanted = this.messages.choose(&message);
            this.encoder.message_as(&message, wanted)
        });
        this.done = !matches!(frame, Some(Ok(_)));
        Poll::Ready(frame)
    }
}
