//! What bytes are read from: one contiguous slice, a depth, and a budget of memory.

use bytes::Bytes;

use super::error::{DecodeError, Fault};
use super::varint::{self, varint_len};

/// How deep messages and groups may nest, as in every official implementation.
pub const DEPTH_LIMIT: u32 = 100;

/// What any message may use before its own size counts: enough for a list of some thousand wide messages that say little.
const BUDGET_BASE: usize = 16 << 20;

/// What each byte received may make us use. The longest request that a server takes unless told otherwise, 4 MiB, may take 112
/// MiB, and a quarter of a megabyte 22. What is charged is what is asked for; a list that grows has room for four times that at
/// worst.
const BUDGET_PER_BYTE: usize = 24;

/// The memory that a message of `len` bytes may make us use.
pub(super) fn budget(len: usize) -> usize {
    BUDGET_BASE.saturating_add(len.saturating_mul(BUDGET_PER_BYTE))
}

/// The last three bits of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum WireType {
    /// A varint.
    Varint = 0,
    /// Eight bytes, little endian.
    Fixed64 = 1,
    /// A varint length and as many bytes.
    Len = 2,
    /// The start of a group.
    StartGroup = 3,
    /// The end of a group.
    EndGroup = 4,
    /// Four bytes, little endian.
    Fixed32 = 5,
}

impl WireType {
    /// The wire type of the number, if there is one.
    pub const fn new(bits: u8) -> Option<Self> {
        Some(match bits {
            0 => Self::Varint,
            1 => Self::Fixed64,
            2 => Self::Len,
            3 => Self::StartGroup,
            4 => Self::EndGroup,
            5 => Self::Fixed32,
            _ => return None,
        })
    }
}

/// A tag as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag(u32);

/// Reads wire format from a slice.
///
/// Nothing here allocates on the word of a length: what is not there cannot be asked for, and elements are
/// charged to a budget, so that two bytes on the wire that stand for a large empty element cost their sender.
#[derive(Debug)]
pub struct Reader<'a> {
    buf: &'a [u8],
    depth: u32,
    /// The tag that was read last, 0 before the first.
    tag: u32,
    budget: usize,
    /// Where `buf` points into, so that `bytes` fields can share it.
    source: Option<&'a Bytes>,
}

impl<'a> Reader<'a> {
    /// A reader of a whole message.
    pub fn new(buf: &'a [u8]) -> Self {
        Self {
            buf,
            depth: DEPTH_LIMIT,
            tag: 0,
            budget: budget(buf.len()),
            source: None,
        }
    }

    /// A reader of a whole message; `bytes::Bytes` fields will share its memory.
    pub fn of(source: &'a Bytes) -> Self {
        Self {
            source: Some(source),
            ..Self::new(source)
        }
    }

    /// The same, within what has been read of other messages: `depth` more levels may be entered.
    #[must_use]
    pub(super) fn at_depth(self, depth: u32) -> Self {
        Self { depth, ..self }
    }

    /// The same, with what is left of another one's memory.
    #[must_use]
    pub(super) fn with_budget(self, budget: usize) -> Self {
        Self { budget, ..self }
    }

