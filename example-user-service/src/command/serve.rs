//! `serve`: the service, until it is told to leave.

use example_user_service::api::UserServiceServer;
use example_user_service::service::Users;
use example_user_service::store::{Store, StoreError};
use traitwire::server::{Server, Web};
use traitwire::{AuthKey, Error};

use super::welcome::Welcome;
use super::{print, token};

/// The options of `serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where to listen: host:port or unix:/path; port 0 is a free one
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "USERS_LISTEN",
        default_value = "[::]:50051"
    )]
    listen: String,
    /// Where the users are kept: a file, sqlite::memory: or postgres://user:password@host:5432/name
    #[arg(
        long,
        value_name = "DATABASE",
        env = "USERS_DATABASE",
        hide_env_values = true,
        default_value = "users.db"
    )]
    database: String,
    /// What tokens are verified with: a secret, or @FILE.pem with a public key; a new secret if there is none
    #[arg(long, value_name = "KEY", env = "USERS_AUTH_KEY", hide_env_values = true)]
    auth_key: Option<String>,
    /// Web pages that may call by gRPC-Web: their origin, https://app.example.com; more of them after commas
    #[arg(
        long,
        value_name = "ORIGIN",
        env = "USERS_ALLOW_ORIGIN",
        value_delimiter = ','
    )]
    allow_origin: Vec<String>,
}

/// Serves until SIGTERM or ctrl-c.
///
/// # Errors
/// The key, the database or the address is not to be used.
pub(crate) async fn run(options: Options) -> Result<(), Error> {
    let (key, token) = key(options.auth_key.as_deref())?;
    let store = Store::open(&options.database).await.map_err(advise)?;
    let users = Users::new(store.clone());
    let room = users.room().clone();

    let web = options.allow_origin.iter().fold(Web::new(), Web::allow_origin);
    let bound = Server::new()
        .provide(key)
        .web(web)
        .add(UserServiceServer::new(users))
        .bind(&options.listen)
        .await?;
    let welcome = Welcome {
        address: bound.local_addr(),
        services: bound.services(),
        token: token.as_deref(),
    };
    print(&welcome.to_string())?;

    let handle = bound.handle();
    tokio::spawn(async move {
        handle.leaving().await;
        room.close();
    });
    bound.serve().await?;
    store.close().await;
    Ok(())
}

/// The key to verify with; and an administrator's token, where nobody else knows the key.
fn key(given: Option<&str>) -> Result<(AuthKey, Option<String>), Error> {
    match given {
        Some(given) => {
            let key = AuthKey::from_arg(given).map_err(|error| error.context("`--auth-key`"))?;
            Ok((key, None))
        }
        None => {
            let key = AuthKey::hs256(AuthKey::random_secret()?)?;
            let token = token::sign(&key, "developer".into(), "admin".into())?;
            Ok((key, Some(token)))
        }
    }
}

/// An error of the store, with the option that it is about.
fn advise(error: StoreError) -> Error {
    Error::other(error).context("`--database`")
}
