//! Servers as child processes, and h2load against them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::replies;

/// What is called, with how many connections and streams on each.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    pub method: &'static str,
    /// The request message, encoded.
    pub message: &'static [u8],
    pub connections: u32,
    pub streams: u32,
    /// How many requests a round has.
    pub requests: u32,
}

/// What h2load saw, and what the server spent on it.
#[derive(Clone, Copy)]
pub struct Seen {
    pub requests_per_second: f64,
    /// Seconds of CPU, of all requests.
    pub cpu: f64,
}

/// A running server, pinned to the first processor; it ends with this.
pub struct Running {
    child: Child,
    address: String,
}

impl Running {
    /// Starts a program of this package, under `wrapper` where there is one, and waits until it answers.
    pub fn start(program: &str, wrapper: &[String]) -> Result<Self, String> {
        let address = free_address().map_err(|error| format!("there is no free port: {error}"))?;
        let mut command = Command::new("taskset");
        command
            .args(["-c", "0"])
            .args(wrapper)
            .arg(beside(program)?)
            .arg(&address)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command
            .spawn()
            .map_err(|error| format!("{program} does not start: {error}"))?;
        let mut running = Self { child, address };
        // valgrind takes its time.
        for _ in 0..600 {
            if TcpStream::connect(&running.address).is_ok() {
                return Ok(running);
            }
            if let Ok(Some(status)) = running.child.try_wait() {
                return Err(format!("{program} ended with {status}"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{program} does not listen on {}", running.address))
    }

    /// Calls it, from the other processor.
    pub fn load(&self, shape: &Shape, requests: u32) -> Result<Seen, String> {
        let body = Body::new(shape, self.child.id())?;
        let before = self.cpu()?;
        let output = Command::new("taskset")
            .args(["-c", "1", "h2load", "-t", "1"])
            .args(["-n", &requests.to_string()])
            .args(["-c", &shape.connections.to_string()])
            .args(["-m", &shape.streams.to_string()])
            .args(["-H", "content-type: application/grpc", "-H", "te: trailers", "-d"])
            .arg(&body.0)
            .arg(format!(
                "http://{}/user.UserService/{}",
                self.address, shape.method
            ))
            .output()
            .map_err(|error| {
                format!("h2load does not start ({error}); Debian's package is nghttp2-client")
            })?;
        let cpu = self.cpu()? - before;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let done = format!("{requests} succeeded, 0 failed, 0 errored, 0 timeout");
        if !text.contains(&done) {
            return Err(format!("not every request was answered:\n{text}"));
        }
        // A failure of gRPC is a success of HTTP, and has no message.
        let (bytes, expected) = (data(&text), u64::from(requests) * replies::length(shape.method)?);
        if bytes != Some(expected) {
            return Err(format!(
                "replies of {bytes:?} bytes in place of {expected}:\n{text}"
            ));
        }
        let finished = text.lines().find(|line| line.starts_with("finished in"));
        let requests_per_second = finished
            .and_then(|line| line.split(", ").nth(1)?.strip_suffix(" req/s")?.parse().ok())
            .ok_or_else(|| format!("h2load printed no rate:\n{text}"))?;
        Ok(Seen {
            requests_per_second,
            cpu,
        })
    }

    /// Looks at one reply of each method.
    pub fn check(&self) -> Result<(), String> {
        replies::check(&self.address)
    }

    /// Seconds of CPU so far, its own and the system's for it.
    fn cpu(&self) -> Result<f64, String> {
        let path = format!("/proc/{}/stat", self.child.id());
        let stat = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
        let ticks = |i: usize| fields.get(i).and_then(|ticks| ticks.parse::<f64>().ok());
        match (ticks(11), ticks(12)) {
            // A tick is a hundredth of a second on every Linux.
            (Some(user), Some(system)) => Ok((user + system) / 100.0),
            _ => Err(format!("{path} is not as expected: {stat}")),
        }
    }

    /// What a server that counts answers to a line.
    pub fn ask(&mut self) -> Result<u64, String> {
        let (Some(stdin), Some(stdout)) = (&mut self.child.stdin, &mut self.child.stdout) else {
            return Err("the server has no pipes".into());
        };
        let mut answer = String::new();
        writeln!(stdin)
            .and_then(|()| BufReader::new(stdout).read_line(&mut answer))
            .map_err(|error| format!("the server does not say its count: {error}"))?;
        answer.trim().parse().map_err(|_| format!("no count: {answer:?}"))
    }

    /// Ends it with SIGTERM: what it printed to its standard error.
    pub fn end(mut self) -> Result<String, String> {
        let killed = Command::new("kill").arg(self.child.id().to_string()).status();
        killed.map_err(|error| format!("kill: {error}"))?;
        let mut text = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            std::io::Read::read_to_string(&mut stderr, &mut text).map_err(|error| error.to_string())?;
        }
        self.child.wait().map_err(|error| error.to_string())?;
        Ok(text)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The framed message of a request in a file, as h2load wants it; the file goes with this.
struct Body(PathBuf);

impl Body {
    fn new(shape: &Shape, process: u32) -> Result<Self, String> {
        let body = Self(std::env::temp_dir().join(format!("{}-{process}.bin", shape.method)));
        let mut frame = vec![0];
        frame.extend((shape.message.len() as u32).to_be_bytes());
        frame.extend(shape.message);
        fs::write(&body.0, frame).map_err(|error| format!("{}: {error}", body.0.display()))?;
        Ok(body)
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// How many bytes of DATA came: the last number of `traffic: … (N) total, … (N) headers …, … (N) data`.
fn data(text: &str) -> Option<u64> {
    let traffic = text.lines().find(|line| line.starts_with("traffic: "))?;
    let (_, bytes) = traffic.strip_suffix(") data")?.rsplit_once('(')?;
    bytes.parse().ok()
}

/// An address that nobody listens on.
fn free_address() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.to_string())
}

/// A program that was built with this one.
fn beside(program: &str) -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    Ok(own.parent().unwrap_or_else(|| Path::new(".")).join(program))
}
