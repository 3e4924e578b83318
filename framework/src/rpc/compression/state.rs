//! What one call says of compression while it runs.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use super::Encoding;

/// Three bytes of a call: nobody waits for them, and a call without compression reads one.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// What was said last: 0 nothing, 1 to compress, 2 not to.
    said: AtomicU8,
    /// The encoding that the messages to send are declared with: its place among all, counted from 1.
    declared: AtomicU8,
    /// Whether the message that was received last was compressed.
    received: AtomicBool,
}

impl State {
    /// Compresses what is sent from now on, or does not.
    pub(crate) fn say(&self, compress: bool) {
        self.said.store(if compress { 1 } else { 2 }, Ordering::Relaxed);
    }

    /// What was said, if anything.
    #[inline]
    pub(crate) fn said(&self) -> Option<bool> {
        match self.said.load(Ordering::Relaxed) {
            0 => None,
            said => Some(said == 1),
        }
    }

    /// The headers name this encoding.
    pub(crate) fn declare(&self, encoding: Encoding) {
        let position = Encoding::ALL.iter().position(|known| *known == encoding);
        let declared = position.map_or(0, |position| position as u8 + 1);
        self.declared.store(declared, Ordering::Relaxed);
    }

    /// The encoding that the headers are to name.
    #[inline]
    pub(crate) fn declared(&self) -> Option<Encoding> {
        let declared = self.declared.load(Ordering::Relaxed);
        Encoding::ALL.get(usize::from(declared).checked_sub(1)?).copied()
    }

    /// A message came, compressed or not.
    #[inline]
    pub(crate) fn receive(&self, is_compressed: bool) {
        self.received.store(is_compressed, Ordering::Relaxed);
    }

    pub(crate) fn received(&self) -> bool {
        self.received.load(Ordering::Relaxed)
    }

    /// Forgets a call before: what was said is for the next one too.
    pub(crate) fn reset(&self) {
        self.declared.store(0, Ordering::Relaxed);
        self.receive(false);
    }
}
