//! The server's process: `soak serve CALLS`. It says its address, then answers the lines of its standard input, and leaves
//! when that ends.

use std::io::{BufRead, Write};

use tokio::runtime::Handle;
use traitwire::Error;
use traitwire::server::Server;

use crate::allocator;
use crate::api::SoakServer;
use crate::handler::{Handler, ON_PURPOSE};
use crate::ledger::Ledger;
use crate::limit::Limit;
use crate::memory::memory;
use crate::sample::Sample;

/// Serves until the standard input ends. All limits and settings are those that a server has unless told otherwise.
pub(crate) async fn serve(calls: usize) -> Result<(), Error> {
    expect_panics();
    let ledger = Ledger::new(calls);
    let server = Server::new()
        .intercept(ledger.clone())
        .intercept(Limit)
        .add(SoakServer::new(Handler))
        .bind("127.0.0.1:0")
        .await?;
    println!("{}", server.local_addr().url());
    let (leaves, runtime) = (server.handle(), Handle::current());
    std::thread::spawn(move || {
        if let Err(error) = answer(&ledger, &runtime) {
            eprintln!("soak: the server's answers are not read: {error}");
        }
        leaves.shutdown();
    });
    server.serve().await
}

fn answer(ledger: &Ledger, runtime: &Handle) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        match line?.split_once(' ') {
            None => {
                let (begun, ended) = ledger.counts();
                let sample = Sample {
                    live: allocator::live(),
                    peak: allocator::take_peak(),
                    resident: memory("VmRSS"),
                    tasks: runtime.metrics().num_alive_tasks(),
                    begun,
                    ended,
                };
                writeln!(out, "{}", sample.line())?;
            }
            Some((_, path)) => {
                std::fs::write(path, ledger.bytes())?;
                writeln!(out, "written")?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

/// Says nothing of the panics that are ordered.
fn expect_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_ordered = panic
            .payload()
            .downcast_ref::<&str>()
            .is_some_and(|message| *message == ON_PURPOSE);
        if !is_ordered {
            usual(panic);
        }
    }));
}
