//! The server that `tests/peers` attacks, in a process of its own, which counts its heap.
//!
//! `peer-target CHAIN KEY` serves at three ports of this machine, and says which, a line for each: with every limit as
//! it is by default; with short times, so that what is slow meets them soon; and the same behind TLS. It ends when its
//! standard input does.

mod allocator;
traitwire::package!("peers");
mod api;
mod memory;
mod service;

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use rustix::process::{Resource, getrlimit, setrlimit};
use service::{TargetServer, Targeted};
use tokio::io::{AsyncReadExt as _, stdin};
use tokio::task::JoinSet;
use traitwire::Error;
use traitwire::server::{Server, Tls};

/// What is patience enough on this machine, and short for whoever tests it.
const SHORT: Duration = Duration::from_millis(700);

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [chain, key] = &arguments[..] else {
        eprintln!("peer-target CHAIN KEY");
        return ExitCode::from(2);
    };
    match serve(Tls::from_pem_files(chain, key)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peer-target: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(tls: Tls) -> Result<(), Error> {
    let mut files = getrlimit(Resource::Nofile);
    files.current = files.maximum;
    setrlimit(Resource::Nofile, files).map_err(|error| Error::from(std::io::Error::from(error)))?;

    let mut serving = JoinSet::new();
    for server in [Server::new(), hasty(), hasty().tls(tls)] {
        let bound = server
            .add(TargetServer::new(Targeted))
            .bind("127.0.0.1:0")
            .await?;
        println!("{}", bound.url());
        serving.spawn(bound.serve());
    }
    let mut nothing = Vec::new();
    let parent = stdin().read_to_end(&mut nothing).await;
    serving.abort_all();
    parent.map(drop).map_err(Error::from)
}

/// A server with little patience.
fn hasty() -> Server {
    Server::new()
        .preface_timeout(SHORT)
        .handshake_timeout(SHORT)
        .send_timeout(SHORT)
        .receive_timeout(SHORT)
        .keepalive_interval(SHORT)
        .keepalive_timeout(SHORT)
}
