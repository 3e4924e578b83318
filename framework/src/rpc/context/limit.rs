//! When a call has to be over, as all its handles see it.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What moments are counted from.
static EPOCH: LazyLock<Instant> = LazyLock::new(Instant::now);

const NEVER: u64 = u64::MAX;

/// A moment that only ever comes closer; none at first. Read without a lock, since every poll of a call does.
#[derive(Debug)]
pub(super) struct Limit(AtomicU64);

impl Limit {
    /// No limit.
    pub(super) const fn none() -> Self {
        Self(AtomicU64::new(NEVER))
    }

    /// The moment, if there is one.
    pub(super) fn get(&self) -> Option<Instant> {
        match self.0.load(Ordering::Relaxed) {
            NEVER => None,
            nanos => Some(*EPOCH + Duration::from_nanos(nanos)),
        }
    }

    /// Moves it to `deadline`, unless it is there or earlier.
    pub(super) fn lower(&self, deadline: Instant) {
        let nanos = deadline.saturating_duration_since(*EPOCH).as_nanos();
        // 584 years from now is never.
        if let Ok(nanos) = u64::try_from(nanos)
            && nanos < self.0.load(Ordering::Relaxed)
        {
            self.0.fetch_min(nanos, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_moment_stands_and_is_exact() {
        let limit = Limit::none();
        assert_eq!(limit.get(), None);
        let late = Instant::now() + Duration::from_secs(60);
        let soon = late - Duration::from_nanos(1);
        limit.lower(late);
        assert_eq!(limit.get(), Some(late));
        limit.lower(soon);
        limit.lower(late);
        assert_eq!(limit.get(), Some(soon));
    }
}
