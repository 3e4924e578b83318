//! A connection that is written and read by hand, and what is seen of the server on it.

use std::collections::{HashMap, VecDeque};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use prost::Message;

use super::frame::{
    ACK, DATA, END_HEADERS, END_STREAM, Frame, GOAWAY, HEADER_TABLE_SIZE, HEADERS, INITIAL_WINDOW_SIZE,
    LARGEST, NO_ERROR, PING, PREFACE, RST_STREAM, SETTINGS, WINDOW_UPDATE, frame, settings,
};
use super::hpack::{self, Block, Said};

/// What has to happen long before this gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server does about an attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It answers with this `grpc-status`.
    Status(u32),
    /// It answers with this HTTP status, and no `grpc-status`.
    Http(u32),
    /// It ends the stream for this reason.
    Reset(u32),
    /// It ends the connection for this reason.
    Goaway(u32),
    /// It closes the connection, and gives no reason.
    Closed,
    /// It goes on as before.
    Lives,
    /// It does nothing, for longer than anybody waits.
    Silence,
}

/// A connection.
pub(crate) struct Peer<S = TcpStream> {
    stream: S,
    read: Vec<u8>,
    /// Frames that were read while something was sent.
    kept: VecDeque<Frame>,
    /// What the server lets us send: on the connection, on each stream at first, and beyond that.
    room: i64,
    initial: i64,
    more: HashMap<u32, i64>,
    is_silent: bool,
    /// Whether it answers when it is asked whether it is there.
    is_attentive: bool,
    /// The messages of streams, as they come.
    replies: HashMap<u32, Vec<u8>>,
    said: HashMap<u32, Said>,
}

impl Peer {
    /// Connects, and says nothing.
    pub(crate) fn silent(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).expect("the server accepts connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("not zero");
        stream.set_write_timeout(Some(PATIENCE)).expect("not zero");
        stream.set_nodelay(true).expect("TCP");
        Self::over(stream)
    }

    /// Connects and begins as every client does.
    pub(crate) fn polite(addr: SocketAddr) -> Self {
        Self::with(addr, &[])
    }

    /// The same with these settings.
    pub(crate) fn with(addr: SocketAddr, more: &[(u16, u32)]) -> Self {
        let mut peer = Self::silent(addr);
        peer.begin(more);
        peer
    }

    /// Says that nothing more comes.
    pub(crate) fn half_close(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    /// Sends a byte whenever the server has had time to say something about those before, until all are sent or nobody
    /// listens.
    pub(crate) fn drip(&mut self, bytes: &[u8]) -> Seen {
        let pause = Duration::from_millis(50);
        self.stream.set_read_timeout(Some(pause)).expect("not zero");
        for byte in bytes {
            self.send(&[*byte]);
            if self.frame().is_none() && !std::mem::take(&mut self.is_silent) {
                return Seen::Closed;
            }
        }
        self.stream.set_read_timeout(Some(PATIENCE)).expect("not zero");
        self.lives()
    }

    /// Sends the same again and again without reading a byte, until the server closes the connection: it takes no more
    /// while it cannot write, and has to notice by itself that this is for ever.
    pub(crate) fn unread(&mut self, bytes: &[u8]) -> Seen {
        self.sent(&bytes.repeat(1 + LARGEST / bytes.len()), Duration::ZERO)
    }

    /// The same, so slowly that it is no flood.
    pub(crate) fn deaf(&mut self, bytes: &[u8]) -> Seen {
        self.sent(bytes, Duration::from_millis(20))
    }

    fn sent(&mut self, bytes: &[u8], pause: Duration) -> Seen {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Err(error) = self.stream.write_all(bytes) {
                return match error.kind() {
                    ErrorKind::TimedOut | ErrorKind::WouldBlock => Seen::Silence,
                    _ => Seen::Closed,
                };
            }
            thread::sleep(pause);
        }
        Seen::Silence
    }

    /// Sends a body a byte at a time, each when the server has had time to answer those before, until it does.
    pub(crate) fn drip_body(&mut self, stream: u32, bytes: &[u8]) -> Seen {
        let pause = Duration::from_millis(50);
        self.stream.set_read_timeout(Some(pause)).expect("not zero");
        for byte in bytes {
            self.part(stream, &[*byte]);
            let seen = self.seen(stream);
            if seen != Seen::Silence {
                return seen;
            }
            self.is_silent = false;
        }
        Seen::Lives
    }

    /// Waits for the end of the connection, whatever comes before it.
    pub(crate) fn drained(&mut self) -> Seen {
        let stream = self.stream.try_clone().expect("a second handle");
        super::idle::closed(stream)
    }

