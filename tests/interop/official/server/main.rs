//! The server of gRPC's own interoperability tests (grpc/grpc, `doc/interop-test-descriptions.md`), code first: the
//! messages and the trait are what our importer prints from `grpc/testing/test.proto`.
//!
//! `interop-server --listen ADDR` says where it listens, and serves until it is told to end. `UnimplementedService` is
//! declared beside `TestService` and is not served: that is its point.

mod service;

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use grpc_testing_test::TestServiceServer;
use service::Tester;
use traitwire::server::Server;
use traitwire::server::orca::Load;

#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
#[path = "../../../generated/grpc_testing_empty.rs"]
mod grpc_testing_empty;
#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
#[path = "../../../generated/grpc_testing_messages.rs"]
mod grpc_testing_messages;
#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
#[path = "../../../generated/grpc_testing_test.rs"]
mod grpc_testing_test;

/// `very_large_request` sends 10 MiB.
const MAX_REQUEST_SIZE: usize = 16 << 20;

/// What the clients ask for: they would wait too long for the usual half minute.
const LOAD_INTERVAL: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> ExitCode {
    let Some(address) = address(env::args().skip(1)) else {
        eprintln!("interop-server --listen ADDR");
        return ExitCode::from(2);
    };
    match serve(&address).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("interop-server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn address(mut args: impl Iterator<Item = String>) -> Option<String> {
    match (args.next()?.as_str(), args.next(), args.next()) {
        ("--listen", Some(address), None) => Some(address),
        _ => None,
    }
}

async fn serve(address: &str) -> Result<(), traitwire::Error> {
    let load = Load::new().min_interval(LOAD_INTERVAL);
    let server = Server::new()
        .max_request_size(MAX_REQUEST_SIZE)
        .load_reports(&load)
        .add(TestServiceServer::new(Tester::new(load)))
        .bind(address)
        .await?;
    println!("listening on {}", server.local_addr().url());
    server.serve().await
}
