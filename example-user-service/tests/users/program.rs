//! The program itself: what it prints, what it keeps, how it ends.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use example_user_service::api::{UserError, UserService, UserServiceClient};
use traitwire::{Code, Context, Streaming};

const PROGRAM: &str = env!("CARGO_BIN_EXE_example-user-service");

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    for variable in [
        "USERS_LISTEN",
        "USERS_DATABASE",
        "USERS_AUTH_KEY",
        "USERS_ALLOW_ORIGIN",
        "RUST_LOG",
    ] {
        command.env_remove(variable);
    }
    command.args(arguments);
    command
}

/// The program, serving. It is killed with the value.
struct Serving {
    child: Child,
    out: BufReader<ChildStdout>,
    url: String,
    /// What it has printed, as far as it was read.
    printed: String,
}

impl Serving {
    /// Starts it and waits until it says where it listens.
    fn start(database: &Path, arguments: &[&str]) -> Self {
        let mut child = program(&["serve", "--listen", "127.0.0.1:0"])
            .arg("--database")
            .arg(database)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut serving = Self {
            out: BufReader::new(child.stdout.take().expect("it is piped")),
            child,
            url: String::new(),
            printed: String::new(),
        };
        let address = serving.printed_after("http://");
        serving.url = format!("http://{}", address.trim_end_matches(','));
        serving
    }

    async fn client(&self) -> UserServiceClient {
        UserServiceClient::connect(&self.url).await.expect("a connection")
    }

    /// The word that it prints after `mark`, waiting for it.
    fn printed_after(&mut self, mark: &str) -> String {
        loop {
            if let Some((_, rest)) = self.printed.split_once(mark) {
                return rest.split_whitespace().next().unwrap_or_default().to_owned();
            }
            let mut line = String::new();
            let read = self.out.read_line(&mut line).expect("text");
            assert!(read > 0, "it ended, and no {mark} in: {}", self.printed);
            self.printed.push_str(&line);
        }
    }

    fn terminate(&self) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(sent.success());
    }

    fn exit_code(mut self) -> Option<i32> {
        // Nothing else is written to a pipe that nobody reads.
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("text");
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // SIGKILL; it may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn delete(client: &UserServiceClient, token: &str, id: &str) -> Result<bool, UserError> {
    let ctx = Context::new().with_metadata("authorization", format!("Bearer {token}"));
    client.delete_user(&ctx, id).await
}

fn token(arguments: &[&str]) -> String {
    let Output { status, stdout, .. } = program(&["token"]).args(arguments).output().expect("it runs");
    assert!(status.success());
    let text = String::from_utf8(stdout).expect("text");
    let token = text.strip_suffix('\n').expect("a line");
    assert!(
        token.split('.').count() == 3 && !token.contains(char::is_whitespace),
        "{text}"
    );
    token.to_owned()
}

#[tokio::test]
async fn users_outlive_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("users.db");

    let serving = Serving::start(&database, &[]);
    let client = serving.client().await;
    let carol = client
        .create_user(&Context::new(), "Carol", "carol@example.com")
        .await
        .expect("created");
    drop(serving);

    let serving = Serving::start(&database, &[]);
    let client = serving.client().await;
    assert_eq!(client.get_user(&carol.id).await.expect("still there"), carol);
    assert_eq!(client.list_users().await.expect("users").len(), 3);
}

#[tokio::test]
async fn without_a_key_it_prints_a_token_that_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut serving = Serving::start(&folder.path().join("users.db"), &[]);
    let token = serving.printed_after("TOKEN=");
    let client = serving.client().await;
    assert!(delete(&client, &token, "2").await.expect("deleted"));
}

