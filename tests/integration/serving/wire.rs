//! HTTP/2 by hand: what a client of any library would not send.

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use super::soon;

pub(super) const DATA: u8 = 0;
pub(super) const HEADERS: u8 = 1;
pub(super) const RST_STREAM: u8 = 3;
pub(super) const SETTINGS: u8 = 4;
pub(super) const PING: u8 = 6;
pub(super) const GOAWAY: u8 = 7;
pub(super) const WINDOW_UPDATE: u8 = 8;
pub(super) const CONTINUATION: u8 = 9;

pub(super) const ACK: u8 = 1;
pub(super) const END_STREAM: u8 = 1;
pub(super) const END_HEADERS: u8 = 4;

/// The error codes that tests wait for (RFC 9113, 7).
pub(super) const NO_ERROR: u32 = 0;
pub(super) const CANCEL: u32 = 8;
pub(super) const ENHANCE_YOUR_CALM: u32 = 0xb;

/// The settings' number of the window that streams begin with.
pub(super) const INITIAL_WINDOW_SIZE: u16 = 4;

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) flags: u8,
    pub(super) stream: u32,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    /// The error code of a GOAWAY or RST_STREAM.
    pub(super) fn code(&self) -> u32 {
        let at = if self.kind == GOAWAY { 4 } else { 0 };
        u32::from_be_bytes(self.payload[at..at + 4].try_into().expect("four bytes"))
    }
}

/// The bytes of a frame.
pub(super) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let mut frame = (payload.len() as u32).to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

/// The preface with these settings.
pub(super) fn preface(settings: &[(u16, u32)]) -> Vec<u8> {
    let mut payload = Vec::new();
    for (number, value) in settings {
        payload.extend(number.to_be_bytes());
        payload.extend(value.to_be_bytes());
    }
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        frame(SETTINGS, 0, 0, &payload),
    ]
    .concat()
}

/// A header list of a call of the gate.
pub(super) fn call(method: &str, more: &[(&str, &str)]) -> Vec<u8> {
    call_to(&format!("/gate.Gate/{method}"), more)
}

/// A header list of a gRPC call, by HPACK's static table and literals.
pub(super) fn call_to(path: &str, more: &[(&str, &str)]) -> Vec<u8> {
    fn literal(block: &mut Vec<u8>, text: &str) {
        block.push(u8::try_from(text.len()).expect("short"));
        block.extend(text.as_bytes());
    }
    // `:method POST` and `:scheme http`, then `:path` and `:authority`.
    let mut block = vec![0x83, 0x86, 0x04];
    literal(&mut block, path);
    block.push(0x01);
    literal(&mut block, "localhost");
    for (name, value) in [("content-type", "application/grpc"), ("te", "trailers")]
        .iter()
        .chain(more)
    {
        block.push(0);
        literal(&mut block, name);
        literal(&mut block, value);
    }
    block
}

/// A message of gRPC's with a visitor in it.
pub(super) fn visitor(number: u8) -> Vec<u8> {
    vec![0, 0, 0, 0, 2, 0x08, number]
}

/// A connection that is written and read by hand.
pub(super) struct Raw<S = TcpStream> {
    pub(super) stream: S,
    read: Vec<u8>,
}

impl Raw {
    /// Connects and sends the preface.
    pub(super) async fn connect(addr: &str, settings: &[(u16, u32)]) -> Self {
        let mut stream = TcpStream::connect(addr).await.expect("connects");
        stream.write_all(&preface(settings)).await.expect("writes");
        let read = Vec::new();
        Self { stream, read }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("writes");
    }

    /// Begins a call and sends its one message.
    pub(super) async fn call(&mut self, stream: u32, method: &str, more: &[(&str, &str)]) {
        let headers = frame(HEADERS, END_HEADERS, stream, &call(method, more));
        let message = frame(DATA, END_STREAM, stream, &visitor(stream as u8));
        self.write(&[headers, message].concat()).await;
    }

    /// The half that is read and the one that is written.
    pub(super) fn split(self) -> (Raw<OwnedReadHalf>, OwnedWriteHalf) {
        let (stream, write) = self.stream.into_split();
        let read = self.read;
        (Raw { stream, read }, write)
    }
}

impl<S: AsyncRead + Unpin> Raw<S> {
    /// The next frame; none at the end, in whatever way it comes.
    pub(super) async fn frame(&mut self) -> Option<Frame> {
        loop {
            if let Some(head) = self.read.first_chunk::<9>() {
                let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
                let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
                let (kind, flags) = (head[3], head[4]);
                if self.read.len() >= 9 + length {
                    let payload = self.read[9..9 + length].to_vec();
                    self.read.drain(..9 + length);
                    return Some(Frame {
                        kind,
                        flags,
                        stream,
                        payload,
                    });
                }
            }
            match soon(self.stream.read_buf(&mut self.read)).await {
                Ok(1..) => {}
                _ => return None,
            }
        }
    }

    /// Waits for a frame of this kind.
    pub(super) async fn until(&mut self, kind: u8) -> Frame {
        loop {
            let frame = self.frame().await.expect("the connection is open");
            if frame.kind == kind {
                return frame;
            }
        }
    }

    /// Everything until the end.
    pub(super) async fn rest(&mut self) -> Vec<Frame> {
        let mut frames = Vec::new();
        while let Some(frame) = self.frame().await {
            frames.push(frame);
        }
        frames
    }
}
