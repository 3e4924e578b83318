//! Taking connections, whatever the system says in between.

use std::io;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::address::Address;
use super::listener::Listener;
use super::stream::Stream;
use crate::error::Error;
use crate::rpc::Peer;

/// The pause after the first error of a row, and the longest.
const PAUSE: Duration = Duration::from_millis(5);
const PAUSE_MAX: Duration = Duration::from_secs(1);

/// A listener that goes on after errors: without spinning when there are no file descriptors left, and without dying.
#[derive(Debug)]
pub(super) struct Acceptor {
    listener: Listener,
    backoff: Backoff,
}

impl Acceptor {
    /// Opens an address.
    ///
    /// # Errors
    /// Why it cannot be, and what to do about it.
    pub(super) async fn bind(addr: &str) -> Result<(Self, Address), Error> {
        let listener = Listener::bind(addr).await?;
        let address = listener.address()?;
        let acceptor = Self {
            listener,
            backoff: Backoff::default(),
        };
        Ok((acceptor, address))
    }

    /// The next connection. Nothing is lost when the future is dropped.
    pub(super) async fn accept(&mut self) -> (Stream, Peer) {
        loop {
            if let Some(until) = self.backoff.until {
                sleep_until(until).await;
                self.backoff.until = None;
            }
            match self.listener.accept().await {
                Ok(accepted) => {
                    self.backoff = Backoff::default();
                    return accepted;
                }
                Err(error) if is_of_connection(&error) => {}
                Err(error) => {
                    let pause = self.backoff.next();
                    tracing::error!(%error, ?pause, "cannot accept a connection; trying again after a pause");
                    self.backoff.until = Some(Instant::now() + pause);
                }
            }
        }
    }

    /// Closes the address, and gives the connections that the system has accepted already.
    pub(super) fn close(self) -> Vec<(Stream, Peer)> {
        self.listener.waiting()
    }
}

/// Whether the error is about one connection, which is gone, and not about the listener.
fn is_of_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
            | io::ErrorKind::WouldBlock
    )
}

/// Pauses that double.
#[derive(Debug, Default)]
struct Backoff {
    until: Option<Instant>,
    pause: Option<Duration>,
}

impl Backoff {
    fn next(&mut self) -> Duration {
        let pause = self.pause.map_or(PAUSE, |pause| (pause * 2).min(PAUSE_MAX));
        self.pause = Some(pause);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_second() {
        let mut backoff = Backoff::default();
        let pauses: Vec<_> = (0..10).map(|_| backoff.next().as_millis()).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
    }

    #[test]
    fn no_file_descriptors_is_about_the_listener() {
        const EMFILE: i32 = 24;
        assert!(!is_of_connection(&io::Error::from_raw_os_error(EMFILE)));
        assert!(is_of_connection(&io::ErrorKind::ConnectionAborted.into()));
    }

    #[tokio::test]
    async fn a_closed_address_gives_what_waits() {
        let (acceptor, address) = Acceptor::bind("127.0.0.1:0").await.expect("binds");
        let addr = address.tcp().expect("tcp");
        let clients = [
            tokio::net::TcpStream::connect(addr).await.expect("connects"),
            tokio::net::TcpStream::connect(addr).await.expect("connects"),
        ];
        assert_eq!(acceptor.close().len(), clients.len());
        assert!(tokio::net::TcpStream::connect(addr).await.is_err());
    }
}
