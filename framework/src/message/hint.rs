//! How large a buffer to begin with.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::raw::GUESSED;

/// The largest buffer that a hint alone makes us allocate; to count is worth its time for what is larger.
const MAX: usize = 256 << 10;

/// Room beyond what was written.
const SPARE: usize = GUESSED;

/// How large a buffer the messages of one type or method want, learned from the last ones.
///
/// One pass that writes back to front needs to know where to begin; a wrong guess costs a copy, not a byte.
#[derive(Debug)]
pub struct SizeHint(AtomicUsize);

impl SizeHint {
    /// A hint that has seen nothing.
    pub const fn new() -> Self {
        Self(AtomicUsize::new(SPARE))
    }

    /// How large a buffer to take. Large messages are counted, if that is what was seen.
    #[inline]
    pub fn capacity(&self, count: impl FnOnce() -> usize) -> usize {
        match self.0.load(Ordering::Relaxed) {
            hint @ ..=MAX => hint,
            _ => count() + SPARE,
        }
    }

    /// Learns from what was written. Seldom stores, so that cores do not fight for it.
    #[inline]
    pub fn learn(&self, used: usize) {
        let hint = self.0.load(Ordering::Relaxed);
        let wanted = used + SPARE;
        if hint < wanted {
            self.0.store(wanted, Ordering::Relaxed);
        } else if hint > wanted + wanted / 2 {
            // Little by little: one small message among large ones says nothing of the next.
            self.0.store(hint - (hint - wanted) / 8, Ordering::Relaxed);
        }
    }
}

impl Default for SizeHint {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(hint: &SizeHint) -> usize {
        hint.capacity(|| unreachable!("small enough"))
    }

    #[test]
    fn what_was_seen_is_expected() {
        let hint = SizeHint::new();
        hint.learn(1000);
        let large = expected(&hint);
        assert!((1000..1100).contains(&large), "{large}");
        hint.learn(900);
        assert_eq!(expected(&hint), large, "near enough to leave it");
        hint.learn(10);
        assert!((800..large).contains(&expected(&hint)), "not at once");
        for _ in 0..100 {
            hint.learn(10);
        }
        assert!((10..60).contains(&expected(&hint)));
    }

    #[test]
    fn large_messages_are_counted() {
        let hint = SizeHint::new();
        hint.learn(1 << 30);
        assert_eq!(hint.capacity(|| 7), 7 + SPARE);
    }
}
