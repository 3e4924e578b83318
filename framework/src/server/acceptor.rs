//! Taking connections, whatever the system says in between.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use super::address::Address;
use super::listener::{Listener, is_of_connection};
use super::socket::Socket;
use super::stream::Stream;
use crate::error::Error;
use crate::rpc::Peer;

/// The pause after the first error of a row, and the longest.
const PAUSE: Duration = Duration::from_millis(5);
const PAUSE_MAX: Duration = Duration::from_secs(1);

/// A listener that goes on after errors: without spinning when there are no file descriptors left, and without dying.
#[derive(Debug)]
struct Acceptor {
    listener: Listener,
    backoff: Backoff,
}

impl Acceptor {
    fn new(listener: Listener) -> Self {
        Self {
            listener,
            backoff: Backoff::default(),
        }
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<(Stream, Peer)> {
        loop {
            if let Some(until) = &mut self.backoff.until {
                ready!(until.as_mut().poll(cx));
                self.backoff.until = None;
            }
            match ready!(self.listener.poll_accept(cx)) {
                Ok(accepted) => {
                    self.backoff = Backoff::default();
                    return Poll::Ready(accepted);
                }
                Err(error) if is_of_connection(&error) => {}
                Err(error) => {
                    let pause = self.backoff.next();
                    tracing::error!(%error, ?pause, "cannot accept a connection; trying again after a pause");
                    self.backoff.until = Some(Box::pin(sleep(pause)));
                }
            }
        }
    }
}

/// The open addresses of a server.
#[derive(Debug, Default)]
pub(super) struct Acceptors {
    acceptors: Vec<Acceptor>,
    /// The one that is asked first: each in turn, so that a busy address does not silence the others.
    first: usize,
}

impl Acceptors {
    /// Opens one more address. Which it is.
    ///
    /// # Errors
    /// Why it cannot be, and what to do about it.
    pub(super) async fn open(&mut self, place: Place) -> Result<Vec<Address>, Error> {
        let listeners = match place {
            Place::Address(addr) => Listener::bind(&addr).await?,
            Place::Socket(socket) => vec![Listener::opened(socket)?],
        };
        let mut addresses = Vec::new();
        for listener in listeners {
            addresses.push(listener.address()?);
            self.acceptors.push(Acceptor::new(listener));
        }
        Ok(addresses)
    }

    /// The next connection. Nothing is lost when the future is dropped.
    pub(super) async fn accept(&mut self) -> (Stream, Peer) {
        poll_fn(|cx| {
            let count = self.acceptors.len();
            for n in 0..count {
                let index = (self.first + n) % count;
                if let Poll::Ready(accepted) = self.acceptors[index].poll_accept(cx) {
                    self.first = index + 1;
                    return Poll::Ready(accepted);
                }
            }
            Poll::Pending
        })
        .await
    }

    /// Closes the addresses, and gives the connections that the system has accepted already.
    pub(super) fn close(self) -> Vec<(Stream, Peer)> {
        let acceptors = self.acceptors.into_iter();
        acceptors
            .flat_map(|acceptor| acceptor.listener.waiting())
            .collect()
    }
}

/// Where a server is told to listen.
#[derive(Debug)]
pub(super) enum Place {
    Address(String),
    Socket(Socket),
}

/// Pauses that double.
#[derive(Debug, Default)]
struct Backoff {
    until: Option<Pin<Box<Sleep>>>,
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

    async fn open(acceptors: &mut Acceptors) -> std::net::SocketAddr {
        let place = Place::Address("127.0.0.1:0".to_owned());
        let addresses = acceptors.open(place).await.expect("binds");
        addresses[0].tcp().expect("TCP")
    }

    #[tokio::test]
    async fn no_address_waits_for_another() {
        let mut acceptors = Acceptors::default();
        let (one, other) = (open(&mut acceptors).await, open(&mut acceptors).await);
        let connect = tokio::net::TcpStream::connect;
        let mut clients = Vec::new();
        for addr in [other, one, one, one] {
            clients.push(connect(addr).await.expect("connects"));
        }
        let mut peers = Vec::new();
        for _ in 0..2 {
            peers.push(acceptors.accept().await.1.addr());
        }
        let theirs = clients[0].local_addr().expect("bound");
        assert!(peers.contains(&Some(theirs)), "the other address had its turn");
    }

    #[tokio::test]
    async fn a_closed_address_gives_what_waits() {
        let mut acceptors = Acceptors::default();
        let addr = open(&mut acceptors).await;
        let clients = [
            tokio::net::TcpStream::connect(addr).await.expect("connects"),
            tokio::net::TcpStream::connect(addr).await.expect("connects"),
        ];
        assert_eq!(acceptors.close().len(), clients.len());
        assert!(tokio::net::TcpStream::connect(addr).await.is_err());
    }
}
