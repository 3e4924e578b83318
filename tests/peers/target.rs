//! The server under attack, from outside.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::api::{Measured, Note};
use super::peer::{Peer, Seen};

/// How long the server may take for anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server in a process of its own, which ends with this.
pub(crate) struct Target {
    process: Child,
    /// Every limit as it is by default.
    pub(crate) plain: SocketAddr,
    /// With a second's patience.
    pub(crate) hasty: SocketAddr,
    /// The same, behind TLS.
    pub(crate) secure: SocketAddr,
    /// Its certificate and key.
    _folder: tempfile::TempDir,
    tls: Arc<ClientConfig>,
    /// Where it is measured: a connection that stays.
    gauge: RefCell<(Peer, u32)>,
}

impl Target {
    /// Starts it.
    pub(crate) fn start() -> Self {
        let key = rcgen::KeyPair::generate().expect("a key");
        let names = ["localhost".to_owned()];
        let certificate = rcgen::CertificateParams::new(names)
            .and_then(|params| params.self_signed(&key))
            .expect("a certificate");
        let folder = tempfile::tempdir().expect("a folder");
        let (chain_pem, key_pem) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
        std::fs::write(&chain_pem, certificate.pem()).expect("writes");
        std::fs::write(&key_pem, key.serialize_pem()).expect("writes");

        let mut process = Command::new(env!("CARGO_BIN_EXE_peer-target"))
            .args([chain_pem, key_pem])
            // What is large is the system's again when it is freed, and cannot hide what comes after it (mallopt(3)).
            .env("MALLOC_MMAP_THRESHOLD_", "131072")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = process.stdout.take().expect("piped");
        let mut addrs = BufReader::new(output).lines().map(|line| {
            let url = line.expect("text");
            let (_, addr) = url.split_once("://").expect("an URL");
            addr.parse::<SocketAddr>().expect("an address")
        });
        let mut addr = || addrs.next().expect("the server says where it listens");
        let (plain, hasty, secure) = (addr(), addr(), addr());
        Self {
            process,
            plain,
            hasty,
            secure,
            _folder: folder,
            tls: trusting(&certificate.pem()),
            gauge: RefCell::new((Peer::polite(plain), 1)),
        }
    }

    /// What it has in use.
    pub(crate) fn measure(&self) -> Measured {
        self.ask("Measure")
    }

    /// The same, and its peaks begin here.
    pub(crate) fn forget(&self) -> Measured {
        self.ask("Forget")
    }

    fn ask(&self, method: &str) -> Measured {
        let (gauge, stream) = &mut *self.gauge.borrow_mut();
        gauge.call(*stream, method, &Note::default());
        let seen = gauge.seen(*stream);
        assert_eq!(seen, Seen::Status(0), "the server can be measured");
        let measured = gauge.reply(*stream).expect("a measurement");
        *stream += 2;
        measured
    }

    /// The same, once it has no more tasks than so many.
    pub(crate) fn at_rest(&self, tasks: u64) -> Measured {
        let begun = Instant::now();
        loop {
            let measured = self.measure();
            if measured.tasks <= tasks {
                return measured;
            }
            assert!(begun.elapsed() < PATIENCE, "{measured:?}: it had {tasks} tasks");
            thread::yield_now();
        }
    }

    /// Calls the server that has patience, on a new connection.
    ///
    /// # Errors
    /// What was seen instead of an answer.
    pub(crate) fn greet(&self) -> Result<(), Seen> {
        greet(Peer::silent(self.plain))
    }

    /// The same with those that have little, and may not have it while thousands of tasks end.
    ///
    /// # Errors
    /// What was seen instead of an answer.
    pub(crate) fn greet_hasty(&self) -> Result<(), Seen> {
        greet(Peer::silent(self.hasty))?;
        let stream = TcpStream::connect(self.secure).map_err(|_| Seen::Closed)?;
        stream
            .set_read_timeout(Some(PATIENCE))
            .map_err(|_| Seen::Closed)?;
        let name = ServerName::try_from("localhost").expect("a name");
        let tls = ClientConnection::new(self.tls.clone(), name).expect("a configuration");
        greet(Peer::over(StreamOwned::new(tls, stream)))
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn greet<S: std::io::Read + std::io::Write>(mut peer: Peer<S>) -> Result<(), Seen> {
    peer.begin(&[]);
    let note = Note {
        text: "is anybody there?".to_owned(),
        ..Note::default()
    };
    peer.call(1, "Echo", &note);
    match (peer.seen(1), peer.reply::<Note>(1)) {
        (Seen::Status(0), Some(answer)) if answer == note => Ok(()),
        (seen, _) => Err(seen),
    }
}

fn trusting(pem: &str) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).expect("PEM");
    roots.add(certificate).expect("a certificate");
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec()];
    Arc::new(config)
}
