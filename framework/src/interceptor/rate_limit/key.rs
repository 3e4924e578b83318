//! Who shares a limit.

use std::net::IpAddr;

use crate::rpc::Peer;

/// Those who share one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// An IPv4 address.
    V4([u8; 4]),
    /// An IPv6 network of 64 bits: what one subscriber is commonly given, and can pick addresses from at will.
    V6([u8; 8]),
    /// Every peer without an address.
    NoAddress,
    /// One of the limits for peers who are too many to be told apart.
    Crowd(u8),
}

impl Key {
    pub(super) fn of(peer: Option<&Peer>) -> Self {
        let Some(addr) = peer.and_then(Peer::addr) else {
            return Self::NoAddress;
        };
        // A listener on `[::]` sees IPv4 callers as `::ffff:a.b.c.d`.
        match addr.ip().to_canonical() {
            IpAddr::V4(ip) => Self::V4(ip.octets()),
            IpAddr::V6(ip) => {
                let [a, b, c, d, e, f, g, h, ..] = ip.octets();
                Self::V6([a, b, c, d, e, f, g, h])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(addr: &str) -> Key {
        Key::of(Some(&Peer::tcp(addr.parse().expect("an address"))))
    }

    #[test]
    fn the_port_and_the_lower_half_of_an_ipv6_address_do_not_count() {
        assert_eq!(of("192.0.2.1:1000"), of("192.0.2.1:2000"));
        assert_ne!(of("192.0.2.1:1000"), of("192.0.2.2:1000"));
        assert_eq!(of("[2001:db8:0:1::1]:1000"), of("[2001:db8:0:1:ffff::2]:2000"));
        assert_ne!(of("[2001:db8:0:1::1]:1000"), of("[2001:db8:0:2::1]:1000"));
    }

    #[test]
    fn ipv4_peers_of_an_ipv6_listener_are_told_apart() {
        assert_eq!(of("[::ffff:192.0.2.1]:1000"), of("192.0.2.1:1000"));
        assert_ne!(of("[::ffff:192.0.2.1]:1000"), of("[::ffff:192.0.2.2]:1000"));
    }

    #[test]
    fn peers_without_an_address_share() {
        assert_eq!(Key::of(None), Key::of(Some(&Peer::unix())));
        assert_eq!(Key::of(None), Key::of(Some(&Peer::in_process())));
    }
}
