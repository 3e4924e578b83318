//! Messages in a body: one flag, four bytes of length, the message ("gRPC over HTTP/2", Length-Prefixed-Message).

use bytes::{Buf as _, Bytes, BytesMut};
use tonic::Status;

use super::compression::{Compress, Encoding};
use crate::message::{Counter, Message, Sink, SizeHint, Writer};

/// What stands before each message.
const PREFIX: usize = 5;

/// What can be written as one message: a message, or borrowed arguments that stand for one.
pub trait Encode {
    /// Writes the fields.
    fn put<S: Sink>(&self, sink: &mut S);
}

impl<M: Message> Encode for M {
    #[inline]
    fn put<S: Sink>(&self, sink: &mut S) {
        Message::put(self, sink);
    }
}

/// A message with its prefix, compressed where `compress` wants it.
pub(crate) fn frame<M: Encode>(message: &M, compress: Option<Compress>, hint: &SizeHint) -> Bytes {
    let mut writer = Writer::with_capacity(hint.capacity(|| {
        let mut counter = Counter::default();
        message.put(&mut counter);
        counter.written()
    }));
    message.put(&mut writer);
    if let Some(compressed) = compress.and_then(|compress| compress.deflate(writer.as_slice())) {
        hint.learn(writer.written());
        let mut writer = Writer::with_capacity(compressed.len() + PREFIX);
        writer.put(&compressed);
        prefix(1, compressed.len(), &mut writer);
        return writer.into_bytes();
    }
    let len = writer.written();
    prefix(0, len, &mut writer);
    hint.learn(len + PREFIX);
    writer.into_bytes()
}

/// Text with its prefix, compressed where `compress` wants it.
#[cfg(feature = "json")]
pub(crate) fn frame_text(text: &str, compress: Option<Compress>) -> Bytes {
    let compressed = compress.and_then(|compress| compress.deflate(text.as_bytes()));
    let (flag, message) = match &compressed {
        Some(compressed) => (1, &compressed[..]),
        None => (0, text.as_bytes()),
    };
    let mut writer = Writer::with_capacity(message.len() + PREFIX);
    writer.put(message);
    prefix(flag, message.len(), &mut writer);
    writer.into_bytes()
}

/// Whether the message in a frame is compressed.
pub(crate) fn is_compressed(frame: &Bytes) -> bool {
    frame.first() == Some(&1)
}

fn prefix(flag: u8, len: usize, writer: &mut Writer) {
    // A message of 4 GiB cannot be framed; our limits, and prost's, end far below.
    let len = u32::try_from(len).unwrap_or(u32::MAX);
    let [a, b, c, d] = len.to_be_bytes();
    writer.put(&[flag, a, b, c, d]);
}

/// The size of the message in a frame, without its prefix.
pub(crate) fn payload_len(frame: &Bytes) -> usize {
    frame.len().saturating_sub(PREFIX)
}

/// Cuts a body's bytes into messages.
#[derive(Debug)]
pub(crate) struct Splitter {
    encoding: Option<Encoding>,
    /// Whether the message that was cut last was compressed.
    was_compressed: bool,
    /// The greatest size of a message in bytes, inflated.
    max_size: usize,
    /// What came last and is not yet used; messages that lie in it whole are not copied.
    chunk: Bytes,
    /// The beginning of a message whose end has not come yet.
    partial: BytesMut,
}

impl Splitter {
    pub(crate) fn new(encoding: Option<Encoding>, max_size: usize) -> Self {
        Self {
            encoding,
            was_compressed: false,
            max_size,
            chunk: Bytes::new(),
            partial: BytesMut::new(),
        }
    }

    /// Whether the message that was cut last was compressed.
    pub(crate) fn was_compressed(&self) -> bool {
        self.was_compressed
    }

    /// Whether no byte waits for more.
    pub(crate) fn is_empty(&self) -> bool {
        self.chunk.is_empty() && self.partial.is_empty()
    }