    /// Sends the same again and again, while it reads, until the server has enough or has been sent it so many times.
    pub(crate) fn flood(&mut self, bytes: &[u8], times: usize) -> Seen {
        let mut write = self.stream.try_clone().expect("a second handle");
        thread::scope(|scope| {
            scope.spawn(move || {
                // By whole frames: a part of one would be another frame, the next time.
                let at_once = (1 + LARGEST / bytes.len()).min(times);
                let many = bytes.repeat(at_once);
                let mut sent = 0;
                while sent < times && write.write_all(&many).is_ok() {
                    sent += at_once;
                }
                let _ = write.write_all(&frame(PING, 0, 0, b"the end!"));
            });
            self.pong(b"the end!")
        })
    }
}

impl<S: Read + Write> Peer<S> {
    /// A connection that is there already.
    pub(crate) fn over(stream: S) -> Self {
        Self {
            stream,
            read: Vec::new(),
            kept: VecDeque::new(),
            room: 65_535,
            initial: 65_535,
            more: HashMap::new(),
            is_silent: false,
            is_attentive: false,
            replies: HashMap::new(),
            said: HashMap::new(),
        }
    }

    /// Sends the preface and its settings, and acknowledges the server's.
    pub(crate) fn begin(&mut self, more: &[(u16, u32)]) {
        let ours = [&[(HEADER_TABLE_SIZE, 0)][..], more].concat();
        self.send(&[PREFACE, &settings(&ours)].concat());
        if let Some(frame) = self.receive() {
            self.kept.push_back(frame);
        }
        self.send(&frame(SETTINGS, ACK, 0, &[]));
    }

