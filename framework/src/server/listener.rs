//! Listening: binding an address, and taking connections from it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::task::{Context, Poll};

use tokio::net::TcpListener;

use super::address::{Address, Requested};
#[cfg(unix)]
use super::inherited;
use super::socket::{Opened, Socket};
use super::stream::Stream;
#[cfg(unix)]
use super::unix::UnixSocket;
use crate::error::Error;
use crate::rpc::Peer;

/// How many connections are taken at most that the system keeps until they are accepted: more than it does unless told.
#[cfg(unix)]
const QUEUE_MAX: usize = 8 << 10;

/// An open address.
#[derive(Debug)]
pub(super) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixSocket),
}

impl Listener {
    /// Opens an address, which may be several sockets of systemd's.
    ///
    /// # Errors
    /// Why it cannot be, and what to do about it.
    pub(super) async fn bind(addr: &str) -> Result<Vec<Self>, Error> {
        match Requested::parse(addr)? {
            Requested::Tcp { host, port } => tcp(&host, port).await.map(|listener| vec![listener]),
            #[cfg(unix)]
            Requested::Unix(path) => {
                let socket = UnixSocket::bind(path).await?;
                Ok(vec![Self::Unix(socket)])
            }
            #[cfg(unix)]
            Requested::Descriptor(descriptor) => {
                let socket = inherited::take(descriptor)?;
                Self::opened(socket).map(|listener| vec![listener])
            }
            #[cfg(unix)]
            Requested::Systemd(name) => inherited::take_named(name.as_deref())?
                .into_iter()
                .map(Self::opened)
                .collect(),
            #[cfg(not(unix))]
            Requested::Unix(_) | Requested::Descriptor(_) | Requested::Systemd(_) => Err(Error::new(
                "Unix sockets and sockets of systemd are served on Unix only: listen at `host:port`",
            )),
        }
    }

    /// Listens at a socket that is open.
    ///
    /// # Errors
    /// Whatever the system says.
    pub(super) fn opened(socket: Socket) -> Result<Self, Error> {
        let opened = match socket.0 {
            Opened::Tcp(listener) => listener
                .set_nonblocking(true)
                .and_then(|()| TcpListener::from_std(listener))
                .map(Self::Tcp),
            #[cfg(unix)]
            Opened::Unix(listener) => UnixSocket::opened(listener).map(Self::Unix),
        };
        opened.map_err(|error| Error::other(error).context("a socket that was handed over cannot be used"))
    }

    /// Where it listens.
    ///
    /// # Errors
    /// Whatever the system says.
    pub(super) fn address(&self) -> io::Result<Address> {
        Ok(match self {
            Self::Tcp(listener) => Address::Tcp(listener.local_addr()?),
            #[cfg(unix)]
            Self::Unix(socket) => Address::Unix(socket.path().to_owned()),
        })
    }

    /// The next connection.
    ///
    /// # Errors
    /// Whatever the system says; few of them are about the listener.
    pub(super) fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<io::Result<(Stream, Peer)>> {
        match self {
            Self::Tcp(listener) => listener.poll_accept(cx).map_ok(|(stream, addr)| {
                // A peer that is gone already shows on the first read.
                let _ = stream.set_nodelay(true);
                (Stream::Tcp(stream), Peer::tcp(addr))
            }),
            #[cfg(unix)]
            Self::Unix(socket) => socket
                .poll_accept(cx)
                .map_ok(|stream| (Stream::Unix(stream), Peer::unix())),
        }
    }

    /// The connections that the system has accepted and nobody has taken, without waiting for another.
    #[cfg(unix)]
    pub(super) fn waiting(&self) -> Vec<(Stream, Peer)> {
        use std::os::fd::AsFd as _;
        // A second descriptor of the same socket: `accept` on it answers at once, whether the runtime has heard of a
        // connection or not.
        match self {
            Self::Tcp(listener) => {
                let Ok(descriptor) = listener.as_fd().try_clone_to_owned() else {
                    return Vec::new();
                };
                let listener = std::net::TcpListener::from(descriptor);
                queue(|| listener.accept())
                    .filter_map(|(stream, addr)| {
                        let _ = stream.set_nodelay(true);
                        stream.set_nonblocking(true).ok()?;
                        let stream = tokio::net::TcpStream::from_std(stream).ok()?;
                        Some((Stream::Tcp(stream), Peer::tcp(addr)))
                    })
                    .collect()
            }
            Self::Unix(socket) => {
                let Ok(descriptor) = socket.as_fd().try_clone_to_owned() else {
                    return Vec::new();
                };
                let listener = std::os::unix::net::UnixListener::from(descriptor);
                queue(|| listener.accept())
                    .filter_map(|(stream, _)| {
                        stream.set_nonblocking(true).ok()?;
                        let stream = tokio::net::UnixStream::from_std(stream).ok()?;
                        Some((Stream::Unix(stream), Peer::unix()))
                    })
                    .collect()
            }
        }
    }

    /// The connections that nobody has taken: not to be had here.
    #[cfg(not(unix))]
    pub(super) fn waiting(&self) -> Vec<(Stream, Peer)> {
        Vec::new()
    }
}

