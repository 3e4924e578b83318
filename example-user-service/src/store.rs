//! Where users are kept: a SQLite file beside the server, or a PostgreSQL database by its URL.
//!
//! Both speak the same SQL here, and answer alike. A new database holds Alice and Bob.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), example_user_service::store::StoreError> {
//! use example_user_service::store::Store;
//!
//! let store = Store::open("sqlite::memory:").await?;
//! let carol = store.create("Carol", "carol@example.com").await?;
//! assert_eq!(store.get(&carol.id).await?, Some(carol));
//! # Ok(())
//! # }
//! ```

mod address;
mod error;
mod pool;

use futures_core::Stream;
use futures_util::{TryStreamExt, stream};

pub use self::error::StoreError;
use self::pool::Pool;
use crate::api::User;

/// Users, each with an id of its own and an e-mail address of its own.
///
/// A clone is cheap, and the same store.
#[derive(Clone, Debug)]
pub struct Store {
    pool: Pool,
}

/// How many users a stream holds at a time.
const PAGE: usize = 100;

/// In bytes. PostgreSQL refuses an index key past 2704, and mail an address past 254 (RFC 5321, 4.5.3.1.3).
const LONGEST_EMAIL: usize = 1000;

/// A user as the database knows it: id, name, e-mail address.
type Row = (i64, String, String);

/// Runs the same expression on the pool of either database: sqlx gives each its own types.
macro_rules! on {
    ($store:expr, $pool:ident => $work:expr) => {
        match &$store.pool {
            Pool::Sqlite($pool) => $work,
            Pool::Postgres($pool) => $work,
        }
    };
}