    /// Sends bytes, if anybody takes them: what became of the connection is seen when it is read.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).and_then(|()| self.stream.flush());
    }

    /// Begins a stream.
    pub(crate) fn open(&mut self, stream: u32, block: &Block) {
        self.send(&frame(HEADERS, END_HEADERS, stream, block.bytes()));
    }

    /// Sends a whole call with one message.
    pub(crate) fn call(&mut self, stream: u32, method: &str, message: &impl Message) {
        self.open(stream, &Block::call(method));
        self.body(stream, &prefixed(&message.encode_to_vec()));
    }

    /// Sends the rest of a stream, as the server has room for it.
    pub(crate) fn body(&mut self, stream: u32, bytes: &[u8]) {
        self.part(stream, bytes);
        self.send(&frame(DATA, END_STREAM, stream, &[]));
    }

    /// The same, and more is to come. It gives up when the stream is over.
    pub(crate) fn part(&mut self, stream: u32, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = self
                .room
                .min(self.initial + self.more.get(&stream).copied().unwrap_or(0));
            let length = bytes.len().min(LARGEST).min(room.max(0) as usize);
            if length == 0 {
                let Some(frame) = self.receive() else { return };
                let is_over = frame.kind == GOAWAY
                    || frame.stream == stream
                        && (frame.kind == RST_STREAM
                            || frame.kind == HEADERS && frame.flags & END_STREAM != 0);
                self.kept.push_back(frame);
                if is_over {
                    return;
                }
                continue;
            }
            let (now, later) = bytes.split_at(length);
            self.send(&frame(DATA, 0, stream, now));
            self.room -= length as i64;
            *self.more.entry(stream).or_default() -= length as i64;
            bytes = later;
        }
    }

    /// The next frame; none at the end, in whatever way it comes.
    fn receive(&mut self) -> Option<Frame> {
        loop {
            if let Some((frame, length)) = Frame::first(&self.read) {
                self.read.drain(..length);
                self.note(&frame);
                return Some(frame);
            }
            if self.fill() == 0 {
                return None;
            }
        }
    }

    /// Reads some bytes, and says how many; 0 at the end, or when nothing comes.
    fn fill(&mut self) -> usize {
        let mut bytes = [0; LARGEST];
        match self.stream.read(&mut bytes) {
            Ok(count) => {
                self.read.extend(&bytes[..count]);
                count
            }
            Err(error) => {
                self.is_silent = matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
                0
            }
        }
    }

    /// Reads until something is found in what came since the last that was; what is found says how long it is.
    pub(crate) fn find(&mut self, found: impl Fn(&[u8]) -> Option<(Seen, usize)>) -> Seen {
        loop {
            if let Some((seen, length)) = found(&self.read) {
                self.read.drain(..length);
                return seen;
            }
            if self.fill() == 0 {
                return match self.is_silent {
                    true => Seen::Silence,
                    false => Seen::Closed,
                };
            }
        }
    }

    /// How much the server lets us send after this frame.
    fn note(&mut self, frame: &Frame) {
        match frame.kind {
            SETTINGS => {
                for setting in frame.payload.chunks_exact(6) {
                    if setting[..2] == INITIAL_WINDOW_SIZE.to_be_bytes() {
                        let size = setting[2..].try_into().expect("four bytes");
                        self.initial = u32::from_be_bytes(size).into();
                    }
                }
            }
            WINDOW_UPDATE if frame.stream == 0 => self.room += i64::from(frame.number(0)),
            WINDOW_UPDATE => *self.more.entry(frame.stream).or_default() += i64::from(frame.number(0)),
            _ => {}
        }
    }

    /// The next frame, those that have been read before first.
    pub(crate) fn frame(&mut self) -> Option<Frame> {
        self.kept.pop_front().or_else(|| self.receive())
    }

    /// Waits for what the server does about a stream, or the whole connection.
    pub(crate) fn seen(&mut self, stream: u32) -> Seen {
        self.wait(|peer, frame| peer.end_of(frame, stream))
    }

    /// The same, and answers meanwhile when the server asks whether anybody is there.
    pub(crate) fn patient(&mut self, stream: u32) -> Seen {
        self.is_attentive = true;
        self.seen(stream)
    }

    /// Waits for the end of the connection.
    pub(crate) fn end(&mut self) -> Seen {
        self.wait(|_, _| None)
    }

    /// Whether the server answers a PING after all that was sent.
    pub(crate) fn lives(&mut self) -> Seen {
        self.send(&frame(PING, 0, 0, b"a PING!!"));
        self.pong(b"a PING!!")
    }

    fn pong(&mut self, data: &[u8]) -> Seen {
        self.wait(|_, frame| {
            let is_pong = frame.kind == PING && frame.flags & ACK != 0 && frame.payload == data;
            is_pong.then_some(Seen::Lives)
        })
    }

    /// Waits until a frame of a kind has come on a stream. Whether it has.
    pub(crate) fn until(&mut self, kind: u8, stream: u32) -> bool {
        let found = |frame: &Frame| frame.kind == kind && frame.stream == stream;
        self.wait(|_, frame| found(frame).then_some(Seen::Lives)) == Seen::Lives
    }

    fn wait(&mut self, is_it: impl Fn(&mut Self, &Frame) -> Option<Seen>) -> Seen {
        while let Some(frame) = self.frame() {
            if frame.kind == GOAWAY && frame.number(4) != NO_ERROR {
                return Seen::Goaway(frame.number(4));
            }
            if self.is_attentive && frame.kind == PING && frame.flags & ACK == 0 {
                self.send(&super::frame::frame(PING, ACK, 0, &frame.payload));
            }
            if let Some(seen) = is_it(self, &frame) {
                return seen;
            }
        }
        match self.is_silent {
            true => Seen::Silence,
            false => Seen::Closed,
        }
    }

    fn end_of(&mut self, frame: &Frame, stream: u32) -> Option<Seen> {
        if frame.stream != stream {
            return None;
        }
        match frame.kind {
            RST_STREAM => return Some(Seen::Reset(frame.number(0))),
            DATA => self.replies.entry(stream).or_default().extend(&frame.payload),
            HEADERS => {
                let new = hpack::read(&frame.payload).expect("a header list as literals");
                let said = self.said.entry(stream).or_default();
                said.http = said.http.or(new.http);
                said.grpc = said.grpc.or(new.grpc);
            }
            _ => return None,
        }
        if frame.flags & END_STREAM == 0 {
            return None;
        }
        let said = self.said.get(&stream).copied().unwrap_or_default();
        match (said.grpc, said.http) {
            (Some(status), _) => Some(Seen::Status(status)),
            (None, status) => Some(Seen::Http(status.unwrap_or(0))),
        }
    }

    /// The reply of a call that has ended, if it is one message.
    pub(crate) fn reply<M: Message + Default>(&mut self, stream: u32) -> Option<M> {
        let reply = self.replies.remove(&stream)?;
        M::decode(reply.get(5..)?).ok()
    }
}

/// A message with its prefix ("gRPC over HTTP/2", Length-Prefixed-Message).
pub(crate) fn prefixed(message: &[u8]) -> Vec<u8> {
    flagged(0, message)
}

/// One with a flag of any kind.
pub(crate) fn flagged(flag: u8, message: &[u8]) -> Vec<u8> {
    [&prefix(flag, message.len() as u32)[..], message].concat()
}

/// What stands before a message that says it is so long.
pub(crate) fn prefix(flag: u8, length: u32) -> Vec<u8> {
    let mut prefix = vec![flag];
    prefix.extend(length.to_be_bytes());
    prefix
}
