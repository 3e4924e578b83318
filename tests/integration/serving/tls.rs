//! TLS: certificates of servers and callers, and new ones while calls run.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use traitwire::server::{ClientAuth, Server, Tls};
use traitwire::{Code, Context, Identity, Interceptor, Next, Status, Streaming, message, service};

use super::authority::{Authority, Issued};
use super::{Gate, GateClient, GateServer, Guarded, HOUR, Running, Visitor, is_open, soon};

/// A file of the server, and what is in it.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new(issued: &Issued) -> Self {
        let files = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        files.write(issued);
        files
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, issued: &Issued) {
        std::fs::write(self.path("chain.pem"), &issued.chain).expect("writes");
        std::fs::write(self.path("key.pem"), &issued.key).expect("writes");
    }

    fn tls(&self) -> Tls {
        Tls::from_pem_files(self.path("chain.pem"), self.path("key.pem")).reload_interval(Duration::ZERO)
    }
}

async fn gate(tls: Tls) -> Running {
    let (gate, ..) = Guarded::new();
    let server = Server::new().tls(tls).add(GateServer::new(gate));
    Running::new(server.bind("127.0.0.1:0").await.expect("binds"))
}

fn in_memory(authority: &Authority) -> Tls {
    let issued = authority.server();
    Tls::from_pem(issued.chain, issued.key)
}

#[tokio::test]
async fn a_call_and_its_address() {
    let authority = Authority::new();
    let server = gate(in_memory(&authority)).await;
    assert!(server.url.starts_with("https://127.0.0.1:"), "{}", server.url);
    let channel = authority.channel(&server.url, None).await.expect("connects");
    let greeted = GateClient::new(channel).greet(Visitor { number: 3 }).await;
    assert_eq!(greeted.expect("answered").number, 3);
}

/// A message as large as it is said to be.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Load {
    #[field(1)]
    bytes: Vec<u8>,
}

/// Gives back what it gets.
#[service]
trait Mirror {
    async fn reflect(&self, request: Load) -> Result<Load, Status>;
    async fn reflect_all(&self, loads: Streaming<Load>) -> Result<Streaming<Load>, Status>;
}

struct Glass;

impl Mirror for Glass {
    async fn reflect(&self, request: Load) -> Result<Load, Status> {
        Ok(request)
    }

    async fn reflect_all(&self, loads: Streaming<Load>) -> Result<Streaming<Load>, Status> {
        Ok(loads)
    }
}

/// Larger than any buffer on the way, so that TLS writes in parts and waits for the peer between them.
#[tokio::test]
async fn large_messages_arrive_whole() {
    let authority = Authority::new();
    let server = Server::new()
        .tls(in_memory(&authority))
        .add(MirrorServer::new(Glass));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let client = MirrorClient::new(authority.channel(&server.url, None).await.expect("connects"));
    let load = |seed: usize| Load {
        bytes: (0..3 << 20).map(|n| (n * 31 + seed) as u8).collect(),
    };
    assert!(client.reflect(load(0)).await.expect("answered") == load(0));
    let mut answers = client
        .reflect_all(Streaming::from_iter((1..4).map(load)))
        .await
        .expect("answered");
    for seed in 1..4 {
        let answer = soon(answers.next()).await.expect("a message").expect("no error");
        assert!(answer == load(seed), "{seed}");
    }
    assert!(soon(answers.next()).await.is_none());
}