    /// Takes the next bytes of the body; what came before has been cut as far as it goes.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        if self.chunk.is_empty() {
            self.chunk = bytes;
        } else {
            self.partial.extend_from_slice(&self.chunk);
            self.chunk = bytes;
        }
    }

    /// The next whole message and its size on the wire, if its last byte is there.
    ///
    /// # Errors
    /// INTERNAL for a bad flag, RESOURCE_EXHAUSTED for one that is too large, judged by its prefix alone.
    pub(crate) fn next(&mut self) -> Result<Option<(Bytes, usize)>, Status> {
        if self.partial.is_empty() {
            if let Some((flag, len)) = self.head(&self.chunk)?
                && self.chunk.len() >= PREFIX + len
            {
                self.chunk.advance(PREFIX);
                let message = self.chunk.split_to(len);
                return self.open(flag, message).map(Some);
            }
            self.partial.extend_from_slice(&self.chunk);
            self.chunk = Bytes::new();
            return Ok(None);
        }
        self.fill(PREFIX);
        let Some((flag, len)) = self.head(&self.partial)? else {
            return Ok(None);
        };
        self.fill(PREFIX + len);
        if self.partial.len() < PREFIX + len {
            return Ok(None);
        }
        let mut message = self.partial.split().freeze();
        message.advance(PREFIX);
        self.open(flag, message).map(Some)
    }

    /// Moves bytes from the chunk until `partial` has `len`, or all there are.
    fn fill(&mut self, len: usize) {
        let missing = len.saturating_sub(self.partial.len()).min(self.chunk.len());
        self.partial.extend_from_slice(&self.chunk.split_to(missing));
    }

    fn head(&self, bytes: &[u8]) -> Result<Option<(bool, usize)>, Status> {
        let [flag, a, b, c, d, ..] = *bytes else {
            return Ok(None);
        };
        let len = u32::from_be_bytes([a, b, c, d]) as usize;
        let compressed = match flag {
            0 => false,
            1 if self.encoding.is_some() => true,
            1 => {
                return Err(Status::internal(
                    "a message is marked as compressed, but no grpc-encoding was given",
                ));
            }
            _ => {
                return Err(Status::internal(format!(
                    "a message begins with the flag {flag}, which is neither 0 nor 1"
                )));
            }
        };
        if len > self.max_size {
            return Err(self.too_large(Some(len)));
        }
        Ok(Some((compressed, len)))
    }

    fn open(&mut self, compressed: bool, message: Bytes) -> Result<(Bytes, usize), Status> {
        let size = message.len();
        self.was_compressed = compressed;
        match self.encoding {
            Some(encoding) if compressed => encoding
                .inflate(&message, self.max_size, || self.too_large(None))
                .map(|message| (message, size)),
            _ => Ok((message, size)),
        }
    }

    /// What a server answers: a client takes what it has asked for, whatever its size.
    #[cold]
    fn too_large(&self, size: Option<usize>) -> Status {
        let size = size.map_or_else(String::new, |size| format!(" of {size} bytes"));
        let max_size = self.max_size;
        Status::resource_exhausted(format!(
            "a message{size} is larger than the limit of {max_size} bytes; the server raises it with \
             `Server::max_request_size`, or a foreign one with an `Origin` in the request's extensions"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: usize = 100;

    fn framed(messages: &[&[u8]]) -> Vec<u8> {
        let mut all = Vec::new();
        for message in messages {
            all.push(0);
            all.extend_from_slice(&(message.len() as u32).to_be_bytes());
            all.extend_from_slice(message);
        }
        all
    }

    #[test]
    fn every_way_to_cut_a_body_gives_the_same_messages() {
        let messages: [&[u8]; 4] = [b"one", b"", b"three and more", b"4"];
        let body = framed(&messages);
        for size in 1..=body.len() {
            let mut splitter = Splitter::new(None, MAX);
            let mut got = Vec::new();
            for chunk in body.chunks(size) {
                splitter.push(Bytes::copy_from_slice(chunk));
                while let Some((message, _)) = splitter.next().expect("valid") {
                    got.push(message);
                }
            }
            assert_eq!(got, messages, "chunks of {size}");
            assert!(splitter.is_empty());
        }
    }

    #[test]
    fn a_large_length_is_refused_before_its_bytes_come() {
        let mut splitter = Splitter::new(None, MAX);
        splitter.push(Bytes::from_static(&[0, 0xff, 0xff, 0xff, 0xff]));
        assert_eq!(
            splitter.next().expect_err("limit").code(),
            tonic::Code::ResourceExhausted
        );
    }

    #[test]
    fn bad_flags() {
        for flag in [1, 2, 255] {
            let mut splitter = Splitter::new(None, MAX);
            splitter.push(Bytes::copy_from_slice(&[flag, 0, 0, 0, 0]));
            assert_eq!(splitter.next().expect_err("flag").code(), tonic::Code::Internal);
        }
    }
}
