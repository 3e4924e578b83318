//! Where a server listens: at several addresses, and at sockets that others have opened.

use traitwire::server::{Address, Server};

use super::{Gate, GateClient, GateServer, Guarded, Running, Visitor, soon};

async fn greet(url: &str) {
    let client = GateClient::connect(url).await.expect("connects");
    client.greet(Visitor::default()).await.expect(url);
}

#[cfg(unix)]
#[tokio::test]
async fn several_addresses_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gate.sock");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("binds");
    let handed = Address::Tcp(listener.local_addr().expect("bound"));
    let (gate, ..) = Guarded::new();
    let bound = Server::new()
        .also_listen("127.0.0.1:0")
        .also_listen(format!("unix:{}", path.display()))
        .also_listen_on(listener)
        .add(GateServer::new(gate))
        .bind("127.0.0.1:0")
        .await
        .expect("binds");
    let addresses = bound.local_addrs().to_vec();
    assert_eq!(addresses.len(), 4);
    assert_eq!(addresses[0], *bound.local_addr());
    assert_eq!(addresses[2..], [Address::Unix(path.clone()), handed]);
    let server = Running::new(bound);
    for address in &addresses {
        greet(&address.url()).await;
    }
    server.handle.shutdown();
    server.left().await;
    for address in &addresses {
        GateClient::connect(&address.url())
            .await
            .expect_err("nobody listens");
    }
    assert!(!path.exists());
}

#[tokio::test]
async fn one_address_that_cannot_be_opened_is_said() {
    let (running, ..) = Running::gate().await;
    let addr = running.addr();
    for also in [addr, "nonsense"] {
        let bound = Server::new().also_listen(also).bind("127.0.0.1:0").await;
        let error = bound.err().expect("an error").to_string();
        assert!(error.contains(also), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_unix_socket_that_was_handed_over_keeps_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gate.sock");
    let listener = std::os::unix::net::UnixListener::bind(&path).expect("binds");
    let (gate, ..) = Guarded::new();
    let bound = Server::new().add(GateServer::new(gate)).bind_on(listener).await;
    let server = Running::new(bound.expect("binds"));
    assert_eq!(server.url, format!("unix:{}", path.display()));
    greet(&server.url).await;
    server.handle.shutdown();
    server.left().await;
    assert!(path.exists(), "whoever bound it removes it");
}

/// Where the child finds that it is one.
#[cfg(unix)]
const INHERITS: &str = "TRAITWIRE_TEST_INHERITS";

/// The server of the child; no test of its own.
#[cfg(unix)]
#[tokio::test]
async fn child_that_inherits() {
    if std::env::var_os(INHERITS).is_none() {
        return;
    }
    let (gate, ..) = Guarded::new();
    let server = Server::new()
        .add(GateServer::new(gate))
        .also_listen("systemd:other");
    let bound = server.bind("fd:3").await.expect("inherited");
    for (addr, said) in [
        ("fd:3", "fd:3 (`systemd:grpc`), fd:4 (`systemd:other`)"),
        ("systemd:nobody", "systemd:nobody"),
        ("fd:1", "fd:1"),
        ("fd:9", "fd:9"),
    ] {
        let error = Server::new().bind(addr).await.err().expect("none").to_string();
        assert!(error.contains(said), "{error}");
    }
    bound.serve().await.expect("serves");
}

/// As systemd hands sockets over: from descriptor 3 on, to the process that `LISTEN_PID` names. The shell makes the
/// descriptor and becomes the server.
#[cfg(unix)]
#[tokio::test]
async fn sockets_are_inherited() {
    use std::os::fd::OwnedFd;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gate.sock");
    let tcp = std::net::TcpListener::bind("127.0.0.1:0").expect("binds");
    let tcp_url = format!("http://{}", tcp.local_addr().expect("bound"));
    let unix = std::os::unix::net::UnixListener::bind(&path).expect("binds");
    let unix_url = format!("unix:{}", path.display());
    let script = "exec 3<&0 4<&2 0</dev/null 2>/dev/null; export LISTEN_PID=$$; exec \"$0\" \"$@\"";
    let child = tokio::process::Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().expect("this binary"))
        .args(["--exact", "serving::listeners::child_that_inherits"])
        .env(INHERITS, "1")
        .env("LISTEN_FDS", "2")
        .env("LISTEN_FDNAMES", "grpc:other")
        .stdin(OwnedFd::from(tcp))
        .stderr(OwnedFd::from(unix))
        .stdout(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("starts");
    for url in [tcp_url, unix_url] {
        soon(greet(&url)).await;
    }
    drop(child);
}

/// A process that has inherited nothing says what is missing.
#[cfg(unix)]
#[tokio::test]
async fn nothing_inherited_is_said() {
    for addr in ["systemd:", "systemd:grpc", "fd:3"] {
        let error = Server::new().bind(addr).await.err().expect("none").to_string();
        assert!(error.contains("LISTEN_FDS"), "{error}");
    }
}