#[tokio::test]
async fn no_other_protocol_is_agreed_on() {
    let authority = Authority::new();
    let server = gate(in_memory(&authority)).await;
    let addr = server.addr();
    let agreed = authority.connect(addr, &[b"h2"]).await.expect("TLS");
    assert_eq!(agreed.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    assert!(authority.connect(addr, &[b"spdy/3"]).await.is_err());
    // One that says nothing begins with the preface, and is served.
    assert!(authority.connect(addr, &[]).await.is_ok());
    // Without TLS, nothing is.
    let plain = GateClient::connect(&format!("http://{addr}")).await;
    let greeted = plain.expect("TCP").greet(Visitor::default()).await;
    assert_eq!(greeted.expect_err("no TLS").code(), Code::Unavailable);
}

/// Tells who calls.
#[derive(Default)]
struct Who {
    tell: Option<mpsc::UnboundedSender<Option<Identity>>>,
}

impl Interceptor for Who {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        let identity = ctx.peer().and_then(|peer| peer.identity()).cloned();
        if let Some(tell) = &self.tell {
            let _ = tell.send(identity);
        }
        next.run(ctx).await
    }
}

async fn with_client_auth(
    authority: &Authority,
    auth: ClientAuth,
) -> (Running, mpsc::UnboundedReceiver<Option<Identity>>) {
    let (tell, told) = mpsc::unbounded_channel();
    let (gate, ..) = Guarded::new();
    let server = Server::new()
        .tls(in_memory(authority).client_auth(auth))
        .intercept(Who { tell: Some(tell) })
        .add(GateServer::new(gate));
    (
        Running::new(server.bind("127.0.0.1:0").await.expect("binds")),
        told,
    )
}

/// A call over a fresh connection. A refused certificate shows there, or on the connection, as TLS 1.3 has it.
async fn greet(authority: &Authority, server: &Running, own: Option<&Issued>) -> Result<(), String> {
    let channel = authority
        .channel(&server.url, own)
        .await
        .map_err(|error| format!("{error:?}"))?;
    let greeted = GateClient::new(channel).greet(Visitor::default()).await;
    greeted.map(drop).map_err(|status| {
        assert_eq!(status.code(), Code::Unavailable, "{status}");
        status.to_string()
    })
}

#[tokio::test]
async fn who_calls_is_known_by_their_certificate() {
    let authority = Authority::new();
    let (server, mut told) = with_client_auth(&authority, ClientAuth::required_pem(authority.root())).await;
    let uri = "spiffe://example.org/anna";
    let anna = authority.client("anna", uri);
    greet(&authority, &server, Some(&anna)).await.expect("answered");
    let identity = soon(told.recv()).await.expect("a call").expect("an identity");
    assert_eq!(identity.common_name(), Some("anna"));
    assert_eq!(identity.dns_names().collect::<Vec<_>>(), ["anna.example"]);
    assert_eq!(identity.spiffe_id(), Some(uri));
    assert_eq!(identity.chain().next(), Some(&anna.der()[..]));

    greet(&authority, &server, None)
        .await
        .expect_err("no certificate");
    let stranger = Authority::new().client("eve", "spiffe://example.org/eve");
    greet(&authority, &server, Some(&stranger))
        .await
        .expect_err("not issued by the roots");
    assert!(told.try_recv().is_err(), "neither was served");
}

#[tokio::test]
async fn a_certificate_may_be_optional_but_never_false() {
    let authority = Authority::new();
    let auth = ClientAuth::required_pem(authority.root()).optional();
    let (server, mut told) = with_client_auth(&authority, auth).await;
    greet(&authority, &server, None).await.expect("answered");
    assert_eq!(soon(told.recv()).await.expect("a call"), None);
    let anna = authority.client("anna", "spiffe://example.org/anna");
    greet(&authority, &server, Some(&anna)).await.expect("answered");
    let identity = soon(told.recv()).await.expect("a call").expect("an identity");
    assert_eq!(identity.common_name(), Some("anna"));
    let stranger = Authority::new().client("eve", "spiffe://example.org/eve");
    greet(&authority, &server, Some(&stranger))
        .await
        .expect_err("not issued by the roots");
}

