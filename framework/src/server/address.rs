//! Where a server listens: `host:port`, `unix:/path`, or a socket that whoever started the process has opened.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use crate::error::Error;

/// The address of a listening server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A TCP address.
    Tcp(SocketAddr),
    /// The path of a Unix socket.
    Unix(PathBuf),
}

impl Address {
    /// The TCP address; `None` for a Unix socket.
    pub fn tcp(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(addr) => Some(*addr),
            Self::Unix(_) => None,
        }
    }

    /// The TCP port; `None` for a Unix socket.
    pub fn port(&self) -> Option<u16> {
        self.tcp().map(|addr| addr.port())
    }

    /// What a client on this machine connects to: `http://127.0.0.1:50051`, or `unix:/run/users.sock`.
    pub fn url(&self) -> String {
        match self {
            Self::Tcp(addr) => {
                let ip = match addr.ip() {
                    // Every address: the loopback is one that works. IPv6's may take IPv4 too, and is more often
                    // switched off.
                    IpAddr::V4(Ipv4Addr::UNSPECIFIED) | IpAddr::V6(Ipv6Addr::UNSPECIFIED) => {
                        IpAddr::V4(Ipv4Addr::LOCALHOST)
                    }
                    ip => ip,
                };
                format!("http://{}", SocketAddr::new(ip, addr.port()))
            }
            Self::Unix(_) => self.to_string(),
        }
    }
}

/// `127.0.0.1:50051` or `unix:/run/users.sock`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(addr) => addr.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// An address as a user writes it, before names are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Requested {
    Tcp {
        host: String,
        port: u16,
    },
    Unix(PathBuf),
    /// The descriptor of a socket that was inherited.
    Descriptor(usize),
    /// Those of this name, or all.
    Systemd(Option<String>),
}

impl Requested {
    /// # Errors
    /// What an address looks like, for what is none.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("unix:") {
            // gRPC's own naming has both `unix:/path` and `unix:///path`.
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(invalid(text, "the path of the socket is missing"))
            } else {
                Ok(Self::Unix(path.into()))
            };
        }
        if let Some(descriptor) = text.strip_prefix("fd:") {
            return descriptor
                .parse()
                .map(Self::Descriptor)
                .map_err(|_| invalid(text, "a descriptor is a number, as in `fd:3`"));
        }
        if let Some(name) = text.strip_prefix("systemd:") {
            return Ok(Self::Systemd((!name.is_empty()).then(|| name.to_owned())));
        }
        if text.contains("://") {
            return Err(invalid(text, "a server listens at an address, not at a URL"));
        }
        let (host, port) = text
            .rsplit_once(':')
            .ok_or_else(|| invalid(text, "the port is missing"))?;
        let port = port
            .parse()
            .map_err(|_| invalid(text, "the port is no number from 0 to 65535"))?;
        let host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(ip) => ip
                .parse::<Ipv6Addr>()
                .map(|_| ip)
                .map_err(|_| invalid(text, "only an IPv6 address stands in brackets"))?,
            None if host.is_empty() => return Err(invalid(text, "the host is missing")),
            None if host.contains(':') => {
                return Err(invalid(text, "an IPv6 address stands in brackets"));
            }
            None => host,
        };
        Ok(Self::Tcp {
            host: host.to_owned(),
            port,
        })
    }
}

fn invalid(text: &str, why: &str) -> Error {
    Error::new(format!(
        "`{text}` is no address to listen at: {why}; write `host:port`, as in `[::]:50051` or \
         `127.0.0.1:0`, or `unix:/path`, or `systemd:` for the sockets that systemd has opened"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tcp(host: &str, port: u16) -> Requested {
        Requested::Tcp {
            host: host.to_owned(),
            port,
        }
    }

    #[test]
    fn addresses() {
        for (text, requested) in [
            ("[::]:50051", tcp("::", 50051)),
            ("127.0.0.1:0", tcp("127.0.0.1", 0)),
            (" localhost:80 ", tcp("localhost", 80)),
            ("unix:/run/x.sock", Requested::Unix("/run/x.sock".into())),
            ("unix:///run/x.sock", Requested::Unix("/run/x.sock".into())),
            ("unix:x.sock", Requested::Unix("x.sock".into())),
            ("fd:3", Requested::Descriptor(3)),
            ("systemd:", Requested::Systemd(None)),
            ("systemd:grpc", Requested::Systemd(Some("grpc".to_owned()))),
        ] {
            assert_eq!(Requested::parse(text).expect(text), requested);
        }
    }

    #[test]
    fn what_is_no_address_says_what_one_is() {
        for text in [
            "",
            "50051",
            ":50051",
            "localhost",
            "localhost:http",
            "localhost:65536",
            "::1:50051",
            "[localhost]:1",
            "unix:",
            "fd:",
            "fd:three",
            "http://localhost:50051",
        ] {
            let error = Requested::parse(text).expect_err(text).to_string();
            assert!(
                error.contains(text) && error.contains("`[::]:50051`"),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn a_url_that_works_from_here() {
        let url = |addr: &str| Address::Tcp(addr.parse().expect("address")).url();
        assert_eq!(url("0.0.0.0:1"), "http://127.0.0.1:1");
        assert_eq!(url("[::]:1"), "http://127.0.0.1:1");
        assert_eq!(url("[::1]:1"), "http://[::1]:1");
        assert_eq!(url("10.0.0.1:1"), "http://10.0.0.1:1");
        assert_eq!(Address::Unix("/x".into()).url(), "unix:/x");
    }
}
