//! A listening socket that someone else has opened.

use std::net::TcpListener;
#[cfg(unix)]
use std::os::unix::net::UnixListener;

/// A socket to take connections from, opened by the program or by whoever started it.
#[derive(Debug)]
pub struct Socket(pub(super) Opened);

#[derive(Debug)]
pub(super) enum Opened {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

impl From<TcpListener> for Socket {
    fn from(listener: TcpListener) -> Self {
        Self(Opened::Tcp(listener))
    }
}

/// The file of the socket stays when the server has left: it is not the server's.
#[cfg(unix)]
impl From<UnixListener> for Socket {
    fn from(listener: UnixListener) -> Self {
        Self(Opened::Unix(listener))
    }
}
