//! A client of HTTP/1.1, as plain as they come.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::soon;

/// A connection.
pub(crate) struct Http1 {
    stream: TcpStream,
    read: Vec<u8>,
}

/// A response, its body put together.
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| {
            let (this, value) = line.split_once(':')?;
            this.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Http1 {
    pub(crate) async fn connect(addr: &str) -> Self {
        Self {
            stream: TcpStream::connect(addr).await.expect("connects"),
            read: Vec::new(),
        }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.expect("writes");
    }

    /// Says that nothing more comes.
    pub(crate) async fn end(&mut self) {
        self.stream.shutdown().await.expect("ends");
    }

    /// Whether it has not been closed.
    pub(crate) fn is_open(&self) -> bool {
        super::is_open(&self.stream)
    }

    /// Sends a request whose body is whole.
    pub(crate) async fn request(&mut self, line: &str, headers: &[(&str, &str)], body: &[u8]) {
        let mut head = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        self.send([head.as_bytes(), body].concat()).await;
    }

    /// A call: its response.
    pub(crate) async fn call(&mut self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        self.request(&format!("POST {path}"), headers, body).await;
        self.response().await
    }

    /// A response whose body is to come.
    pub(crate) async fn head(&mut self) -> Response {
        let head = self.until(b"\r\n\r\n").await;
        let head = String::from_utf8(head).expect("ASCII");
        let (line, headers) = head.split_once("\r\n").expect("a status line");
        Response {
            status: line
                .split(' ')
                .nth(1)
                .and_then(|code| code.parse().ok())
                .expect("a status"),
            headers: headers.to_owned(),
            body: Vec::new(),
        }
    }

    pub(crate) async fn response(&mut self) -> Response {
        let head = self.head().await;
        self.rest(head).await
    }

    /// Reads the body of a response whose head has come.
    pub(crate) async fn rest(&mut self, mut response: Response) -> Response {
        if response.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = self.until(b"\r\n").await;
                let size = str::from_utf8(size.trim_ascii()).expect("ASCII");
                let size = usize::from_str_radix(size, 16).expect("a size");
                let chunk = self.exactly(size + 2).await;
                response.body.extend_from_slice(&chunk[..size]);
                if size == 0 {
                    break;
                }
            }
        } else if let Some(len) = response.header("content-length") {
            response.body = self.exactly(len.parse().expect("a length")).await;
        }
        response
    }

    /// Waits until the server has closed the connection in order, and gives what it still said.
    pub(crate) async fn closed(mut self) -> Vec<u8> {
        while self.more().await > 0 {}
        self.read
    }

    async fn until(&mut self, end: &[u8]) -> Vec<u8> {
        loop {
            if let Some(at) = self.read.windows(end.len()).position(|window| window == end) {
                return self.read.drain(..at + end.len()).collect();
            }
            assert!(
                self.more().await > 0,
                "ended: {}",
                String::from_utf8_lossy(&self.read)
            );
        }
    }

    async fn exactly(&mut self, len: usize) -> Vec<u8> {
        while self.read.len() < len {
            assert!(self.more().await > 0, "ended");
        }
        self.read.drain(..len).collect()
    }

    async fn more(&mut self) -> usize {
        soon(self.stream.read_buf(&mut self.read))
            .await
            .expect("no reset")
    }
}
