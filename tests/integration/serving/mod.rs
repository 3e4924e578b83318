//! A server on a port: what it answers, what it refuses, and how it leaves.

traitwire::package!("gate");

mod authority;
mod connections;
mod drain;
mod floods;
mod health;
pub(crate) mod http1;
mod limits;
mod listeners;
mod lives;
mod mounting;
mod orca;
mod reflection;
mod routes;
mod shapes;
#[cfg(unix)]
mod signals;
mod tls;
mod web;
mod wire;

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use traitwire::server::{Bound, Handle, Server};
use traitwire::{Error, Status, Streaming, message, service};

/// One who passed.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Visitor {
    /// Their number.
    #[field(1)]
    pub number: u32,
}

/// Lets callers through once it is opened.
#[service]
pub(crate) trait Gate {
    /// Waits for the gate.
    async fn pass(&self, visitor: Visitor) -> Result<Visitor, Status>;
    /// Goes round the gate.
    async fn greet(&self, visitor: Visitor) -> Result<Visitor, Status>;
    /// One message now, one when the gate opens.
    async fn queue(&self, visitor: Visitor) -> Result<Streaming<Visitor>, Status>;
}

/// A gate that says who has come to it.
pub(super) struct Guarded {
    come: mpsc::UnboundedSender<u32>,
    open: Arc<Semaphore>,
    /// How many have gone round.
    pub(super) greeted: Arc<AtomicU64>,
}

impl Guarded {
    /// A closed gate, the arrivals at it, and what opens it.
    pub(super) fn new() -> (Self, mpsc::UnboundedReceiver<u32>, Arc<Semaphore>) {
        let (come, arrivals) = mpsc::unbounded_channel();
        let open = Arc::new(Semaphore::new(0));
        let gate = Self {
            come,
            open: open.clone(),
            greeted: Arc::default(),
        };
        (gate, arrivals, open)
    }
}

async fn opened(open: &Semaphore) -> Result<(), Status> {
    let permit = open.acquire().await;
    permit.map(drop).map_err(|_| Status::aborted("the gate is gone"))
}

impl Gate for Guarded {
    async fn pass(&self, visitor: Visitor) -> Result<Visitor, Status> {
        let _ = self.come.send(visitor.number);
        opened(&self.open).await?;
        Ok(visitor)
    }

    async fn greet(&self, visitor: Visitor) -> Result<Visitor, Status> {
        self.greeted.fetch_add(1, Ordering::Relaxed);
        // Others have their turn, so that a call is seen half way.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        Ok(visitor)
    }

    async fn queue(&self, visitor: Visitor) -> Result<Streaming<Visitor>, Status> {
        let (come, open) = (self.come.clone(), self.open.clone());
        Ok(Streaming::spawn(1, |tx| async move {
            tx.send(visitor.clone()).await?;
            let _ = come.send(visitor.number);
            opened(&open).await?;
            tx.send(visitor).await
        }))
    }
}

/// A server that serves.
pub(super) struct Running {
    pub(super) url: String,
    pub(super) handle: Handle,
    task: JoinHandle<Result<(), Error>>,
}

impl Running {
    /// Serves what is bound.
    pub(super) fn new(bound: Bound) -> Self {
        Self {
            url: bound.url(),
            handle: bound.handle(),
            task: tokio::spawn(bound.serve()),
        }
    }

    /// A gate alone.
    pub(super) async fn gate() -> (Self, mpsc::UnboundedReceiver<u32>, Arc<Semaphore>) {
        let (gate, arrivals, open) = Guarded::new();
        let server = Server::new().add(GateServer::new(gate));
        (
            Self::new(server.bind("127.0.0.1:0").await.expect("binds")),
            arrivals,
            open,
        )
    }

    /// The address without the scheme.
    pub(super) fn addr(&self) -> &str {
        let (scheme, addr) = self.url.split_once("://").expect("TCP");
        assert!(scheme.starts_with("http"));
        addr
    }

    pub(super) async fn client(&self) -> GateClient {
        GateClient::connect(&self.url).await.expect("connects")
    }

    /// Waits until it has left.
    pub(super) async fn left(self) {
        soon(self.task).await.expect("no panic").expect("no error");
    }
}

/// What has to happen long before this gives up.
pub(super) async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), future)
        .await
        .expect("it should have happened by now")
}

/// Longer than any test takes.
pub(super) const HOUR: Duration = Duration::from_secs(3600);

/// Whether a connection has not been closed, as far as its end knows.
pub(super) fn is_open(stream: &TcpStream) -> bool {
    loop {
        match stream.try_read(&mut [0; 1024]) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => return error.kind() == ErrorKind::WouldBlock,
        }
    }
}
