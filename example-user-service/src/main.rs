//! The server: `serve` (the default), `token`, and `proto` for the contract.

mod command;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use command::{serve, token};

/// A user service, written as one Rust trait
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Line {
    #[command(flatten)]
    serve: serve::Options,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until SIGTERM or ctrl-c (the default)
    Serve(serve::Options),
    /// Print a token, and nothing else
    Token(token::Options),
    #[command(flatten)]
    Proto(traitwire::cli::Proto),
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    log_to_stderr();
    let done = match line.command {
        None => serve::run(line.serve).await,
        Some(Command::Serve(options)) => serve::run(options).await,
        Some(Command::Token(options)) => token::run(options),
        Some(Command::Proto(proto)) => proto.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is logged is chosen by `RUST_LOG`: `RUST_LOG=warn,audit=info`.
fn log_to_stderr() {
    let chosen = EnvFilter::builder()
        .with_default_directive(tracing::Level::INFO.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(chosen)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}