#[tokio::test]
async fn what_cannot_be_used_says_what_to_do() {
    let authority = Authority::new();
    let (one, other) = (authority.server(), authority.server());
    let files = Files::new(&one);
    let path = |name: &str| files.path(name);
    std::fs::write(path("nonsense"), "no PEM").expect("writes");
    std::fs::write(path("other.key"), &other.key).expect("writes");
    let chain = || path("chain.pem");
    for (tls, said) in [
        (
            Tls::from_pem_files(path("missing.pem"), path("key.pem")),
            ["missing.pem", "cannot read"],
        ),
        (
            Tls::from_pem_files(path("nonsense"), path("key.pem")),
            ["nonsense", "BEGIN CERTIFICATE"],
        ),
        (
            Tls::from_pem_files(chain(), path("missing.key")),
            ["missing.key", "cannot read"],
        ),
        (
            Tls::from_pem_files(chain(), path("nonsense")),
            ["nonsense", "BEGIN PRIVATE KEY"],
        ),
        (
            Tls::from_pem_files(chain(), path("other.key")),
            ["other.key", "made together"],
        ),
        (
            files
                .tls()
                .client_auth(ClientAuth::required(path("missing.roots"))),
            ["missing.roots", "cannot read"],
        ),
        (
            files.tls().client_auth(ClientAuth::required(path("nonsense"))),
            ["nonsense", "roots"],
        ),
    ] {
        let bound = Server::new().tls(tls).bind("127.0.0.1:0").await;
        let error = bound.err().expect(said[0]).to_string();
        assert!(said.iter().all(|said| error.contains(said)), "{said:?}: {error}");
    }
}

#[tokio::test]
async fn a_broken_certificate_leaves_the_one_in_use() {
    let authority = Authority::new();
    let (old, new) = (authority.server(), authority.server());
    let files = Files::new(&old);
    let server = gate(files.tls()).await;
    for broken in ["no PEM", &new.chain] {
        // The new chain is not that of the old key.
        std::fs::write(files.path("chain.pem"), broken).expect("writes");
        server.handle.reload_tls().expect_err("broken");
        assert_eq!(authority.shown(server.addr()).await, old.der());
    }
    files.write(&new);
    server.handle.reload_tls().expect("reads");
    assert_eq!(authority.shown(server.addr()).await, new.der());
    let (plain, ..) = Running::gate().await;
    let error = plain.handle.reload_tls().expect_err("no TLS").to_string();
    assert!(error.contains("Server::tls"), "{error}");
}

#[tokio::test]
async fn changed_files_are_found() {
    let authority = Authority::new();
    let (old, new) = (authority.server(), authority.server());
    let files = Files::new(&old);
    let server = gate(files.tls().reload_interval(Duration::from_millis(1))).await;
    assert_eq!(authority.shown(server.addr()).await, old.der());
    files.write(&new);
    soon(async { while authority.shown(server.addr()).await != new.der() {} }).await;
}

