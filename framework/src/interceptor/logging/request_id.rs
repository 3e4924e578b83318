//! What tells one call from all others.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use crate::rpc::Metadata;

/// The identity of a call in logs: the one its caller gave it, or a new one.
///
/// A handler under `#[logging]` reads it with `ctx.get::<RequestId>()`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestId(Arc<str>);

/// The greatest length of an identity that is taken from a caller, in bytes.
const MAX_LEN: usize = 128;

impl RequestId {
    /// The metadata it comes in, and the header it is returned in.
    pub const HEADER: &'static str = "x-request-id";

    /// The identity itself: 1 to 128 visible ASCII characters, without blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one that the caller gave, if it can be written in a log as it is; otherwise a new one.
    pub(super) fn of(metadata: &Metadata) -> Self {
        match metadata.get(Self::HEADER) {
            Some(id) if is_sane(id) => Self(id.into()),
            _ => Self::new(),
        }
    }

    /// A new one: 64 random bits of this process, and a number that counts its calls, shuffled.
    fn new() -> Self {
        static PROCESS: LazyLock<[u64; 2]> =
            LazyLock::new(|| [(); 2].map(|()| RandomState::new().hash_one(std::process::id())));
        static CALLS: AtomicU64 = AtomicU64::new(0);
        let [process, start] = *PROCESS;
        let call = start.wrapping_add(CALLS.fetch_add(1, Ordering::Relaxed));
        Self(format!("{process:016x}{:016x}", shuffle(call)).into())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_sane(id: &str) -> bool {
    (1..=MAX_LEN).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Another number for every number (SplitMix64's finaliser), so that callers cannot read off how many calls there are.
fn shuffle(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn given(id: &str) -> RequestId {
        let mut metadata = Metadata::default();
        metadata.insert(RequestId::HEADER, id).expect("valid metadata");
        RequestId::of(&metadata)
    }

    #[test]
    fn a_sane_identity_is_kept_and_any_other_replaced() {
        for sane in ["a", "7f3c-11", "tenant/7:x", &"x".repeat(MAX_LEN)] {
            assert_eq!(given(sane).as_str(), sane);
        }
        for other in ["", "a b", &"x".repeat(MAX_LEN + 1)] {
            let id = given(other);
            assert_ne!(id.as_str(), other);
            assert_eq!(id.as_str().len(), 32);
        }
    }

    #[test]
    fn new_ones_differ() {
        let ids: HashSet<_> = (0..10_000).map(|_| RequestId::new()).collect();
        assert_eq!(ids.len(), 10_000);
    }
}
