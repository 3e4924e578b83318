//! SIGTERM and ctrl-c, which are a process's: each test runs a server in a process of its own.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use traitwire::server::Server;

use super::{Gate, GateClient, GateServer, Guarded, HOUR, Visitor, soon};

/// Where the child finds that it is one.
const CHILD: &str = "TRAITWIRE_TEST_SERVES";

/// Where it finds that it takes its time to leave.
const DELAYED: &str = "TRAITWIRE_TEST_DELAYED";

/// Where it finds that signals are none of its server's.
const ALONE: &str = "TRAITWIRE_TEST_ALONE";

/// The server of the child; no test of its own.
#[tokio::test]
async fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let (gate, mut arrivals, open) = Guarded::new();
    let server = Server::new().drain_deadline(HOUR);
    let server = match std::env::var_os(DELAYED) {
        Some(_) => server.drain_delay(HOUR),
        None => server,
    };
    let alone = std::env::var_os(ALONE).is_some();
    let server = server.handle_signals(!alone).add(GateServer::new(gate));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let handle = bound.handle();
    if !alone {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).expect("listens");
        tokio::spawn(async move {
            while terminate.recv().await.is_some() {
                println!("\nheard SIGTERM");
            }
        });
    }
    println!("\nserves {}", bound.local_addr().url());
    tokio::spawn(async move {
        while let Some(number) = arrivals.recv().await {
            println!("\ncome {number}");
        }
    });
    tokio::spawn(async move {
        // What the test says.
        let mut lines = BufReader::new(tokio::io::stdin()).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            match &*line {
                "leave" => handle.shutdown(),
                _ => open.add_permits(1),
            }
        }
    });
    bound.serve().await.expect("serves");
    println!("\nleft");
    std::process::exit(0);
}

struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    url: String,
}

impl Process {
    async fn start() -> Self {
        Self::start_with(&[]).await
    }

    async fn start_with(variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this binary"))
            .envs(variables.iter().copied())
            .args(["--exact", "serving::signals::child", "--nocapture"])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut server = Self {
            child,
            lines,
            url: String::new(),
        };
        server.url = server.said("serves ").await;
        server
    }

    /// Waits for a line that begins so; the rest of it.
    async fn said(&mut self, start: &str) -> String {
        loop {
            let line = soon(self.lines.next_line())
                .await
                .expect("reads")
                .expect("a line");
            if let Some(rest) = line.strip_prefix(start) {
                return rest.to_owned();
            }
        }
    }

    async fn say(&mut self, line: &str) {
        use tokio::io::AsyncWriteExt as _;
        let stdin = self.child.stdin.as_mut().expect("piped");
        stdin
            .write_all(format!("{line}\n").as_bytes())
            .await
            .expect("writes");
    }

    async fn signal(&self, name: &str) {
        let id = self.child.id().expect("runs").to_string();
        let sent = Command::new("kill").args([name, &id]).status().await;
        assert!(sent.expect("kill").success());
    }

    /// Waits until health says that it leaves: it has taken the signal.
    async fn leaves(
        &self,
        health: &mut traitwire::Streaming<traitwire::server::health::HealthCheckResponse>,
    ) {
        use traitwire::server::health::ServingStatus;
        loop {
            let response = soon(health.next()).await.expect("a status").expect("no error");
            if response.status == ServingStatus::NotServing {
                return;
            }
        }
    }

    async fn watch(&self) -> traitwire::Streaming<traitwire::server::health::HealthCheckResponse> {
        use traitwire::server::health::{Health, HealthCheckRequest, HealthClient};
        let health = HealthClient::connect(&self.url).await.expect("connects");
        health
            .watch(HealthCheckRequest::default())
            .await
            .expect("watches")
    }
}

