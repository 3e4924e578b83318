//! Counts what each thread allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

#[global_allocator]
static COUNTING: Counting = Counting;

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// How many bytes more than before were in use at once on this thread while `act` ran.
pub(crate) fn peak<T>(act: impl FnOnce() -> T) -> (usize, T) {
    let before = LIVE.get();
    PEAK.set(before);
    let result = act();
    ((PEAK.get() - before).unsigned_abs(), result)
}

struct Counting;

impl Counting {
    fn count(change: isize) {
        // Beyond the end of a thread there is nobody to count for.
        let _ = LIVE.try_with(|live| {
            live.set(live.get() + change);
            let _ = PEAK.try_with(|peak| peak.set(peak.get().max(live.get())));
        });
    }
}

#[allow(
    unsafe_code,
    reason = "an allocator cannot be without; it hands everything on"
)]
// SAFETY: every call is the system's own, with the same arguments; the counters allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size() as isize);
        // SAFETY: the caller's promise is that of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        Self::count(-(layout.size() as isize));
        // SAFETY: `pointer` came from `System` with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[test]
fn it_counts() {
    let (used, list) = peak(|| black_box(vec![0u8; 1 << 20]));
    assert!((1 << 20..1 << 21).contains(&used), "{used}");
    drop(list);
    let (used, ()) = peak(|| drop(black_box((vec![0u8; 1000], vec![0u8; 1000]))));
    assert!((2000..10_000).contains(&used), "{used}");
}
