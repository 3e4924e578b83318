//! How many connections there may be: of all peers, and of one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::limits::Limits;
use crate::rpc::Peer;

/// How long a line of the log stands for all refusals.
const QUIET: Duration = Duration::from_secs(10);

/// Counts the connections of a server.
///
/// One too many is closed at once. Left in the system's queue it would be neither served nor refused, and its peer would
/// wait for this server while another has room.
#[derive(Debug)]
pub(super) struct Admission {
    max: usize,
    max_per_ip: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    count: usize,
    by_ip: HashMap<IpAddr, usize>,
    /// When that was last in the log, and how many have been refused since: a flood is no flood of lines.
    told: Option<Instant>,
    refused: u64,
}

/// A connection that counts until this is dropped.
#[derive(Debug)]
pub(super) struct Admitted {
    admission: Arc<Admission>,
    ip: Option<IpAddr>,
}

impl Admission {
    pub(super) fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            max: limits.max_connections,
            max_per_ip: limits.max_connections_per_ip,
            open: Mutex::default(),
        })
    }

    /// Counts one more, or refuses it.
    pub(super) fn admit(self: &Arc<Self>, peer: &Peer) -> Option<Admitted> {
        let ip = peer.addr().map(|addr| one_peer(addr.ip()));
        let mut open = self.open();
        let of_ip = ip.map_or(0, |ip| open.by_ip.get(&ip).copied().unwrap_or_default());
        let (full, setting) = match () {
            () if open.count >= self.max => (true, "Server::max_connections"),
            () if ip.is_some() && of_ip >= self.max_per_ip => (true, "Server::max_connections_per_ip"),
            () => (false, ""),
        };
        if full {
            open.refused += 1;
            if open.told.is_none_or(|told| told.elapsed() >= QUIET) {
                open.told = Some(Instant::now());
                let refused = std::mem::take(&mut open.refused);
                tracing::warn!(
                    %peer,
                    connections = open.count,
                    refused,
                    "refusing connections: there are as many as `{setting}` allows"
                );
            }
            return None;
        }
        open.count += 1;
        if let Some(ip) = ip {
            *open.by_ip.entry(ip).or_default() += 1;
        }
        Some(Admitted {
            admission: self.clone(),
            ip,
        })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut open = self.admission.open();
        open.count -= 1;
        if let Some(ip) = self.ip
            && let Some(count) = open.by_ip.get_mut(&ip)
        {
            *count -= 1;
            if *count == 0 {
                open.by_ip.remove(&ip);
            }
        }
    }
}

/// What one peer has of addresses: one of IPv4, however it is written, and a network of 64 bits of IPv6.
fn one_peer(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => {
            let network = u128::from(ip) >> 64 << 64;
            IpAddr::V6(network.into())
        }
        ip => ip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(max: usize, max_per_ip: usize) -> Arc<Admission> {
        Admission::new(&Limits {
            max_connections: max,
            max_connections_per_ip: max_per_ip,
            ..Limits::default()
        })
    }

    fn peer(ip: &str) -> Peer {
        Peer::tcp((ip.parse::<IpAddr>().expect("an address"), 1).into())
    }

    #[test]
    fn all_together() {
        let admission = admission(2, 2);
        let first = admission.admit(&peer("10.0.0.1")).expect("room");
        let _second = admission.admit(&Peer::unix()).expect("room");
        assert!(admission.admit(&peer("10.0.0.2")).is_none());
        assert!(admission.admit(&Peer::unix()).is_none());
        drop(first);
        assert!(admission.admit(&peer("10.0.0.2")).is_some());
    }

    #[test]
    fn of_one_peer() {
        let admission = admission(100, 1);
        for (one, same) in [
            ("10.0.0.1", "::ffff:10.0.0.1"),
            ("2001:db8::1", "2001:db8::ffff:1"),
        ] {
            let first = admission.admit(&peer(one)).expect("room");
            assert!(admission.admit(&peer(same)).is_none(), "{one} {same}");
            drop(first);
            assert!(admission.admit(&peer(same)).is_some());
        }
        let _one = admission.admit(&peer("2001:db8::1")).expect("room");
        assert!(admission.admit(&peer("2001:db8:0:1::1")).is_some());
        assert!(admission.open().by_ip.len() == 1, "what is gone is forgotten");
        let _unix = (admission.admit(&Peer::unix()), admission.admit(&Peer::unix()));
        assert!(
            _unix.0.is_some() && _unix.1.is_some(),
            "a Unix socket has no address"
        );
    }
}
