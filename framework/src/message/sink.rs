//! Where encoded bytes go: written from the last to the first, so that a length is known when its turn comes.
//!
//! Encoding backwards makes nested messages linear at any depth: the content is written first, the length that
//! stands before it is what was just written. Content and length cannot disagree.

use bytes::Bytes;

/// Takes bytes back to front.
pub trait Sink {
    /// How many bytes have been taken so far.
    fn written(&self) -> usize;
    /// Puts `bytes` in front of what is there.
    fn put(&mut self, bytes: &[u8]);
    /// Puts a base-128 varint in front of what is there.
    fn put_varint(&mut self, value: u64);
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
#[derive(Debug)]
pub struct Writer {
    buf: Vec<u8>,
    /// The first byte in use; everything before it is room.
    head: usize,
}

impl Writer {
    /// A writer with room for `capacity` bytes; it grows when that is not enough.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            buf: vec![0; capacity],
            head: capacity,
        }
    }

    /// The bytes in the right order, without a copy.
    pub fn into_bytes(self) -> Bytes {
        let head = self.head;
        let mut bytes = Bytes::from(self.buf);
        bytes::Buf::advance(&mut bytes, head);
        bytes
    }

    /// The bytes in the right order.
    pub fn as_slice(&self) -> &[u8] {
        &self.buf[self.head..]
    }

    /// Makes room for `needed` more bytes in front.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, needed: usize) {
        let used = self.buf.len() - self.head;
        let capacity = (self.buf.len() * 2).max(used + needed).max(64);
        let mut buf = vec![0; capacity];
        buf[capacity - used..].copy_from_slice(&self.buf[self.head..]);
        self.buf = buf;
        self.head = capacity - used;
    }

    #[inline]
    fn room(&mut self, n: usize) -> &mut [u8] {
        if self.head < n {
            self.grow(n);
        }
        let end = self.head;
        self.head -= n;
        &mut self.buf[self.head..end]
    }
}

impl Sink for Writer {
    #[inline]
    fn written(&self) -> usize {
        self.buf.len() - self.head
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
    }

    #[inline]
    fn put_varint(&mut self, mut value: u64) {
        if value < 0x80 {
            self.room(1)[0] = value as u8;
            return;
        }
        let room = self.room(varint_len(value));
        let last = room.len() - 1;
        for byte in &mut room[..last] {
            *byte = value as u8 | 0x80;
            value >>= 7;
        }
        room[last] = value as u8;
    }
}

/// How many bytes the varint of `value` takes: 1 to 10.
#[inline]
pub const fn varint_len(value: u64) -> usize {
    // 9 bits of product per 7 of value: exact for every input, and no division by 7.
    ((63 - (value | 1).leading_zeros() as usize) * 9 + 73) / 64
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
