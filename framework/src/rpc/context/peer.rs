//! Who is at the other end.

use std::fmt;
use std::net::SocketAddr;
#[cfg(feature = "tls")]
use std::sync::Arc;

#[cfg(feature = "tls")]
use super::Identity;

/// The other end of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Peer {
    address: Address,
    #[cfg(feature = "tls")]
    identity: Option<Arc<Identity>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Address {
    Tcp(SocketAddr),
    Unix,
    InProcess,
}

impl Peer {
    const fn at(address: Address) -> Self {
        Self {
            address,
            #[cfg(feature = "tls")]
            identity: None,
        }
    }

    /// A peer at a TCP address.
    pub const fn tcp(addr: SocketAddr) -> Self {
        Self::at(Address::Tcp(addr))
    }

    /// A peer at a Unix socket; such have no address of their own.
    pub const fn unix() -> Self {
        Self::at(Address::Unix)
    }

    /// A peer in this process.
    pub const fn in_process() -> Self {
        Self::at(Address::InProcess)
    }

    /// The address, of a TCP peer.
    pub fn addr(&self) -> Option<SocketAddr> {
        match self.address {
            Address::Tcp(addr) => Some(addr),
            Address::Unix | Address::InProcess => None,
        }
    }

    /// Who the peer is by its certificate; `None` where it showed none, or was not asked for one
    /// (`server::ClientAuth`).
    #[cfg(feature = "tls")]
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_deref()
    }

    #[cfg(all(feature = "tls", feature = "server"))]
    pub(crate) fn with_identity(mut self, identity: Option<Identity>) -> Self {
        self.identity = identity.map(Arc::new);
        self
    }
}

/// `127.0.0.1:51234`, `unix` or `in-process`.
impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.address {
            Address::Tcp(addr) => addr.fmt(f),
            Address::Unix => f.write_str("unix"),
            Address::InProcess => f.write_str("in-process"),
        }
    }
}
