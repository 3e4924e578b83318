//! What `serve` says once it listens: what it serves, where, and how to call it.

use std::fmt;

use traitwire::server::Address;

/// Displayed as text to read, with lines to paste into a shell.
pub(super) struct Welcome<'a> {
    pub(super) address: &'a Address,
    pub(super) services: &'a [&'static str],
    /// An administrator's, where the key is for this run only.
    pub(super) token: Option<&'a str>,
}

/// Calls that change nothing which a newcomer would miss: options of grpcurl, and what follows the address.
const CALLS: [(&str, &str); 7] = [
    ("", "list"),
    ("", "describe user.UserService"),
    (r#"-d '{"id": "1"}' "#, "user.UserService/GetUser"),
    (
        r#"-d '{"name": "Carol", "email": "carol@example.com"}' "#,
        "user.UserService/CreateUser",
    ),
    ("", "user.UserService/ListUsersStream"),
    (
        r#"-d '{"from": "me", "text": "hello"}' "#,
        "user.UserService/Chat",
    ),
    ("", "grpc.health.v1.Health/Check"),
];

impl fmt::Display for Welcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.address.url();
        let target = url.trim_start_matches("http://");

        writeln!(f, "serving on {url}, until SIGTERM or ctrl-c:")?;
        for service in self.services {
            writeln!(f, "  {service}")?;
        }

        writeln!(f, "\nto call it:")?;
        for (options, what) in CALLS {
            writeln!(f, "  grpcurl -plaintext {options}{target} {what}")?;
        }

        writeln!(f, "\nto call it as an administrator:")?;
        match self.token {
            Some(token) => writeln!(f, "  TOKEN={token}  # as long as this server runs")?,
            None => writeln!(
                f,
                "  TOKEN=$({} token --role admin --auth-key KEY)  # KEY as this server was given it",
                std::env::args()
                    .next()
                    .as_deref()
                    .unwrap_or("example-user-service"),
            )?,
        }
        writeln!(
            f,
            "  grpcurl -plaintext -H \"authorization: Bearer $TOKEN\" -d '{{\"id\": \"3\"}}' {target} \
             user.UserService/DeleteUser"
        )?;
        if self.address.tcp().is_some() {
            writeln!(
                f,
                "  cargo run -p example-user-service --bin client -- {url} --token \"$TOKEN\""
            )?;
        }
        Ok(())
    }
}
