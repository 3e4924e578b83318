//! SQLite, in memory and in a file; and what only a file can do.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use example_user_service::store::{Store, StoreError};
use tempfile::TempDir;

use crate::suite;

#[tokio::test(flavor = "multi_thread")]
async fn memory() {
    suite::all(async || "sqlite::memory:".into()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn file() {
    let folder = TempDir::new().unwrap();
    let count = AtomicUsize::new(0);
    let fresh = async || {
        let name = format!("{}.db", count.fetch_add(1, Ordering::Relaxed));
        let path = folder.path().join(name).display().to_string();
        assert!(!std::fs::exists(&path).unwrap());
        path
    };
    suite::all(fresh).await;
    suite::lasting(fresh).await;
}

#[tokio::test]
async fn two_memories_are_two_databases() {
    let (one, other) = (
        Store::open("sqlite::memory:").await.unwrap(),
        Store::open(":memory:").await.unwrap(),
    );
    one.create("Carol", "carol@example.com").await.unwrap();
    assert_eq!(other.list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_url_names_the_same_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("users.db").display().to_string();
    let must_exist = Store::open(&format!("sqlite://{path}?mode=rw"))
        .await
        .unwrap_err();
    assert!(
        matches!(must_exist, StoreError::OpenFile { .. }),
        "{must_exist:?}"
    );

    let store = Store::open(&format!("sqlite:{path}")).await.unwrap();
    store.create("Carol", "carol@example.com").await.unwrap();
    for same in [path.clone(), format!("sqlite://{path}?mode=rw")] {
        assert_eq!(
            Store::open(&same).await.unwrap().list().await.unwrap().len(),
            3,
            "{same}"
        );
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_named() {
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("missing/users.db");
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "This is no database, and must stay as it is. ".repeat(100)).unwrap();
    let before = std::fs::read(&text).unwrap();

    for (path, reason) in [(nowhere, "unable to open"), (text.clone(), "not a database")] {
        let path = path.display().to_string();
        let error = Store::open(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::OpenFile { .. }), "{error:?}");
        assert!(
            error.to_string().contains(&path) && error.to_string().contains(reason),
            "{error}"
        );
    }
    assert_eq!(std::fs::read(&text).unwrap(), before);
}

#[tokio::test]
async fn tables_of_a_newer_version_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("users.db").display().to_string();
    Store::open(&path).await.unwrap().close().await;
    let pool = sqlx::SqlitePool::connect(&path).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (99999, 'from the future', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&pool).await.unwrap();
    pool.close().await;

    let error = Store::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Migrate { .. }), "{error:?}");
    assert!(
        error.to_string().contains(&path) && error.to_string().contains("99999"),
        "{error}"
    );
}

/// A process of its own, killed if the test fails before it gets to that.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const SHARED: &str = "STORE_TEST_SHARED_FILE";

#[tokio::test]
async fn another_process_shares_the_file_and_loses_nothing_when_killed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("users.db").display().to_string();
    let store = Store::open(&path).await.unwrap();

    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--ignored", "--exact", "--nocapture", "sqlite::the_other_process"])
        .env(SHARED, &path);
    let mut other = Killed(
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let lines = BufReader::new(other.0.stdout.take().unwrap()).lines();
    let created = lines
        .map(Result::unwrap)
        .find_map(|line| line.strip_prefix("created ").map(str::to_owned));
    let created = created.expect("the other process creates a user");

    // It still runs, and has the file open.
    assert!(other.0.try_wait().unwrap().is_none());
    assert_eq!(store.get(&created).await.unwrap().unwrap().name, "Other");
    assert_eq!(store.create("Mine", "mine@example.com").await.unwrap().id, "4");
    let error = store.create("Mine", "OTHER@example.com").await.unwrap_err();
    assert!(matches!(error, StoreError::EmailTaken { .. }), "{error:?}");

    drop(other);
    store.close().await;
    let names: Vec<_> = Store::open(&path)
        .await
        .unwrap()
        .list()
        .await
        .unwrap()
        .into_iter()
        .map(|user| user.name)
        .collect();
    assert_eq!(names, ["Alice", "Bob", "Other", "Mine"]);
}

#[tokio::test]
#[ignore = "the other half of the test above, which runs it in a process of its own"]
async fn the_other_process() {
    let path = std::env::var(SHARED).expect("run by the test above");
    let store = Store::open(&path).await.unwrap();
    println!(
        "\ncreated {}",
        store.create("Other", "other@example.com").await.unwrap().id
    );
    // Until it is killed, or whoever would have done so is gone.
    let _ = std::io::stdin().read_line(&mut String::new());
}
