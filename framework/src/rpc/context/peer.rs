//! Who is at the other end.

use std::fmt;
use std::net::SocketAddr;

/// The other end of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Peer(Address);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Address {
    Tcp(SocketAddr),
    Unix,
    InProcess,
}

impl Peer {
    /// A peer at a TCP address.
    pub const fn tcp(addr: SocketAddr) -> Self {
        Self(Address::Tcp(addr))
    }

    /// A peer at a Unix socket; such have no address of their own.
    pub const fn unix() -> Self {
        Self(Address::Unix)
    }

    /// A peer in this process.
    pub const fn in_process() -> Self {
        Self(Address::InProcess)
    }

    /// The address, of a TCP peer.
    pub fn addr(&self) -> Option<SocketAddr> {
        match self.0 {
            Address::Tcp(addr) => Some(addr),
            Address::Unix | Address::InProcess => None,
        }
    }
}

/// `127.0.0.1:51234`, `unix` or `in-process`.
impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Address::Tcp(addr) => addr.fmt(f),
            Address::Unix => f.write_str("unix"),
            Address::InProcess => f.write_str("in-process"),
        }
    }
}