/// Whether the error is about one connection, which is gone, and not about the listener.
pub(super) fn is_of_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
            | io::ErrorKind::WouldBlock
    )
}

/// Accepts what waits: one that has given up meanwhile is not the last.
#[cfg(unix)]
fn queue<T>(mut accept: impl FnMut() -> io::Result<T>) -> impl Iterator<Item = T> {
    std::iter::from_fn(move || match accept() {
        Ok(accepted) => Some(Some(accepted)),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        Err(error) => is_of_connection(&error).then_some(None),
    })
    .take(QUEUE_MAX)
    .flatten()
}

async fn tcp(host: &str, port: u16) -> Result<Listener, Error> {
    let shown = if host.contains(':') {
        format!("[{host}]:{port}")
    } else {
        format!("{host}:{port}")
    };
    let addrs: Vec<SocketAddr> = tokio::net::lookup_host((host, port))
        .await
        .map_err(|error| Error::other(error).context(format_args!("`{host}` has no address")))?
        .collect();
    let mut last = None;
    for addr in addrs {
        match TcpListener::bind(addr).await {
            Ok(listener) => return Ok(Listener::Tcp(listener)),
            Err(error) if addr.is_ipv6() && addr.ip().is_unspecified() && lacks_ipv6(&error) => {
                let addr = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
                match TcpListener::bind(addr).await {
                    Ok(listener) => return Ok(Listener::Tcp(listener)),
                    Err(error) => last = Some(error),
                }
            }
            Err(error) => last = Some(error),
        }
    }
    Err(match last {
        Some(error) => refused(&shown, error),
        None => Error::new(format!("`{host}` has no address")),
    })
}

/// Whether the machine has no IPv6: no address of it (EADDRNOTAVAIL), or none of its kind (EAFNOSUPPORT).
fn lacks_ipv6(error: &io::Error) -> bool {
    const EAFNOSUPPORT: &[i32] = &[97, 47, 10047];
    matches!(
        error.kind(),
        io::ErrorKind::AddrNotAvailable | io::ErrorKind::Unsupported
    ) || error
        .raw_os_error()
        .is_some_and(|code| EAFNOSUPPORT.contains(&code))
}

/// Why an address cannot be opened, and what to do.
pub(super) fn refused(addr: &str, error: io::Error) -> Error {
    let remedy = match error.kind() {
        io::ErrorKind::AddrInUse => {
            "something listens there already, this server itself if the address is given twice: stop it, or listen at \
             another address (port 0 is a free port)"
        }
        io::ErrorKind::PermissionDenied => {
            "this user may not: a port from 1024 on, or a folder that is writable, will do"
        }
        io::ErrorKind::AddrNotAvailable => {
            "this machine has no such address: `[::]` and `0.0.0.0` are all that it has"
        }
        io::ErrorKind::NotFound => "the folder of the socket does not exist: create it first",
        _ => return Error::other(error).context(format_args!("cannot listen at {addr}")),
    };
    Error::other(error).context(format_args!("cannot listen at {addr}; {remedy}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMFILE: i32 = 24;

    #[test]
    fn no_file_descriptors_is_about_the_listener() {
        assert!(!is_of_connection(&io::Error::from_raw_os_error(EMFILE)));
        assert!(is_of_connection(&io::ErrorKind::ConnectionAborted.into()));
    }

    #[cfg(unix)]
    #[test]
    fn one_that_has_given_up_is_not_the_last_that_waits() {
        let taken = |end: io::Error| {
            let mut queued = vec![
                Err(end),
                Ok(2),
                Err(io::ErrorKind::ConnectionAborted.into()),
                Ok(1),
            ];
            queue(move || queued.pop().unwrap_or(Ok(0))).collect::<Vec<_>>()
        };
        assert_eq!(taken(io::ErrorKind::WouldBlock.into()), [1, 2]);
        assert_eq!(taken(io::Error::from_raw_os_error(EMFILE)), [1, 2]);
    }

    async fn bind(addr: &str) -> Vec<Listener> {
        Listener::bind(addr).await.expect("binds")
    }

    #[tokio::test]
    async fn an_address_in_use_says_what_to_do() {
        let [first] = &bind("127.0.0.1:0").await[..] else {
            panic!("one")
        };
        let addr = first.address().expect("bound").to_string();
        let error = Listener::bind(&addr).await.expect_err("in use").to_string();
        assert!(error.contains(&addr) && error.contains("stop it"), "{error}");
    }

    #[tokio::test]
    async fn every_address_is_served_over_ipv4_too() {
        let listeners = bind("[::]:0").await;
        let port = listeners[0].address().expect("bound").port().expect("tcp");
        let connected = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
        assert!(connected.is_ok());
    }

    #[test]
    fn errors_that_mean_no_ipv6() {
        assert!(lacks_ipv6(&io::Error::from(io::ErrorKind::AddrNotAvailable)));
        assert!(lacks_ipv6(&io::Error::from_raw_os_error(97)));
        assert!(!lacks_ipv6(&io::Error::from(io::ErrorKind::AddrInUse)));
    }
}
