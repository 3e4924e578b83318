//! The command line of a service binary: `serve` and `proto emit|check|print|import`.
//!
//! A binary without a command line of its own has [`run`]:
//!
//! ```no_run
//! # use traitwire::server::{Server, Service};
//! # async fn open() -> Result<(), traitwire::Error> { Ok(()) }
//! # async fn main_(users: impl Service) -> Result<(), traitwire::Error> {
//! traitwire::cli::run(async {
//!     open().await?; // polled by `serve` only: `proto` opens no database
//!     Ok(Server::new().add(users))
//! })
//! .await
//! # }
//! ```
//!
//! One that has its own flattens [`Proto`] into its subcommands:
//!
//! ```
//! #[derive(clap::Parser)]
//! enum Command {
//!     Serve,
//!     #[command(flatten)]
//!     Proto(traitwire::cli::Proto),
//! }
//!
//! # use clap::Parser as _;
//! match Command::parse_from(["users", "proto", "print"]) {
//!     Command::Serve => {}
//!     Command::Proto(proto) => drop(proto), // proto.run()?
//! }
//! ```

#[cfg(feature = "import")]
mod import;

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::interceptor::Stack;
use crate::server::Server;
use crate::{contract, registry};

/// The contract of this binary's services, traitwire's own left out.
#[derive(Debug, Clone, Subcommand)]
pub enum Proto {
    /// The contract on disk: .proto files and a descriptor set, for other languages and as a lock
    Proto {
        /// What to do with it.
        #[command(subcommand)]
        action: Action,
    },
}

/// What to do with the contract.
#[derive(Debug, Clone, Subcommand)]
pub enum Action {
    /// Write the contract, unless a change in it would break a peer
    Emit {
        /// The folder to write to
        #[arg(default_value = "./proto")]
        dir: PathBuf,
        /// Write changes that break peers too
        #[arg(long)]
        allow_breaking: bool,
    },
    /// Say how the code and the contract differ, and fail if they do
    Check {
        /// The folder to compare with
        #[arg(default_value = "./proto")]
        dir: PathBuf,
    },
    /// Print the .proto files
    Print,
    /// Print the Rust modules for .proto files: messages and traits that describe the same contract
    #[cfg(feature = "import")]
    Import {
        /// The .proto files; for several, each is printed in a `mod` of its own
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A folder that imports are looked up in
        #[arg(short = 'I', long = "include", value_name = "DIR", default_value = ".")]
        include: Vec<PathBuf>,
        /// Give each message a field that keeps what arrives and is not declared
        #[arg(long)]
        keep_unknown: bool,
    },
}

impl Proto {
    /// Does what the command line says, and prints what came of it.
    ///
    /// # Errors
    /// Differences between code and contract, with what to do about each; folders that cannot be read or written.
    pub fn run(self) -> Result<(), Error> {
        let Self::Proto { action } = self;
        let services = registry::services();
        match action {
            Action::Emit { dir, allow_breaking } => {
                let emitted = contract::emit(&dir, &services, allow_breaking).map_err(Error::other)?;
                print(&emitted.to_string())
            }
            Action::Check { dir } => {
                contract::check(&dir, &services).map_err(Error::other)?;
                print(&format!("{} is what the code says\n", dir.display()))
            }
            Action::Print => print(&contract::print(&services).map_err(Error::other)?),
            #[cfg(feature = "import")]
            Action::Import {
                files,
                include,
                keep_unknown,
            } => {
                let (rust, notes) = import::modules(&files, &include, keep_unknown)?;
                for note in notes {
                    eprintln!("{note}");
                }
                print(&rust)
            }
        }
    }
}

/// Unlike `println!`, does not panic when nobody reads any more (`… | head`).
fn print(text: &str) -> Result<(), Error> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// A gRPC service
#[derive(Debug, Parser)]
#[command(version = None, about = None)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until SIGTERM or ctrl-c (the default)
    Serve(Serve),
    #[command(flatten)]
    Proto(Proto),
}

#[derive(Debug, clap::Args)]
struct Serve {
    /// The address to listen on, host:port or unix:/path
    #[arg(long, default_value = "[::]:50051")]
    listen: String,
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            listen: "[::]:50051".to_owned(),
        }
    }
}

/// Reads the command line and does what it says: serves `server`, or works on the contract of this binary.
///
/// `server` is polled by `serve` only, so that `proto` opens no database.
///
/// # Errors
/// Those of `server`, of serving it and of [`Proto::run`].
pub async fn run<W: Stack, S>(
    server: impl Future<Output = Result<Server<W, S>, Error>>,
) -> Result<(), Error> {
    let serve = match Line::parse().command {
        Some(Command::Proto(proto)) => return proto.run(),
        Some(Command::Serve(serve)) => serve,
        None => Serve::default(),
    };
    let bound = server.await?.bind(&serve.listen).await?;
    let services = bound.services().join(", ");
    print(&format!("serving {services} on {}\n", bound.url()))?;
    bound.serve().await
}
