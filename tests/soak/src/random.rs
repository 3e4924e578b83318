//! Numbers and contents that follow from a seed.

use bytes::{Bytes, BytesMut};

/// SplitMix64: every seed gives a sequence of its own.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end)) as u32
    }

    /// A number from `least` to `most`.
    pub(crate) fn within(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// Whether one of so many times out of a hundred.
    pub(crate) fn percent(&mut self, times: u32) -> bool {
        self.below(100) < times
    }
}

/// What the message `index` of a call holds: `size` bytes that no other message has. Those of every other seed can be
/// compressed to about half.
pub(crate) fn content(seed: u64, index: u32, size: u32) -> Bytes {
    let mut random = Random::new(seed ^ (u64::from(index) << 40));
    let (mask, or) = match seed % 2 {
        0 => (u64::MAX, 0),
        _ => (0x0f0f_0f0f_0f0f_0f0f, 0x6060_6060_6060_6060),
    };
    let size = size as usize;
    let mut content = BytesMut::with_capacity(size + 8);
    while content.len() < size {
        content.extend_from_slice(&(random.next() & mask | or).to_le_bytes());
    }
    content.truncate(size);
    content.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_follow_from_the_seed_and_are_all_different() {
        assert_eq!(content(7, 1, 100), content(7, 1, 100));
        assert_eq!(content(7, 1, 100).len(), 100);
        assert_ne!(content(7, 1, 100), content(7, 2, 100));
        assert_ne!(content(7, 1, 100), content(9, 1, 100));
        assert!(content(7, 1, 0).is_empty());
    }
}