/// Waits until a counter has gone on by `more`.
async fn goes_on(counter: &AtomicU64, more: u64) {
    let goal = counter.load(Ordering::Relaxed) + more;
    soon(async {
        while counter.load(Ordering::Relaxed) < goal {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

/// Calls on connections that stay and on ones that come, while the certificate changes again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_certificates_under_load_fail_no_call() {
    let authority = Arc::new(Authority::new());
    let files = Files::new(&authority.server());
    let server = gate(files.tls()).await;
    let stop = Arc::new(AtomicBool::new(false));
    let (old, new) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let channel = authority.channel(&server.url, None).await.expect("connects");
        let (stopped, answered) = (stop.clone(), old.clone());
        callers.spawn(async move {
            let client = GateClient::new(channel);
            while !stopped.load(Ordering::Relaxed) {
                client.greet(Visitor::default()).await.expect("answered");
                answered.fetch_add(1, Ordering::Relaxed);
            }
        });
        let (stopped, answered) = (stop.clone(), new.clone());
        let (authority, url) = (authority.clone(), server.url.clone());
        callers.spawn(async move {
            while !stopped.load(Ordering::Relaxed) {
                let channel = authority.channel(&url, None).await.expect("connects");
                let greeted = GateClient::new(channel).greet(Visitor::default()).await;
                greeted.expect("answered");
                answered.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    for _ in 0..10 {
        goes_on(&old, 50).await;
        goes_on(&new, 8).await;
        let issued = authority.server();
        files.write(&issued);
        server.handle.reload_tls().expect("reads");
        assert_eq!(authority.shown(server.addr()).await, issued.der());
    }
    goes_on(&old, 50).await;
    stop.store(true, Ordering::Relaxed);
    while let Some(caller) = soon(callers.join_next()).await {
        caller.expect("every call was answered");
    }
}

#[tokio::test]
async fn a_handshake_that_does_not_end_is_ended_and_holds_nobody() {
    let authority = Authority::new();
    let with = async |timeout| {
        let (gate, ..) = Guarded::new();
        let server = Server::new()
            .tls(in_memory(&authority))
            .handshake_timeout(timeout)
            .add(GateServer::new(gate));
        Running::new(server.bind("127.0.0.1:0").await.expect("binds"))
    };
    let (patient, server) = (with(HOUR).await, with(Duration::from_millis(200)).await);
    // Nothing, and the beginning of a ClientHello.
    let (mut waited_for, mut silent) = (Vec::new(), Vec::new());
    for start in [&b""[..], b"\x16\x03\x01\x02\x00\x01"] {
        for (server, streams) in [(&patient, &mut waited_for), (&server, &mut silent)] {
            let mut stream = TcpStream::connect(server.addr()).await.expect("connects");
            stream.write_all(start).await.expect("writes");
            streams.push(stream);
        }
    }
    // They were accepted before this one, which is served all the same.
    greet(&authority, &patient, None).await.expect("answered");
    for mut stream in silent {
        let _ = soon(stream.read_to_end(&mut Vec::new())).await;
    }
    assert!(
        waited_for.iter().all(is_open),
        "they began before those that were closed"
    );
}

/// A leaving server does not wait for peers that have said nothing, though they may take an hour.
#[tokio::test]
async fn a_handshake_that_does_not_end_holds_no_drain() {
    let authority = Authority::new();
    let (gate, ..) = Guarded::new();
    let server = Server::new()
        .tls(in_memory(&authority))
        .handshake_timeout(HOUR)
        .drain_deadline(HOUR)
        .add(GateServer::new(gate));
    let server = Running::new(server.bind("127.0.0.1:0").await.expect("binds"));
    let silent = TcpStream::connect(server.addr()).await.expect("connects");
    greet(&authority, &server, None).await.expect("answered");
    server.handle.shutdown();
    server.left().await;
    drop(silent);
}

/// Where the child finds the server to call.
const CALLS: &str = "TRAITWIRE_TEST_CALLS";

/// The client of the child; no test of its own.
#[tokio::test]
async fn child_that_calls() {
    let Ok(url) = std::env::var(CALLS) else {
        return;
    };
    let client = GateClient::connect(&url).await.expect("connects");
    client.greet(Visitor::default()).await.expect("answered");
}

/// A client trusts the roots of its system, which `SSL_CERT_FILE` names: for a process, so this needs one of its own.
#[tokio::test]
async fn a_client_trusts_the_roots_of_its_system() {
    let authority = Authority::new();
    let server = gate(in_memory(&authority)).await;
    let folder = tempfile::tempdir().expect("a folder");
    for (roots, trusted) in [(authority.root(), true), (Authority::new().root(), false)] {
        let file = folder.path().join("roots.pem");
        std::fs::write(&file, roots).expect("writes");
        let child = tokio::process::Command::new(std::env::current_exe().expect("this binary"))
            .args(["--exact", "serving::tls::child_that_calls"])
            .env(CALLS, &server.url)
            .env("SSL_CERT_FILE", &file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .status();
        assert_eq!(soon(child).await.expect("runs").success(), trusted);
    }
}