#[tokio::test]
async fn the_token_command_signs_for_a_server_with_the_same_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = Serving::start(&folder.path().join("users.db"), &["--auth-key", "s3cret"]);
    let client = serving.client().await;

    let viewer = token(&["--auth-key", "s3cret", "--role", "viewer"]);
    let refused = delete(&client, &viewer, "2").await;
    assert!(matches!(refused, Err(UserError::Rpc(status)) if status.code() == Code::PermissionDenied));

    let foreign = token(&["--auth-key", "another", "--role", "admin"]);
    let refused = delete(&client, &foreign, "2").await;
    assert!(matches!(refused, Err(UserError::Rpc(status)) if status.code() == Code::Unauthenticated));

    let admin = token(&["--auth-key", "s3cret", "--role", "admin"]);
    assert!(delete(&client, &admin, "2").await.expect("deleted"));
}

#[tokio::test]
async fn a_pair_of_keys_signs_and_verifies() {
    let keys = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../framework/src/interceptor/auth/fixtures"
    );
    for kind in ["ec", "rsa"] {
        let folder = tempfile::tempdir().expect("a folder");
        let public = format!("@{keys}/{kind}-public.pem");
        let private = format!("@{keys}/{kind}-private.pem");
        let serving = Serving::start(&folder.path().join("users.db"), &["--auth-key", &public]);
        let token = token(&["--auth-key", &private, "--role", "admin"]);
        assert!(
            delete(&serving.client().await, &token, "2")
                .await
                .expect("deleted")
        );
    }
}

#[test]
fn the_client_tours_every_method() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut serving = Serving::start(&folder.path().join("users.db"), &[]);
    let token = serving.printed_after("TOKEN=");
    let tour = |arguments: &[&str]| {
        let mut client = Command::new(env!("CARGO_BIN_EXE_client"));
        client.env_remove("USERS_TOKEN").args(arguments);
        client.output().expect("it runs")
    };

    for arguments in [&[&*serving.url][..], &[&*serving.url, "--token", &token]] {
        let output = tour(arguments);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{output:?}");
        for method in [
            "GetUser",
            "CreateUser",
            "ListUsers",
            "UpdateUser",
            "DeleteUser",
            "ListUsersStream",
            "CreateUsers",
            "Chat",
        ] {
            let said = text.lines().any(|line| line.split(' ').next() == Some(method));
            assert!(said, "no {method} in {text}");
        }
    }

    let url = serving.url.clone();
    drop(serving);
    let output = tour(&[&url]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        error.starts_with("error: ") && error.lines().count() == 1,
        "{error}"
    );
}

#[tokio::test]
async fn talk_does_not_keep_it_from_leaving() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = Serving::start(&folder.path().join("users.db"), &[]);
    let (_mouth, silence) = Streaming::channel(1);
    let client = serving.client().await;
    let mut room = client.chat(silence).await.expect("the room is open");

    serving.terminate();
    let status = room.next().await.expect("told why").expect_err("sent out");
    assert_eq!(status.code(), Code::Unavailable);
    assert!(status.message().contains("leaving"), "{status:?}");
    assert_eq!(serving.exit_code(), Some(0));
}

#[test]
fn what_stops_the_start_is_one_line_with_a_remedy() {
    for (arguments, parts) in [
        (
            &["--database", "/no/such/folder/users.db"][..],
            ["`--database`", "folder must exist"],
        ),
        (
            &["--database", "mysql://host/users"],
            ["`--database`", "postgres://"],
        ),
        (
            &["--database", ":memory:", "--auth-key", ""],
            ["`--auth-key`", "empty"],
        ),
        (
            &["--database", ":memory:", "--auth-key", "@/no/such.pem"],
            ["`--auth-key`", "/no/such.pem"],
        ),
        (
            &["--database", ":memory:", "--listen", "50051"],
            ["`50051`", "[::]:50051"],
        ),
        (&["token", "--role", "admin"], ["--auth-key", "USERS_AUTH_KEY"]),
    ] {
        let output = program(arguments).output().expect("it runs");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(
            error.starts_with("error: ") && error.lines().count() == 1,
            "{error}"
        );
        for part in parts {
            assert!(error.contains(part), "no {part} in {error}");
        }
        assert!(output.stdout.is_empty());
    }
}
