use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::StoreError;

/// Where a database is, read from what the user wrote.
#[derive(Debug)]
pub(super) enum Address {
    Memory(SqliteConnectOptions),
    File {
        path: PathBuf,
        options: SqliteConnectOptions,
    },
    Postgres {
        url: String,
        options: PgConnectOptions,
    },
}

impl FromStr for Address {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if text == ":memory:" {
            return sqlite("sqlite::memory:");
        }
        match text.split_once(':') {
            Some(("sqlite", _)) => sqlite(text),
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => postgres(text, rest),
            // The scheme and no more: what follows may hold a password.
            Some((scheme, rest)) if rest.starts_with("//") => {
                Err(refuse(format!("`{scheme}` is not supported")))
            }
            _ => file(
                PathBuf::from(text),
                SqliteConnectOptions::new().create_if_missing(true),
            ),
        }
    }
}

fn sqlite(url: &str) -> Result<Address, StoreError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|error| refuse(error.to_string()))?;
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mode = query.split('&').find_map(|pair| pair.strip_prefix("mode="));
    if path.ends_with(":memory:") || mode == Some("memory") {
        return Ok(Address::Memory(options));
    }
    let path = options.get_filename().to_owned();
    file(
        path,
        if mode.is_none() {
            options.create_if_missing(true)
        } else {
            options
        },
    )
}

fn file(path: PathBuf, options: SqliteConnectOptions) -> Result<Address, StoreError> {
    // Absolute, so that an error says where it looked, later connections find the same file wherever the process has
    // gone, and SQLite does not read a name such as `file:x` as a URI.
    let path = std::path::absolute(&path).map_err(|error| refuse(format!("file path {path:?}: {error}")))?;
    Ok(Address::File {
        options: options.filename(&path),
        path,
    })
}

fn postgres(url: &str, rest: &str) -> Result<Address, StoreError> {
    // An `@` past the host is a password with a bare `/`, `?` or `#` in it. Taken as it stands, its end would pass for
    // the name of the database, and be shown.
    let host = rest.trim_start_matches('/');
    if host
        .find(['/', '?', '#'])
        .is_some_and(|end| host[end..].contains('@'))
    {
        return Err(refuse(
            "in a user, password or parameter write / ? # @ as %2F %3F %23 %40",
        ));
    }
    let options = PgConnectOptions::from_str(url).map_err(|error| refuse(error.to_string()))?;
    // Built from the parts that are known to be no secret: a password may also stand in the query.
    let host = options
        .get_socket()
        .map_or_else(|| options.get_host().into(), |socket| socket.to_string_lossy());
    let (user, port) = (options.get_username(), options.get_port());
    let database = options.get_database().unwrap_or(user);
    Ok(Address::Postgres {
        url: format!("postgres://{user}@{host}:{port}/{database}"),
        options,
    })
}

fn refuse(reason: impl Into<String>) -> StoreError {
    StoreError::Address {
        reason: reason.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match text.parse::<Address>() {
            Ok(Address::Memory(_)) => "memory".into(),
            Ok(Address::File { path, .. }) => path.display().to_string(),
            Ok(Address::Postgres { url, .. }) => url,
            Err(error) => format!("refused: {error}"),
        }
    }

    #[test]
    fn files_and_memory() {
        for memory in [
            ":memory:",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:shared?mode=memory",
        ] {
            assert_eq!(shown(memory), "memory", "{memory}");
        }
        for path in [
            "/data/users.db",
            "sqlite:/data/users.db",
            "sqlite:///data/users.db",
            "sqlite:///data/users.db?mode=rw",
        ] {
            assert_eq!(shown(path), "/data/users.db", "{path}");
        }
        assert!(shown("users.db").ends_with("/users.db") && shown("users.db").starts_with('/'));
        assert!(shown("file:users.db").ends_with("/file:users.db"));
    }

    #[test]
    fn what_names_no_database_is_refused() {
        assert!(shown("").starts_with("refused: "));
        assert!(shown("sqlite:").starts_with("refused: "));
        assert!(shown("sqlite:users.db?mode=fast").contains("`mode`"));
        assert!(shown("mysql://root:secret@host/users").contains("`mysql` is not supported"));
        assert!(shown("postgres://u:pass@host:99999/users").starts_with("refused: "));
    }

    #[test]
    fn passwords_are_never_shown() {
        for url in [
            "postgres://ann:secret@db.example.com:5433/users",
            "postgresql://ann@db.example.com:5433/users?password=secret",
            "postgresql://ann:x@secret@db.example.com:5433/users",
        ] {
            assert_eq!(shown(url), "postgres://ann@db.example.com:5433/users", "{url}");
        }
        for url in [
            "postgres://ann:12/secret@host/users",
            "postgres://ann:12?secret@host/users",
            "mysql://a:secret@h/u",
        ] {
            assert!(
                shown(url).starts_with("refused: ") && !shown(url).contains("secret"),
                "{}",
                shown(url)
            );
        }
    }
}
