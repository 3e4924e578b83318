use std::path::PathBuf;

/// Why the store could not do what it was asked.
///
/// No message holds a password: a PostgreSQL URL is shown without it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another user has this address already; upper and lower case are the same here.
    #[error("e-mail address {email} is taken by another user: choose another address")]
    EmailTaken {
        /// The address as it was asked for.
        email: String,
    },

    /// A value that not every database can keep, refused by all of them.
    #[error("this {field} cannot be stored: {reason}")]
    Unstorable {
        /// The field of the user.
        field: &'static str,
        /// What is wrong with its value, and how to mend it.
        reason: &'static str,
    },

    /// The address given to [`Store::open`](super::Store::open) names no database.
    #[error(
        "not the address of a database: {reason}; give a file path, `sqlite::memory:`, `sqlite:path` or \
         `postgres://user:password@host:5432/name`"
    )]
    Address {
        /// What is wrong with it.
        reason: String,
    },

    /// The file of a SQLite database could not be opened or created.
    #[error(
        "cannot open the database file {}: {reason}; its folder must exist, and this user must be able to write to both",
        path.display()
    )]
    OpenFile {
        /// The absolute path of the file.
        path: PathBuf,
        /// What SQLite says.
        reason: sqlx::Error,
    },

    /// No PostgreSQL server let us in.
    #[error(
        "cannot connect to {url}: {reason}; check that the server runs there, and the user, password and database"
    )]
    Connect {
        /// The URL without its password.
        url: String,
        /// What the server or the network says.
        reason: sqlx::Error,
    },

    /// The tables could not be brought to the form this program needs.
    #[error(
        "cannot prepare the tables of {database}: {reason}; if a newer version of this program made them, run that one"
    )]
    Migrate {
        /// The file, or the URL without its password.
        database: String,
        /// What went wrong.
        reason: sqlx::migrate::MigrateError,
    },

    /// The database failed while it served a request. It may well serve the next one.
    #[error("the database failed: {reason}")]
    Database {
        /// What the driver says.
        reason: sqlx::Error,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(reason: sqlx::Error) -> Self {
        StoreError::Database { reason }
    }
}
