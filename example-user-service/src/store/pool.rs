use std::io;
use std::ops::Deref;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Acquire, Connection, PgConnection, PgPool, SqlitePool};

use super::StoreError;
use super::address::Address;

// Read when this file is compiled: cargo does not see a new migration, so touch this file with it.
static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a request waits for a connection, or a start for an answer from the server.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long SQLite waits for another connection or process to finish its write.
const BUSY: Duration = Duration::from_secs(5);

const RETRY: Duration = Duration::from_millis(20);

/// The connections to one database, with its tables in place.
#[derive(Clone, Debug)]
pub(super) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    pub(super) async fn open(address: Address) -> Result<Self, StoreError> {
        match address {
            Address::Memory(options) => memory(options).await.map(Pool::Sqlite),
            Address::File { path, options } => {
                let shown = path.display().to_string();
                let pool = file(options)
                    .await
                    .map_err(|reason| StoreError::OpenFile { path, reason })?;
                migrate_sqlite(&pool, shown).await?;
                Ok(Pool::Sqlite(pool))
            }
            Address::Postgres { url, options } => postgres(url, options).await.map(Pool::Postgres),
        }
    }
}

async fn memory(options: SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    // The data lives as long as its connection: one, never retired, and never dropped with the call that was testing it
    // when its caller went away.
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    migrate_sqlite(&pool, "the database in memory".into()).await?;
    Ok(pool)
}

async fn file(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    // In WAL mode NORMAL syncs at checkpoints only, yet every commit has been written to the log before it is answered:
    // a process that is killed loses none, as the kernel keeps what was written. A power cut may take the last few
    // commits, and never corrupts the file; FULL would cost one fsync a commit to keep those as well.
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(BUSY);
    // WAL lets all of them read beside the one that writes.
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(PATIENCE);
    // Turning a new file to WAL needs it for oneself. That is the one lock SQLite does not wait for, so starts that meet
    // on a new file would fail.
    let deadline = Instant::now() + BUSY;
    loop {
        match pool.clone().connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && Instant::now() < deadline => tokio::time::sleep(RETRY).await,
            opened => return opened,
        }
    }
}

fn is_busy(error: &sqlx::Error) -> bool {
    // The low byte is the kind, the others say more about it: https://www.sqlite.org/rescode.html#busy
    let code = error
        .as_database_error()
        .and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}

async fn migrate_sqlite(pool: &SqlitePool, database: String) -> Result<(), StoreError> {
    // sqlx takes no lock on SQLite: two processes that start on a new file would both create its tables.
    let migrated = async {
        let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
        run(&SQLITE, &mut *transaction).await?;
        Ok(transaction.commit().await?)
    };
    migrated
        .await
        .map_err(|reason| StoreError::Migrate { database, reason })
}

async fn postgres(url: String, options: PgConnectOptions) -> Result<PgPool, StoreError> {
    // One connection outside the pool, which would try a dead server again and again, and then say no more than that
    // it ran out of time.
    let connected = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await;
    let late = || Err(io::Error::new(io::ErrorKind::TimedOut, format!("no answer in {PATIENCE:?}")).into());
    let mut connection = match connected.unwrap_or_else(|_| late()) {
        Ok(connection) => connection,
        Err(reason) => return Err(StoreError::Connect { url, reason }),
    };
    run(&POSTGRES, &mut connection)
        .await
        .map_err(|reason| StoreError::Migrate {
            database: url,
            reason,
        })?;
    connection.close().await?;
    Ok(PgPoolOptions::new()
        .max_connections(10)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options))
}

/// A named lifetime and a box: inside an `async` block the compiler does not see that [`Migrator::run`] on a connection
/// is `Send` ("implementation of `Acquire` is not general enough").
fn run<'c, C>(migrator: &'static Migrator, connection: C) -> BoxFuture<'c, Result<(), MigrateError>>
where
    C: Acquire<'c, Connection: Deref<Target: Migrate> + Send> + Send + 'c,
{
    Box::pin(migrator.run(connection))
}
