//! Where encoded bytes go: written from the last to the first, so that a length is known when its turn comes.
//!
//! Encoding backwards makes nested messages linear at any depth: the content is written first, the length that
//! stands before it is what was just written. Content and length cannot disagree.

use std::fmt;

use bytes::Bytes;

use super::raw::Backwards;
use super::reader::WireType;
use super::value::tag;
use super::varint::{self, varint_len};

/// Takes bytes back to front.
pub trait Sink {
    /// How many bytes have been taken so far.
    fn written(&self) -> usize;
    /// Puts `bytes` in front of what is there.
    fn put(&mut self, bytes: &[u8]);
    /// Puts a base-128 varint in front of what is there.
    fn put_varint(&mut self, value: u64);
    /// The same, where nothing is known of the value's size.
    #[inline]
    fn put_varint_of_any_length(&mut self, value: u64) {
        self.put_varint(value);
    }
    /// Puts a tag and a varint in front of what is there.
    #[inline]
    fn put_tagged_varint(&mut self, tag: u32, value: u64) {
        self.put_varint(value);
        self.put_varint(tag.into());
    }
    /// Puts a tag, the length of `bytes` and these in front of what is there.
    #[inline]
    fn put_tagged_bytes(&mut self, tag: u32, bytes: &[u8]) {
        self.put(bytes);
        self.put_tagged_varint(tag, bytes.len() as u64);
    }
    /// Puts the fields of a message that prost writes in front of what is there.
    fn put_prost<M: prost::Message>(&mut self, message: &M) {
        self.put(&message.encode_to_vec());
    }
}

/// A [`Sink`] that only counts.
#[derive(Debug, Default)]
pub struct Counter(usize);

impl Sink for Counter {
    #[inline]
    fn written(&self) -> usize {
        self.0
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    #[inline]
    fn put_varint(&mut self, value: u64) {
        self.0 += varint_len(value);
    }

    fn put_prost<M: prost::Message>(&mut self, message: &M) {
        self.0 += message.encoded_len();
    }
}

/// A [`Sink`] that keeps the bytes, in one buffer that is filled from its end.
pub struct Writer(Backwards);

impl Writer {
    /// A writer with room for `capacity` bytes; it grows when that is not enough.
    #[inline]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Backwards::with_capacity(capacity))
    }

    /// The bytes in the right order, without a copy unless most of the buffer is empty.
    #[inline]
    pub fn into_bytes(self) -> Bytes {
        self.0.into_bytes()
    }

    /// The bytes in the right order.
    pub fn as_slice(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Writer").field(&self.as_slice()).finish()
    }
}

impl Sink for Writer {
    #[inline]
    fn written(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.0.put(bytes);
    }

    #[inline]
    fn put_varint(&mut self, value: u64) {
        if value < 0x80 {
            self.0.put_byte(value as u8);
        } else {
            self.put_varint_of_any_length(value);
        }
    }

    #[inline]
    fn put_tagged_varint(&mut self, tag: u32, value: u64) {
        // Together in a word, where they fit one.
        if tag < 0x80 && value < 0x80 {
            self.0.put_word(u64::from(tag) | value << 8, 2);
        } else if tag < 0x80 && value < 0x4000 {
            self.0.put_word(u64::from(tag) | varint::two_bytes(value) << 8, 3);
        } else if tag < 0x80 && value >> 49 == 0 {
            let (word, len) = varint::word(value);
            self.0.put_word(word << 8 | u64::from(tag), len + 1);
        } else {
            self.put_varint_of_any_length(value);
            self.put_varint(tag.into());
        }
    }

    // Inlined, the writer stays in registers; what is called instead finds it in memory, which a short message notices.
    #[inline(always)]
    fn put_tagged_bytes(&mut self, tag: u32, bytes: &[u8]) {
        let len = bytes.len() as u64;
        if tag < 0x80 && len < 0x80 {
            self.0.put_behind_word(u64::from(tag) | len << 8, 2, bytes);
        } else if tag < 0x80 && len < 0x4000 {
            let word = u64::from(tag) | varint::two_bytes(len) << 8;
            self.0.put_behind_word(word, 3, bytes);
        } else {
            self.0.put(bytes);
            self.put_tagged_varint(tag, len);
        }
    }

    #[inline]
    fn put_varint_of_any_length(&mut self, value: u64) {
        if value >> 56 == 0 {
            let (word, len) = varint::word(value);
            self.0.put_word(word, len);
        } else {
            let (first, rest, len) = varint::long_word(value);
            self.0.put_word(rest, len);
            self.0.put_word(first, 8);
        }
    }
}

/// A [`Sink`] for one number, whose tag it puts in front of it.
#[derive(Debug)]
pub struct Tagged<'a, S> {
    tag: u32,
    sink: &'a mut S,
}

impl<'a, S> Tagged<'a, S> {
    /// For a number of this field.
    #[inline]
    pub fn new(number: u32, wire: WireType, sink: &'a mut S) -> Self {
        Self {
            tag: tag(number, wire),
            sink,
        }
    }
}

impl<S: Sink> Sink for Tagged<'_, S> {
    #[inline]
    fn written(&self) -> usize {
        self.sink.written()
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.sink.put(bytes);
        self.sink.put_varint(self.tag.into());
    }

    #[inline]
    fn put_varint(&mut self, value: u64) {
        self.sink.put_tagged_varint(self.tag, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_back_to_front_and_grows() {
        let mut writer = Writer::with_capacity(2);
        writer.put(b"world");
        writer.put(b"hello ");
        writer.put_varint(300);
        assert_eq!(writer.written(), 13);
        assert_eq!(&writer.into_bytes()[..], b"\xac\x02hello world");
    }

    #[test]
    fn varint_lengths_at_every_border() {
        for bits in 0..64 {
            for value in [1u64 << bits, (1u64 << bits) - 1, (1u64 << bits) + 1, u64::MAX] {
                let mut writer = Writer::with_capacity(0);
                writer.put_varint(value);
                let mut expected = Vec::new();
                prost::encoding::encode_varint(value, &mut expected);
                assert_eq!(writer.as_slice(), expected, "{value}");
                assert_eq!(varint_len(value), expected.len(), "{value}");
            }
        }
    }
}
