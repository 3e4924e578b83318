//! The server's process, seen by the load.

use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::sample::Sample;

/// A running server; it ends with this.
pub(crate) struct Process {
    child: Child,
    stdin: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
    /// `host:port`.
    pub(crate) address: String,
}

impl Process {
    /// Starts this program as a server for so many calls.
    pub(crate) async fn start(calls: u64) -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", &calls.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("the server has no pipes"));
        };
        let mut process = Self {
            child,
            stdin,
            lines: BufReader::new(stdout).lines(),
            address: String::new(),
        };
        let url = process.line().await?;
        let address = url.strip_prefix("http://").unwrap_or(&url);
        process.address = address.to_owned();
        Ok(process)
    }

    async fn line(&mut self) -> io::Result<String> {
        let line = self.lines.next_line().await?;
        line.ok_or_else(|| io::Error::other("the server has ended"))
    }

    async fn ask(&mut self, question: &str) -> io::Result<String> {
        self.stdin.write_all(format!("{question}\n").as_bytes()).await?;
        self.line().await
    }

    /// What it is like now.
    pub(crate) async fn sample(&mut self) -> io::Result<Sample> {
        let line = self.ask("sample").await?;
        Sample::read(&line).ok_or_else(|| io::Error::other(format!("no sample: {line}")))
    }

    /// Its account of every call, by way of a file.
    pub(crate) async fn ledger(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        self.ask(&format!("ledger {}", path.display())).await?;
        let ledger = std::fs::read(path)?;
        std::fs::remove_file(path)?;
        Ok(ledger)
    }

    /// Tells it to leave, and waits until it has.
    pub(crate) async fn leave(mut self) -> io::Result<ExitStatus> {
        drop(self.stdin);
        self.child.wait().await
    }
}