impl Store {
    /// Opens a database and brings its tables up to date.
    ///
    /// | `database` | |
    /// |---|---|
    /// | `users.db`, `sqlite:users.db` | a file, created when it is missing; several processes may share it |
    /// | `sqlite::memory:` | gone with the last clone of the store |
    /// | `postgres://user:password@host:5432/name` | a database that exists; `postgresql://` is the same |
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::OpenFile`], [`StoreError::Connect`] (at most ten seconds later) and
    /// [`StoreError::Migrate`] say what to mend.
    pub async fn open(database: &str) -> Result<Store, StoreError> {
        Ok(Store {
            pool: Pool::open(database.parse()?).await?,
        })
    }

    /// The user of this id. Text that is no id of ours, in any way, names no user.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn get(&self, id: &str) -> Result<Option<User>, StoreError> {
        let Some(id) = row_id(id) else { return Ok(None) };
        let sql = "SELECT id, name, email FROM users WHERE id = $1";
        let row = on!(self, pool => sqlx::query_as::<_, Row>(sql).bind(id).fetch_optional(pool).await?);
        Ok(row.map(user))
    }

    /// All users, the oldest first. [`stream`](Self::stream) gives them without holding all in memory.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn list(&self) -> Result<Vec<User>, StoreError> {
        let sql = "SELECT id, name, email FROM users ORDER BY id";
        let rows = on!(self, pool => sqlx::query_as::<_, Row>(sql).fetch_all(pool).await?);
        Ok(rows.into_iter().map(user).collect())
    }

    /// Adds a user under a new id, greater than all before. PostgreSQL leaves a gap for each attempt that failed.
    ///
    /// # Errors
    /// [`StoreError::EmailTaken`], [`StoreError::Unstorable`] and [`StoreError::Database`].
    pub async fn create(&self, name: &str, email: &str) -> Result<User, StoreError> {
        let key = email_key(name, email)?;
        let sql = "INSERT INTO users (name, email, email_key) VALUES ($1, $2, $3) RETURNING id, name, email";
        // All rows, though there is one: SQLite commits when the statement has run to its end, and `fetch_one` would
        // stop before, deaf to a commit that fails.
        let rows = on!(self, pool => {
            let insert = sqlx::query_as::<_, Row>(sql).bind(name).bind(email).bind(key);
            insert.fetch_all(pool).await.map_err(|error| taken(error, email))?
        });
        Ok(rows
            .into_iter()
            .next()
            .map(user)
            .ok_or(sqlx::Error::RowNotFound)?)
    }

    /// Gives the user of this id a new name and e-mail address; `None` when there is no such user.
    ///
    /// # Errors
    /// [`StoreError::EmailTaken`], [`StoreError::Unstorable`] and [`StoreError::Database`].
    pub async fn update(&self, user: &User) -> Result<Option<User>, StoreError> {
        let Some(id) = row_id(&user.id) else {
            return Ok(None);
        };
        let key = email_key(&user.name, &user.email)?;
        let sql = "UPDATE users SET name = $1, email = $2, email_key = $3 WHERE id = $4";
        let changed = on!(self, pool => {
            let update = sqlx::query(sql).bind(&user.name).bind(&user.email).bind(key).bind(id);
            update.execute(pool).await.map_err(|error| taken(error, &user.email))?.rows_affected()
        });
        Ok((changed > 0).then(|| user.clone()))
    }

    /// Removes the user of this id, and says whether there was one. The id is not given out again.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let Some(id) = row_id(id) else { return Ok(false) };
        let sql = "DELETE FROM users WHERE id = $1";
        let removed = on!(self, pool => sqlx::query(sql).bind(id).execute(pool).await?.rows_affected());
        Ok(removed > 0)
    }

    /// All users, the oldest first, read a page at a time as they are asked for.
    ///
    /// Between pages it holds neither a connection nor a transaction, however slow the reader: a user who is created,
    /// changed or deleted meanwhile is seen as they are when their page is read. It ends with the first error, always
    /// [`StoreError::Database`].
    pub fn stream(&self) -> impl Stream<Item = Result<User, StoreError>> + Send + use<> {
        let store = self.clone();
        let pages = stream::try_unfold(Some(0), move |after| {
            let store = store.clone();
            async move {
                let Some(after) = after else {
                    return Ok::<_, StoreError>(None);
                };
                let page = store.page(after).await?;
                let next = page.last().filter(|_| page.len() == PAGE).map(|(id, ..)| *id);
                Ok(Some((page, next)))
            }
        });
        pages
            .map_ok(|page| stream::iter(page.into_iter().map(user).map(Ok)))
            .try_flatten()
    }

    /// Ends all connections, once what they do is done: SQLite then folds its log back into the file. Every clone of
    /// the store fails from now on.
    pub async fn close(&self) {
        on!(self, pool => pool.close().await);
    }

    async fn page(&self, after: i64) -> Result<Vec<Row>, StoreError> {
        let sql = "SELECT id, name, email FROM users WHERE id > $1 ORDER BY id LIMIT $2";
        let limit = PAGE as i64;
        Ok(on!(self, pool => sqlx::query_as::<_, Row>(sql).bind(after).bind(limit).fetch_all(pool).await?))
    }
}

/// Reads an id in the one form we give out, so that no user answers to two: `01` and `+1` are not `1`.
fn row_id(id: &str) -> Option<i64> {
    if id.starts_with(|first| matches!(first, '1'..='9')) {
        id.parse().ok()
    } else {
        None
    }
}

fn user((id, name, email): Row) -> User {
    User {
        id: id.to_string(),
        name,
        email,
    }
}

/// Makes the form in which no two addresses may be equal, of a user whom both databases can keep.
fn email_key(name: &str, email: &str) -> Result<String, StoreError> {
    for (field, value) in [("name", name), ("e-mail address", email)] {
        if value.contains('\0') {
            return Err(StoreError::Unstorable {
                field,
                reason: "it holds a NUL character; remove it",
            });
        }
    }
    if email.len() > LONGEST_EMAIL {
        return Err(StoreError::Unstorable {
            field: "e-mail address",
            reason: "it is longer than 1000 bytes",
        });
    }
    Ok(email.to_lowercase())
}

fn taken(error: sqlx::Error, email: &str) -> StoreError {
    match error.as_database_error() {
        Some(database) if database.is_unique_violation() => StoreError::EmailTaken {
            email: email.to_owned(),
        },
        _ => error.into(),
    }
}
