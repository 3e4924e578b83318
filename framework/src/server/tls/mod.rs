//! TLS: the server's certificate, its callers', and both renewed while it serves.
//!
//! [`Tls`] says where the certificates are; [`Server::tls`](super::Server::tls) takes it. `config` makes rustls's
//! configuration of what `pem` reads, `current` keeps the one that new connections use, `handshake` runs on the task of
//! each connection, `identity` reads what a caller's certificate says.

mod config;
mod current;
mod handshake;
mod identity;
mod pem;
mod subject;

use std::path::PathBuf;
use std::time::Duration;

pub(super) use current::Current;
pub(super) use handshake::secure;
use pem::Pem;

/// How often the files are looked at unless set.
const RELOAD_INTERVAL: Duration = Duration::from_secs(10);

/// The certificate of a server, and what it asks of its callers.
///
/// ```no_run
/// # use traitwire::server::{ClientAuth, Server, Service, Tls};
/// # async fn serve(users: impl Service) -> Result<(), traitwire::Error> {
/// let tls = Tls::from_pem_files("server.pem", "server.key")
///     .client_auth(ClientAuth::required("clients.pem"));
/// Server::new().tls(tls).add(users).listen("[::]:50051").await?;
/// # Ok(())
/// # }
/// ```
///
/// TLS 1.3 and 1.2, through rustls. Files are read when the server binds, and again whenever they change: new
/// connections use the new certificate, and those that are open go on. What cannot be used is logged, and the
/// certificate that is in use stays. TLS is spoken at TCP addresses; a Unix socket stays plain, since the rights on
/// its file say who may connect.
#[derive(Debug, Clone)]
#[must_use = "a server takes it by `Server::tls`"]
pub struct Tls {
    chain: Pem,
    key: Pem,
    client_auth: Option<ClientAuth>,
    reload_interval: Duration,
}

impl Tls {
    /// The certificate with those that lead to its authority, and its private key (PKCS #8, PKCS #1 or SEC 1), in PEM
    /// files.
    pub fn from_pem_files(chain: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Self::new(Pem::File(chain.into()), Pem::File(key.into()))
    }

    /// The same from memory. It never changes.
    pub fn from_pem(chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        Self::new(Pem::Bytes(chain.into()), Pem::Bytes(key.into()))
    }

    fn new(chain: Pem, key: Pem) -> Self {
        Self {
            chain,
            key,
            client_auth: None,
            reload_interval: RELOAD_INTERVAL,
        }
    }

    /// Asks callers for certificates. [`Peer::identity`](crate::Peer::identity) says who they are.
    pub fn client_auth(mut self, auth: ClientAuth) -> Self {
        self.client_auth = Some(auth);
        self
    }

    /// How often the files are looked at: every 10 seconds unless set. Zero is never;
    /// [`Handle::reload_tls`](super::Handle::reload_tls) reads them at once.
    pub fn reload_interval(mut self, interval: Duration) -> Self {
        self.reload_interval = interval;
        self
    }
}

/// Which certificates a server asks its callers for: those issued by its roots.
#[derive(Debug, Clone)]
pub struct ClientAuth {
    roots: Pem,
    required: bool,
}

impl ClientAuth {
    /// Every caller shows a certificate that the roots in this PEM file have issued, or is not connected.
    pub fn required(roots: impl Into<PathBuf>) -> Self {
        Self {
            roots: Pem::File(roots.into()),
            required: true,
        }
    }

    /// The same, with the roots in memory.
    pub fn required_pem(roots: impl Into<Vec<u8>>) -> Self {
        Self {
            roots: Pem::Bytes(roots.into()),
            required: true,
        }
    }

    /// A caller may show no certificate. One that is shown and that the roots have not issued is refused.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }
}
