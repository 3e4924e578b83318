//! How often a peer may do what costs it nothing.

use std::time::Instant;

/// For how many seconds' worth a peer may come at once.
const BURST: i64 = 10;

/// An allowance that time and answers refill.
#[derive(Debug)]
pub(super) struct Budget {
    per_second: u32,
    /// For how many bytes that were written to the peer one is free.
    per_bytes: u64,
    /// What is left; below zero, what was taken beyond it.
    left: i64,
    /// When it was last refilled, and how much had been written then.
    refilled: (Instant, u64),
}

impl Budget {
    pub(super) fn new(per_second: u32, per_bytes: u64, now: Instant) -> Self {
        Self {
            per_second,
            per_bytes,
            left: full(per_second),
            refilled: (now, 0),
        }
    }

    #[inline]
    pub(super) fn spend(&mut self) {
        self.left = self.left.saturating_sub(1);
    }

    #[inline]
    pub(super) fn is_used_up(&self) -> bool {
        self.left <= 0
    }

    /// Adds what has come together since the last time. Whether there is any.
    pub(super) fn refill(&mut self, now: Instant, written: u64) -> bool {
        let (since, before) = std::mem::replace(&mut self.refilled, (now, written));
        let by_time = now.saturating_duration_since(since).as_secs_f64() * f64::from(self.per_second);
        let by_answers = written.saturating_sub(before) / self.per_bytes.max(1);
        let more = i64::try_from(by_answers)
            .unwrap_or(i64::MAX)
            .saturating_add(by_time as i64);
        self.left = self.left.saturating_add(more).min(full(self.per_second));
        self.left > 0
    }
}

fn full(per_second: u32) -> i64 {
    i64::from(per_second) * BURST
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn use_up(budget: &mut Budget) -> u32 {
        let mut count = 0;
        while !budget.is_used_up() {
            budget.spend();
            count += 1;
        }
        count
    }

    #[test]
    fn ten_seconds_at_once_and_then_as_time_goes() {
        let begun = Instant::now();
        let mut budget = Budget::new(100, 64, begun);
        assert_eq!(use_up(&mut budget), 1000);
        assert!(!budget.refill(begun, 0));
        assert!(budget.refill(begun + Duration::from_millis(500), 0));
        assert_eq!(use_up(&mut budget), 50);
        assert!(budget.refill(begun + Duration::from_secs(3600), 0));
        assert_eq!(use_up(&mut budget), 1000);
    }

    #[test]
    fn answers_refill_it() {
        let now = Instant::now();
        let mut budget = Budget::new(100, 64, now);
        use_up(&mut budget);
        assert!(budget.refill(now, 6400));
        assert_eq!(use_up(&mut budget), 100);
        assert!(!budget.refill(now, 6400 + 63), "not one more");
        assert!(budget.refill(now, 6400 + 63 + 64));
    }

    #[test]
    fn nothing_allowed_is_nothing() {
        let now = Instant::now();
        let mut budget = Budget::new(0, 64, now);
        assert!(budget.is_used_up());
        assert!(!budget.refill(now, 1 << 20));
    }
}
