//! Millions of calls that end in every way, with an account of each one.
//!
//! `soak load CALLS` starts a server in a process of its own and calls it: all four shapes, small and large, compressed and
//! not; handlers that answer, fail, panic and hang; callers that leave, reset, set deadlines and cut their connections. What
//! each call is to be follows from `SOAK_SEED` and its number, and so do all its contents, so that each answer is known
//! beforehand. In the end what callers saw is compared, call by call, with what the server says of them.
//!
//! It fails where an answer is wrong, a call is lost or told of its deadline long after it, the server does not come to rest
//! when nobody calls, or memory is not flat: the server's allocated bytes at rest, on average over the last quarter of the run,
//! may be 5 % more than over the second (256 KiB if that is more, and 8 MiB in runs of fewer than 500,000 calls); the same holds
//! for its resident memory (8 MiB) and its tasks (2).

mod allocator;
mod api;
mod call;
mod connection;
mod curve;
mod handler;
mod judge;
mod ledger;
mod limit;
mod load;
mod memory;
mod plan;
mod process;
mod random;
mod replies;
mod sample;
mod server;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;

/// The seed of a run where none is given.
const SEED: u64 = 1;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (&["load" | "serve", calls], Ok(seed)) = (arguments.as_slice(), seed()) else {
        return usage();
    };
    let Ok(calls) = calls.parse::<u32>() else {
        return usage();
    };
    let result = match arguments[0] {
        "serve" => server::serve(calls as usize)
            .await
            .map(|()| true)
            .map_err(Into::into),
        _ => load::run(calls.into(), seed).await,
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("soak load|serve CALLS        SOAK_SEED is a number");
    ExitCode::from(2)
}

fn seed() -> Result<u64, std::num::ParseIntError> {
    match std::env::var("SOAK_SEED") {
        Ok(seed) => seed.parse(),
        Err(_) => Ok(SEED),
    }
}
