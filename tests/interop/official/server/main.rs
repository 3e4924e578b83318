//! The server of gRPC's own interoperability tests (grpc/grpc, `doc/interop-test-descriptions.md`), code first: the
//! messages and the trait are what our importer prints from `grpc/testing/test.proto`.
//!
//! `interop-server --listen ADDR [--tls]` says where it listens, and serves until it is told to end; with `--tls` by a
//! certificate that it makes and prints first. `UnimplementedService` is declared beside `TestService` and is not
//! served: that is its point.

mod arguments;
mod certificate;
mod service;

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use arguments::Arguments;
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
    let Some(arguments) = Arguments::read(env::args().skip(1)) else {
        eprintln!("interop-server --listen ADDR [--tls]");
        return ExitCode::from(2);
    };
    match serve(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("interop-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), traitwire::Error> {
    let load = Load::new().min_interval(LOAD_INTERVAL);
    let mut server = Server::new()
        .max_request_size(MAX_REQUEST_SIZE)
        .load_reports(&load);
    if arguments.tls {
        let (certificate, tls) = certificate::make().map_err(traitwire::Error::other)?;
        println!("{certificate}");
        server = server.tls(tls);
    }
    let server = server
        .add(TestServiceServer::new(Tester::new(load)))
        .bind(arguments.address)
        .await?;
    println!("listening on {}", server.local_addr().url());
    server.serve().await
}