#[tokio::test]
async fn a_signal_loses_none_of_fifty_running_calls() {
    for signal in ["-TERM", "-INT"] {
        let mut server = Process::start().await;
        let mut passing = tokio::task::JoinSet::new();
        for caller in 0..10 {
            let client = GateClient::connect(&server.url).await.expect("connects");
            for number in caller * 5..caller * 5 + 5 {
                let client = client.clone();
                passing.spawn(async move { (number, client.pass(Visitor { number }).await) });
            }
        }
        for _ in 0..50 {
            server.said("come ").await;
        }
        let mut watch = server.watch().await;
        server.signal(signal).await;
        server.leaves(&mut watch).await;
        let ended = soon(watch.next()).await.expect("a status").expect_err("the end");
        assert_eq!(ended.code(), traitwire::Code::Unavailable);
        server.say("open").await;
        while let Some(passed) = soon(passing.join_next()).await {
            let (number, answer) = passed.expect("no panic");
            assert_eq!(answer.expect("answered").number, number);
        }
        assert!(soon(server.child.wait()).await.expect("ends").success());
    }
}

/// As when a hook asks the server to leave, and the signal follows.
#[tokio::test]
async fn the_first_signal_after_a_shutdown_ends_nothing() {
    let mut server = Process::start().await;
    let client = GateClient::connect(&server.url).await.expect("connects");
    let passing = tokio::spawn(async move { client.pass(Visitor { number: 5 }).await });
    assert_eq!(server.said("come ").await, "5");
    let mut watch = server.watch().await;
    server.say("leave").await;
    server.leaves(&mut watch).await;
    server.signal("-TERM").await;
    server.said("heard SIGTERM").await;
    server.say("open").await;
    assert_eq!(
        soon(passing).await.expect("no panic").expect("answered").number,
        5
    );
    assert!(soon(server.child.wait()).await.expect("ends").success());
}

#[tokio::test]
async fn signals_may_be_somebody_elses() {
    use std::os::unix::process::ExitStatusExt as _;
    let mut server = Process::start_with(&[(ALONE, "1")]).await;
    server.signal("-TERM").await;
    let status = soon(server.child.wait()).await.expect("ends");
    assert_eq!(status.signal(), Some(15));
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let mut server = Process::start().await;
    let client = GateClient::connect(&server.url).await.expect("connects");
    let passing = tokio::spawn(async move { client.pass(Visitor { number: 5 }).await });
    assert_eq!(server.said("come ").await, "5");
    let mut watch = server.watch().await;
    server.signal("-TERM").await;
    server.leaves(&mut watch).await;
    server.signal("-TERM").await;
    // Its drain deadline is an hour: only the second signal can end it now.
    assert!(soon(server.child.wait()).await.expect("ends").success());
    assert!(soon(passing).await.expect("no panic").is_err());
}

/// The first signal changes what health says, and nothing else until the delay is over or a second one comes.
#[tokio::test]
async fn a_server_that_takes_its_time_goes_on_as_before() {
    use traitwire::server::health::{Health, HealthCheckRequest, HealthClient, ServingStatus};
    let mut server = Process::start_with(&[(DELAYED, "1")]).await;
    let client = GateClient::connect(&server.url).await.expect("connects");
    let passing = tokio::spawn(async move { client.pass(Visitor { number: 5 }).await });
    assert_eq!(server.said("come ").await, "5");
    let mut watch = server.watch().await;
    server.signal("-TERM").await;
    server.leaves(&mut watch).await;
    // New connections are served, the watch goes on, and health says what balancers are to know.
    let late = GateClient::connect(&server.url).await.expect("connects");
    late.greet(Visitor::default()).await.expect("answered");
    let health = HealthClient::connect(&server.url).await.expect("connects");
    let checked = health
        .check(HealthCheckRequest::default())
        .await
        .expect("answered");
    assert_eq!(checked.status, ServingStatus::NotServing);
    server.say("open").await;
    assert_eq!(
        soon(passing).await.expect("no panic").expect("answered").number,
        5
    );
    server.signal("-TERM").await;
    assert!(soon(server.child.wait()).await.expect("ends").success());
}
