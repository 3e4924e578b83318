//! The system's allocator, with a count of what is live.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// Bytes that are allocated now.
pub(crate) fn live() -> usize {
    LIVE.load(Relaxed)
}

/// The most that were since the last time this was asked.
pub(crate) fn take_peak() -> usize {
    PEAK.swap(live(), Relaxed)
}

pub(crate) struct Counting;

fn add(bytes: usize) {
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    if live > PEAK.load(Relaxed) {
        PEAK.fetch_max(live, Relaxed);
    }
}

#[allow(
    unsafe_code,
    reason = "an allocator cannot be without; it hands everything on"
)]
// SAFETY: every call is the system's own, with the same arguments; the counters allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        // SAFETY: the caller's promise is that of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: `pointer` came from `System` with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        add(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: `pointer` came from `System` with this layout, and the caller's promise is that of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Other tests allocate meanwhile, but not as much.
    #[test]
    fn it_counts() {
        const MUCH: usize = 1 << 30;
        take_peak();
        let before = live();
        let much = std::hint::black_box(Vec::<u8>::with_capacity(MUCH));
        assert!(live() > before + MUCH / 2);
        drop(much);
        assert!(live() < before + MUCH / 2);
        assert!(take_peak() > before + MUCH / 2);
        assert!(take_peak() < before + MUCH / 2);
    }
}
