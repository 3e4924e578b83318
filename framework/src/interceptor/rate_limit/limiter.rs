//! A limit for each key, in bounded memory.

use std::fmt;
use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::state::keyed::{DashMapStateStore, ShrinkableKeyedStateStore};
use governor::{Quota, RateLimiter};

use super::key::Key;
use crate::rpc::Peer;

/// How many peers are told apart at once.
const MAX_PEERS: usize = 1 << 16;

/// After how many calls idle peers are looked for: so many new ones may come in between.
const SWEEP_EVERY: u32 = 1 << 10;

#[cfg(not(test))]
type Clock = governor::clock::DefaultClock;
/// In tests time stands still until it is moved.
#[cfg(test)]
type Clock = governor::clock::FakeRelativeClock;

type Instant = <Clock as governor::clock::Clock>::Instant;

/// A limit for each peer.
pub(super) struct Limiter {
    peers: RateLimiter<Key, Peers, Clock, NoOpMiddleware<Instant>>,
    calls: AtomicU32,
}

impl Limiter {
    pub(super) fn new(per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            peers: RateLimiter::new(quota, Peers::default(), Clock::default()),
            calls: AtomicU32::new(0),
        }
    }

    /// Counts a call.
    ///
    /// # Errors
    /// How long the peer has to wait, when it is one too many.
    pub(super) fn admit(&self, peer: Option<&Peer>) -> Result<(), Duration> {
        if self.calls.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.sweep();
        }
        self.peers
            .check_key(&Key::of(peer))
            .map_err(|not_until| not_until.wait_time_from(self.peers.clock().now()))
    }

    /// Forgets peers whose limit is full again, and gives memory back when they were many.
    fn sweep(&self) {
        let before = self.peers.len();
        self.peers.retain_recent();
        if before > SWEEP_EVERY as usize && self.peers.len() < before / 2 {
            self.peers.shrink_to_fit();
        }
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Limiter({} peers)", self.peers.len())
    }
}

/// The states of peers by their keys; when there are too many, the rest share a few.
#[derive(Default)]
struct Peers {
    states: DashMapStateStore<Key>,
    is_full: AtomicBool,
}

impl Peers {
    fn place(&self, key: Key) -> Key {
        if self.is_full.load(Ordering::Relaxed) && !self.states.contains_key(&key) {
            let [place, ..] = self.states.hasher().hash_one(key).to_le_bytes();
            return Key::Crowd(place);
        }
        key
    }
}

impl StateStore for Peers {
    type Key = Key;

    fn measure_and_replace<T, F, E>(&self, key: &Key, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        self.states.measure_and_replace(&self.place(*key), measure)
    }
}

impl ShrinkableKeyedStateStore<Key> for Peers {
    fn retain_recent(&self, drop_below: Nanos) {
        self.states.retain_recent(drop_below);
        self.is_full
            .store(self.states.len() >= MAX_PEERS, Ordering::Relaxed);
    }

    fn shrink_to_fit(&self) {
        self.states.shrink_to_fit();
    }

    fn len(&self) -> usize {
        self.states.len()
    }

    fn is_empty(&self) -> bool {
        self.states.is_empty()
    }
}

#[cfg(test)]
impl Limiter {
    pub(super) fn advance(&self, time: Duration) {
        self.peers.clock().advance(time);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn limiter(per_second: u32, burst: u32) -> Limiter {
        let [per_second, burst] = [per_second, burst].map(|n| NonZeroU32::new(n).expect("not zero"));
        Limiter::new(per_second, burst)
    }

    fn peer(number: u32) -> Option<Peer> {
        Some(Peer::tcp((Ipv4Addr::from_bits(number), 1000).into()))
    }

    #[test]
    fn a_burst_passes_then_as_many_as_time_allows() {
        let limiter = limiter(10, 3);
        let admit = || limiter.admit(peer(1).as_ref());
        assert_eq!([admit(), admit(), admit()], [Ok(()); 3]);
        assert_eq!(admit(), Err(Duration::from_millis(100)));
        limiter.advance(Duration::from_millis(60));
        assert_eq!(admit(), Err(Duration::from_millis(40)));
        limiter.advance(Duration::from_millis(40));
        assert_eq!(admit(), Ok(()));
        assert_eq!(admit(), Err(Duration::from_millis(100)));
        assert_eq!(limiter.admit(peer(2).as_ref()), Ok(()), "another peer");
    }

    #[test]
    fn any_numbers_do() {
        for (per_second, burst) in [(u32::MAX, 1), (1, u32::MAX), (u32::MAX, u32::MAX)] {
            let limiter = limiter(per_second, burst);
            limiter.advance(Duration::from_secs(3600));
            assert_eq!(limiter.admit(None), Ok(()));
        }
    }

    #[test]
    fn idle_peers_are_forgotten() {
        let limiter = limiter(1, 1);
        for number in 0..10 * SWEEP_EVERY {
            assert_eq!(limiter.admit(peer(number).as_ref()), Ok(()));
        }
        assert_eq!(limiter.peers.len(), 10 * SWEEP_EVERY as usize);
        limiter.advance(Duration::from_secs(10));
        for _ in 0..SWEEP_EVERY {
            let _ = limiter.admit(peer(0).as_ref());
        }
        assert_eq!(limiter.peers.len(), 1);
    }

    #[test]
    fn more_peers_than_can_be_told_apart_share_what_is_left() {
        let limiter = limiter(1, 1);
        let crowd = 4 * u32::try_from(MAX_PEERS).expect("small");
        let admitted = (0..crowd).filter(|number| limiter.admit(peer(*number).as_ref()).is_ok());
        let most = MAX_PEERS + SWEEP_EVERY as usize + 256;
        assert!(admitted.count() <= most);
        assert!(limiter.peers.len() <= most);
        limiter.advance(Duration::from_secs(2));
        assert_eq!(
            limiter.admit(peer(0).as_ref()),
            Ok(()),
            "a known peer keeps its own"
        );
        assert!(limiter.admit(peer(0).as_ref()).is_err());
    }
}