    /// Sets how much memory may still be used.
    pub(super) fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
    }

    /// How much memory may still be used.
    pub(super) fn budget(&self) -> usize {
        self.budget
    }

    /// How many more levels may be entered.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Whether everything has been read.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.buf.is_empty()
    }

    /// How many bytes are left.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.buf.len()
    }

    /// All that is left, and nothing is left then.
    #[inline]
    pub(super) fn take_rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.buf)
    }

    /// All that is left.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.buf
    }

    /// Reads a field's number and wire type.
    ///
    /// # Errors
    /// On number 0, an unknown wire type and a tag of more than five bytes.
    #[inline]
    pub fn tag(&mut self) -> Result<(u32, WireType), DecodeError> {
        let tag = match self.buf {
            [byte @ ..=0x7f, rest @ ..] => {
                self.buf = rest;
                u32::from(*byte)
            }
            _ => self.long_tag()?,
        };
        self.tag = tag;
        let wire = WireType::new((tag & 7) as u8).ok_or(Fault::WireType)?;
        match tag >> 3 {
            0 => Err(Fault::FieldNumber.into()),
            number => Ok((number, wire)),
        }
    }

    /// What stands behind `bytes` once more: the tag that was read last, in as few bytes as it takes.
    #[inline]
    fn behind_same_tag(tag: u32, bytes: &'a [u8]) -> Option<&'a [u8]> {
        match tag {
            0 => None,
            1..=0x7f => match bytes {
                [byte, rest @ ..] if u32::from(*byte) == tag => Some(rest),
                _ => None,
            },
            _ => match varint::read(bytes) {
                Ok((value, len)) if value == u64::from(tag) && len == varint_len(value) => {
                    Some(&bytes[len..])
                }
                _ => None,
            },
        }
    }

    /// Passes over the tag of a field that occurs once more, if `tag` is what comes next.
    #[inline]
    pub(super) fn again(&mut self, tag: Tag) -> bool {
        match Self::behind_same_tag(tag.0, self.buf) {
            Some(rest) => {
                self.buf = rest;
                true
            }
            None => false,
        }
    }

    /// The tag that was read last.
    #[inline]
    pub(super) fn last_tag(&self) -> Tag {
        Tag(self.tag)
    }

    /// How many times a field of [`WireType::Len`] occurs in a row, the one whose tag has been read included. Nothing is
    /// read; what is truncated does not count.
    pub(super) fn run(&self) -> usize {
        let mut bytes = self.buf;
        let mut count = 0;
        while let Ok((len, taken)) = varint::read(bytes) {
            let end = usize::try_from(len).ok().and_then(|len| len.checked_add(taken));
            let Some(rest) = end.and_then(|end| bytes.get(end..)) else {
                break;
            };
            count += 1;
            match Self::behind_same_tag(self.tag, rest) {
                Some(rest) => bytes = rest,
                None => break,
            }
        }
        count
    }

    #[inline(never)]
    fn long_tag(&mut self) -> Result<u32, DecodeError> {
        let before = self.buf.len();
        let tag = self.varint()?;
        if before - self.buf.len() > 5 {
            return Err(Fault::Varint.into());
        }
        u32::try_from(tag).map_err(|_| Fault::FieldNumber.into())
    }

    /// Reads a varint of at most ten bytes; bits beyond 64 are an error.
    ///
    /// # Errors
    /// When it is truncated or too long.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, DecodeError> {
        let (value, len) = varint::read(self.buf)?;
        self.buf = &self.buf[len..];
        Ok(value)
    }

    /// Reads four bytes.
    #[inline]
    pub fn fixed32(&mut self) -> Result<[u8; 4], DecodeError> {
        let (head, rest) = self.buf.split_first_chunk().ok_or(Fault::Truncated)?;
        self.buf = rest;
        Ok(*head)
    }

    /// Reads eight bytes.
    #[inline]
    pub fn fixed64(&mut self) -> Result<[u8; 8], DecodeError> {
        let (head, rest) = self.buf.split_first_chunk().ok_or(Fault::Truncated)?;
        self.buf = rest;
        Ok(*head)
    }

    /// Reads a length and as many bytes.
    #[inline]
    pub fn len_prefixed(&mut self) -> Result<&'a [u8], DecodeError> {
        let len = self.varint()?;
        let len = usize::try_from(len).map_err(|_| Fault::Truncated)?;
        let (head, rest) = self.buf.split_at_checked(len).ok_or(Fault::Truncated)?;
        self.buf = rest;
        Ok(head)
    }

    /// Reads a length and as many bytes, sharing the source's memory where there is one.
    pub fn bytes(&mut self) -> Result<Bytes, DecodeError> {
        let slice = self.len_prefixed()?;
        match self.source {
            Some(source) => Ok(source.slice_ref(slice)),
            None => {
                self.charge(slice.len())?;
                Ok(Bytes::copy_from_slice(slice))
            }
        }
    }

    /// Reads a length and lets `read` read as many bytes, all of them, as one more level of nesting.
    ///
    /// # Errors
    /// Beyond [`DEPTH_LIMIT`], and what `read` returns.
    #[inline]
    pub fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if self.depth == 0 {
            return Err(Fault::Depth.into());
        }
        self.depth -= 1;
        let result = self.within(read);
        self.depth += 1;
        result
    }

    /// Reads a length and lets `read` read as many bytes, all of them, which are no message: a packed list.
    ///
    /// # Errors
    /// What `read` returns.
    #[inline]
    pub(super) fn within<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let inner = self.len_prefixed()?;
        let outer = std::mem::replace(&mut self.buf, inner);
        let result = read(self);
        self.buf = outer;
        result
    }

    /// Takes `size` bytes of memory from the budget.
    ///
    /// # Errors
    /// When the budget is used up.
    #[inline]
    pub fn charge(&mut self, size: usize) -> Result<(), DecodeError> {
        match self.budget.checked_sub(size) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(Fault::Memory.into()),
        }
    }

    /// Passes over the value of an unknown field.
    ///
    /// # Errors
    /// When it is truncated, or a group is not closed by its own number.
    pub fn skip(&mut self, number: u32, wire: WireType) -> Result<(), DecodeError> {
        match wire {
            WireType::Varint => self.varint().map(drop),
            WireType::Fixed64 => self.fixed64().map(drop),
            WireType::Fixed32 => self.fixed32().map(drop),
            WireType::Len => self.len_prefixed().map(drop),
            WireType::EndGroup => Err(Fault::Group.into()),
            WireType::StartGroup => self.skip_group(number),
        }
    }

    /// Passes over the value of a field, and gives it as it stands: of a group with the tag that ends it.
    ///
    /// # Errors
    /// Those of [`Reader::skip`].
    pub fn raw(&mut self, number: u32, wire: WireType) -> Result<&'a [u8], DecodeError> {
        let before = self.buf;
        self.skip(number, wire)?;
        Ok(&before[..before.len() - self.buf.len()])
    }

    fn skip_group(&mut self, number: u32) -> Result<(), DecodeError> {
        // A stack of our own: the depth of groups is the peer's choice, ours is not.
        let mut open = vec![number];
        while let Some(&innermost) = open.last() {
            if self.buf.is_empty() {
                return Err(Fault::Group.into());
            }
            match self.tag()? {
                (number, WireType::StartGroup) => {
                    if open.len() as u32 >= self.depth {
                        return Err(Fault::Depth.into());
                    }
                    open.push(number);
                }
                (number, WireType::EndGroup) if number == innermost => {
                    open.pop();
                }
                (_, WireType::EndGroup) => return Err(Fault::Group.into()),
                (number, wire) => self.skip(number, wire)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault<T: std::fmt::Debug>(result: Result<T, DecodeError>) -> Fault {
        result.expect_err("must fail").fault()
    }

    #[test]
    fn tags() {
        assert_eq!(Reader::new(&[0x0a]).tag(), Ok((1, WireType::Len)));
        assert_eq!(
            Reader::new(&[0xfa, 0xff, 0xff, 0xff, 0x0f]).tag(),
            Ok((536_870_911, WireType::Len))
        );
        assert_eq!(fault(Reader::new(&[0x02]).tag()), Fault::FieldNumber);
        assert_eq!(fault(Reader::new(&[0x0f]).tag()), Fault::WireType);
        assert_eq!(
            fault(Reader::new(&[0x8a, 0x80, 0x80, 0x80, 0x80, 0x00]).tag()),
            Fault::Varint
        );
        assert_eq!(
            fault(Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x7f]).tag()),
            Fault::FieldNumber
        );
    }

    #[test]
    fn varints() {
        assert_eq!(
            Reader::new(&[0xff; 9]).varint().map_err(|e| e.fault()),
            Err(Fault::Truncated)
        );
        assert_eq!(
            Reader::new(&[0xff; 11]).varint().map_err(|e| e.fault()),
            Err(Fault::Varint)
        );
        let max = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(Reader::new(&max).varint(), Ok(u64::MAX));
    }

    #[test]
    fn lengths_are_not_believed() {
        let claims_a_gigabyte = [0xff, 0xff, 0xff, 0xff, 0x03, 1, 2, 3];
        assert_eq!(
            fault(Reader::new(&claims_a_gigabyte).len_prefixed()),
            Fault::Truncated
        );
    }

    #[test]
    fn groups_are_skipped_to_their_own_end() {
        let mut reader = Reader::new(&[0x10, 0x01, 0x1b, 0x1c, 0x0c, 0x7f]);
        assert_eq!(reader.skip(1, WireType::StartGroup), Ok(()));
        assert_eq!(reader.remaining(), 1);
        assert_eq!(
            fault(Reader::new(&[0x14]).skip(1, WireType::StartGroup)),
            Fault::Group
        );
        assert_eq!(
            fault(Reader::new(&[]).skip(1, WireType::StartGroup)),
            Fault::Group
        );
        assert_eq!(
            fault(Reader::new(&[0x0b; 200]).skip(1, WireType::StartGroup)),
            Fault::Depth
        );
    }
}
