//! A buffer that is filled from its end.

use std::mem::{self, MaybeUninit};
use std::ptr;

use bytes::{Buf, Bytes};

/// Room that growing leaves beyond what was asked for: the tags and lengths that follow a large value.
const SPARE: usize = 64;

const WORD: usize = size_of::<u64>();

/// Room that a well-guessed size leaves, at most; it lets the first bytes be stored as words too.
pub(crate) const GUESSED: usize = 2 * WORD;

/// Bytes, written from the last to the first.
///
/// Invariant: `head <= buf.len()`, and everything from `head` on is initialised.
pub(crate) struct Backwards {
    buf: Box<[MaybeUninit<u8>]>,
    /// The first byte in use; everything before it is room.
    head: usize,
}

impl Backwards {
    #[inline]
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            buf: Box::new_uninit_slice(capacity),
            head: capacity,
        }
    }

    /// How many bytes have been written.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.buf.len() - self.head
    }

    /// What has been written.
    #[inline]
    pub(crate) fn as_slice(&self) -> &[u8] {
        let written = &self.buf[self.head..];
        // SAFETY: everything from `head` on is initialised, and `MaybeUninit<u8>` is laid out as `u8`.
        unsafe { &*(ptr::from_ref(written) as *const [u8]) }
    }

    /// Puts `bytes` in front of what is there.
    #[inline]
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        let head = self.head - bytes.len();
        // SAFETY: there is room, so `head` and `bytes.len()` bytes from there are within `buf`; `buf` is ours alone, so that
        // `bytes` is elsewhere. What is between the new `head` and the old one is what is copied.
        unsafe {
            let room = self.buf.as_mut_ptr().add(head).cast::<u8>();
            ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len());
        }
        self.head = head;
    }

    /// Puts a byte in front of what is there.
    #[inline]
    pub(crate) fn put_byte(&mut self, byte: u8) {
        self.make_room(1);
        let head = self.head - 1;
        // SAFETY: there is room, so `head` is within `buf`.
        unsafe { self.buf.as_mut_ptr().add(head).cast::<u8>().write(byte) };
        self.head = head;
    }

    /// Puts the first `len` bytes of `word`, as a little-endian machine has them, in front of what is there.
    ///
    /// # Panics
    /// When `len` is not 1 to 8.
    #[inline]
    pub(crate) fn put_word(&mut self, word: u64, len: usize) {
        self.make_room(WORD);
        // SAFETY: there is room for a word.
        unsafe { self.store(word, len) };
    }

    /// Puts `bytes`, and in front of them the first `len` bytes of `word`.
    ///
    /// # Panics
    /// When `len` is not 1 to 8.
    #[inline]
    pub(crate) fn put_behind_word(&mut self, word: u64, len: usize, bytes: &[u8]) {
        self.make_room(WORD + bytes.len());
        self.put(bytes);
        // SAFETY: there was room for both.
        unsafe { self.store(word, len) };
    }

    /// [`Backwards::put_word`].
    ///
    /// # Safety
    /// `head` is at least the size of a word.
    #[inline]
    unsafe fn store(&mut self, word: u64, len: usize) {
        assert!(matches!(len, 1..=WORD), "a word has eight bytes");
        // All of it is stored, and the bytes that count come last; what is before them is room still.
        let word = word << (8 * (WORD - len));
        // SAFETY: a word before `head` is within `buf`. All of it is written, so that the last `len` bytes, with which
        // `head` goes on, are initialised.
        unsafe {
            let room = self.buf.as_mut_ptr().add(self.head - WORD);
            room.cast::<[u8; WORD]>().write(word.to_le_bytes());
        }
        self.head -= len;
    }

    #[inline]
    fn make_room(&mut self, needed: usize) {
        if self.head < needed {
            // By value, so that the compiler may keep us in registers.
            *self = mem::replace(self, Self::with_capacity(0)).grown(needed);
        }
    }

    /// The same with room for `needed` more bytes in front, and some more.
    #[cold]
    #[inline(never)]
    fn grown(self, needed: usize) -> Self {
        let used = self.len();
        let capacity = (self.buf.len() * 2).max(used + needed + SPARE);
        let mut larger = Self::with_capacity(capacity);
        larger.put(self.as_slice());
        larger
    }

    /// The bytes, in the buffer they were written to, unless what is left of it is larger than they are.
    #[inline]
    pub(crate) fn into_bytes(mut self) -> Bytes {
        let gap = self.head;
        if !matches!(gap, WORD..=GUESSED) {
            return self.into_bytes_behind(gap);
        }
        // The size was guessed well: what is left is zeroed by two stores.
        let room = self.buf.as_mut_ptr();
        // SAFETY: `gap` is at most the length of `buf`, and at least a word.
        unsafe {
            room.cast::<[u8; WORD]>().write([0; WORD]);
            room.add(gap - WORD).cast::<[u8; WORD]>().write([0; WORD]);
        }
        // SAFETY: what is before `head` has just been written, at most two words of it.
        unsafe { self.into_bytes_unchecked() }
    }

    /// [`Backwards::into_bytes`] behind a gap of any size.
    #[inline(never)]
    fn into_bytes_behind(mut self, gap: usize) -> Bytes {
        if gap > self.len() + SPARE {
            return Bytes::copy_from_slice(self.as_slice());
        }
        self.buf[..gap].fill(MaybeUninit::new(0));
        // SAFETY: what is before `head` has just been written.
        unsafe { self.into_bytes_unchecked() }
    }

    /// [`Backwards::into_bytes`].
    ///
    /// # Safety
    /// What is before `head` is initialised.
    #[inline]
    unsafe fn into_bytes_unchecked(self) -> Bytes {
        // SAFETY: everything from `head` on is initialised, and the caller says so of what is before it.
        let mut bytes = Bytes::from(unsafe { self.buf.assume_init() });
        bytes.advance(self.head);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_from_the_end_and_grows() {
        for capacity in 0..40 {
            let mut buf = Backwards::with_capacity(capacity);
            buf.put(b"world");
            buf.put(&[]);
            buf.put_word(u64::from_le_bytes(*b"hello, !"), 6);
            buf.put_behind_word(u64::from_le_bytes(*b"ohno    "), 2, b"! ");
            buf.put_byte(b'*');
            buf.put(b"> ");
            assert_eq!(buf.len(), 18);
            assert_eq!(buf.as_slice(), b"> *oh! hello,world");
            assert_eq!(&buf.into_bytes()[..], b"> *oh! hello,world");
        }
    }

    #[test]
    fn words_of_every_length() {
        let mut buf = Backwards::with_capacity(0);
        let mut expected = Vec::new();
        for len in (1..=8).cycle().take(100) {
            buf.put_word(0x0807_0605_0403_0201, len);
            let word: Vec<u8> = (1..=len as u8).collect();
            expected.splice(0..0, word);
        }
        assert_eq!(buf.as_slice(), expected);
    }

    #[test]
    fn much_more_room_than_bytes_is_given_back() {
        let mut buf = Backwards::with_capacity(1 << 16);
        buf.put(b"a few");
        let mut small = buf.into_bytes().try_into_mut().expect("nobody else has it");
        assert!(!small.try_reclaim(100), "the room in front has been given back");
        let mut buf = Backwards::with_capacity(100);
        buf.put(&[7; 60]);
        assert_eq!(&buf.into_bytes()[..], [7; 60]);
    }
}
