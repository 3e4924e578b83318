//! The server's account of every call: whether it began, and how it ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use traitwire::{Code, Context, Interceptor, Next, Status};

/// The key of the metadata that holds a call's number.
pub(crate) const NUMBER: &str = "soak-number";

/// What became of a call at the server, as one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    NeverBegun,
    Running,
    Ended(Code),
    /// Begun or ended more than once.
    Twice,
}

impl Entry {
    pub(crate) fn read(byte: u8) -> Self {
        match byte {
            0 => Self::NeverBegun,
            1 => Self::Running,
            u8::MAX => Self::Twice,
            code => Self::Ended(Code::from(i32::from(code) - 2)),
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::NeverBegun => 0,
            Self::Running => 1,
            Self::Twice => u8::MAX,
            Self::Ended(code) => code as u8 + 2,
        }
    }
}

/// A byte for each call, all of them there from the beginning: the account itself does not grow.
#[derive(Clone)]
pub(crate) struct Ledger(Arc<Accounts>);

struct Accounts {
    entries: Box<[AtomicU8]>,
    begun: AtomicU64,
    ended: AtomicU64,
}

impl Ledger {
    pub(crate) fn new(calls: usize) -> Self {
        Self(Arc::new(Accounts {
            entries: (0..calls).map(|_| AtomicU8::new(0)).collect(),
            begun: AtomicU64::new(0),
            ended: AtomicU64::new(0),
        }))
    }

    /// How many calls have begun, and how many of them have ended.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let ended = self.0.ended.load(Ordering::Acquire);
        (self.0.begun.load(Ordering::Acquire), ended)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let entries = self.0.entries.iter();
        entries.map(|entry| entry.load(Ordering::Acquire)).collect()
    }

    fn turn(&self, call: usize, from: Entry, to: Entry) {
        let Some(entry) = self.0.entries.get(call) else {
            return;
        };
        let turned = entry.compare_exchange(from.byte(), to.byte(), Ordering::AcqRel, Ordering::Acquire);
        if turned.is_err() {
            entry.store(Entry::Twice.byte(), Ordering::Release);
        }
    }

    fn begin(&self, call: usize) {
        self.0.begun.fetch_add(1, Ordering::AcqRel);
        self.turn(call, Entry::NeverBegun, Entry::Running);
    }

    fn end(&self, call: usize, code: Code) {
        self.turn(call, Entry::Running, Entry::Ended(code));
        self.0.ended.fetch_add(1, Ordering::AcqRel);
    }
}

impl Interceptor for Ledger {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        let number = ctx.metadata().get(NUMBER).and_then(|number| number.parse().ok());
        let Some(number) = number else {
            // One that is not part of the soak.
            return next.run(ctx).await;
        };
        self.begin(number);
        let ledger = self.clone();
        ctx.on_end(move |_, end| ledger.end(number, end.code));
        next.run(ctx).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_accounted_for_once() {
        let ledger = Ledger::new(4);
        ledger.begin(0);
        ledger.begin(1);
        ledger.end(1, Code::NotFound);
        ledger.begin(2);
        ledger.end(2, Code::Ok);
        ledger.end(2, Code::Ok);
        let entries: Vec<_> = ledger.bytes().into_iter().map(Entry::read).collect();
        assert_eq!(
            entries,
            [
                Entry::Running,
                Entry::Ended(Code::NotFound),
                Entry::Twice,
                Entry::NeverBegun
            ]
        );
        assert_eq!(ledger.counts(), (3, 3));
    }
}
