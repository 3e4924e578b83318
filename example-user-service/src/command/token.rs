//! `token`: a token for whoever develops against the service.

use std::time::Duration;

use traitwire::{AuthKey, Claims, Error};

use super::print;

/// How long a token is valid: a working day.
const VALID_FOR: Duration = Duration::from_secs(12 * 60 * 60);

/// The options of `token`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The key that the server was started with: a secret, or @FILE.pem with the private key of its pair
    #[arg(long, value_name = "KEY", env = "USERS_AUTH_KEY", hide_env_values = true)]
    auth_key: Option<String>,
    /// What the bearer is; DeleteUser asks for an admin
    #[arg(long)]
    role: String,
    /// Who the bearer is
    #[arg(long, default_value = "developer")]
    subject: String,
}

/// Prints a token.
///
/// # Errors
/// There is no key, or it does not sign.
pub(crate) fn run(options: Options) -> Result<(), Error> {
    let key = options.auth_key.ok_or_else(|| {
        Error::new(
            "there is no key to sign with: give the server's as `--auth-key KEY` or in USERS_AUTH_KEY (a server \
             that was started without one prints a token by itself)",
        )
    })?;
    let key = AuthKey::from_signing_arg(&key).map_err(|error| error.context("`--auth-key`"))?;
    let token = sign(&key, options.subject, options.role)?;
    print(&format!("{token}\n"))
}

/// # Errors
/// The key does not sign.
pub(super) fn sign(key: &AuthKey, subject: String, role: String) -> Result<String, Error> {
    key.sign(&Claims::new(subject, VALID_FOR).role(role))
}
