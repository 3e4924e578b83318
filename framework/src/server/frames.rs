//! The frames of a peer, followed by their heads as they are read (RFC 9113, 4.1), and counted.
//!
//! h2 bounds what a frame costs in memory: headers and their continuations, small DATA, streams reset before they were
//! accepted. What it answers, ignores or starts a call for without keeping anything is free for the peer and not for us:
//! PING, SETTINGS, PRIORITY and WINDOW_UPDATE without end, calls that are reset as soon as they have begun. Those are
//! counted here, against what the peer has been answered.

use std::time::Instant;

use super::budget::Budget;
use super::limits::Limits;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const HEAD: usize = 9;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const PING: u8 = 6;
const WINDOW_UPDATE: u8 = 8;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;

/// A type that is no frame's: ignored, as RFC 9113, 5.5 has it.
const NO_TYPE: u8 = 0xfe;

/// What a PING of ours says.
pub(super) const PING_DATA: &[u8; 8] = b"are_you?";

/// How many bytes of answer a frame may cost the peer nothing for: a PING is answered with 17 bytes, a call with more
/// than 16, and a stream is given room once for each DATA frame, or twice.
const PER_CONTROL: u64 = 64;
const PER_UPDATE: u64 = 8;
const PER_RESET: u64 = 16;

/// WINDOW_UPDATE is what a peer sends most of, and what costs least.
const UPDATES: u32 = 20;

/// What a peer does without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flood {
    Resets,
    Updates,
    Control,
}

impl Flood {
    /// What the peer is told.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Resets => "too_many_resets",
            Self::Updates => "too_many_window_updates",
            Self::Control => "too_many_control_frames",
        }
    }
}

/// Where in its frames a peer is, and what it has sent.
#[derive(Debug)]
pub(super) struct Frames {
    place: Place,
    head: [u8; HEAD],
    /// How many bytes of the head are there.
    have: usize,
    streams: u64,
    last_stream: u32,
    /// A PING of ours is not answered.
    pinged: bool,
    resets: Budget,
    updates: Budget,
    control: Budget,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// This many bytes into the preface.
    Preface(usize),
    Head,
    /// This many bytes before the next head.
    Payload(usize),
    /// In something that is no HTTP/2.
    Elsewhere,
}

impl Frames {
    pub(super) fn new(limits: &Limits) -> Self {
        let now = Instant::now();
        let updates = limits.max_control_frames.saturating_mul(UPDATES);
        Self {
            place: Place::Preface(0),
            head: [0; HEAD],
            have: 0,
            streams: 0,
            last_stream: 0,
            pinged: false,
            resets: Budget::new(limits.max_resets, PER_RESET, now),
            updates: Budget::new(updates, PER_UPDATE, now),
            control: Budget::new(limits.max_control_frames, PER_CONTROL, now),
        }
    }

    /// How many streams the peer has begun.
    pub(super) fn streams(&self) -> u64 {
        self.streams
    }

    /// The last of them.
    pub(super) fn last_stream(&self) -> u32 {
        self.last_stream
    }

    /// Whether the last PING of ours is answered.
    pub(super) fn answered(&self) -> bool {
        !self.pinged
    }

    /// A PING of ours is sent: its answer is for us.
    pub(super) fn pinged(&mut self) {
        self.pinged = true;
    }

    /// Follows what has been read. The answer to a PING of ours becomes a frame that h2 ignores: it knows of none.
    ///
    /// # Errors
    /// When the peer sends more than it may; `written` bytes have been sent to it.
    pub(super) fn read(&mut self, bytes: &mut [u8], written: u64) -> Result<(), Flood> {
        let mut at = 0;
        while at < bytes.len() {
            match self.place {
                Place::Head => {
                    let rest = &bytes[at..];
                    if self.have == 0 && rest.len() >= HEAD {
                        self.head.copy_from_slice(&rest[..HEAD]);
                        self.note();
                        if self.pinged {
                            self.take_pong(&mut bytes[at..]);
                        }
                        at += HEAD;
                        continue;
                    }
                    let more = rest.len().min(HEAD - self.have);
                    self.head[self.have..self.have + more].copy_from_slice(&rest[..more]);
                    self.have += more;
                    at += more;
                    if self.have == HEAD {
                        self.have = 0;
                        self.note();
                    }
                }
                Place::Payload(left) => {
                    let more = left.min(bytes.len() - at);
                    at += more;
                    self.place = match left - more {
                        0 => Place::Head,
                        left => Place::Payload(left),
                    };
                }
                Place::Preface(had) => {
                    let more = (PREFACE.len() - had).min(bytes.len() - at);
                    let is_preface = bytes[at..at + more] == PREFACE[had..had + more];
                    at += more;
                    self.place = match had + more {
                        _ if !is_preface => Place::Elsewhere,
                        had if had == PREFACE.len() => Place::Head,
                        had => Place::Preface(had),
                    };
                }
                Place::Elsewhere => return Ok(()),
            }
        }
        self.judge(written)
    }

    /// Counts the frame whose head is there.
    fn note(&mut self) {
        let [a, b, c, kind, flags, stream @ ..] = self.head;
        let length = u32::from_be_bytes([0, a, b, c]) as usize;
        self.place = match length {
            0 => Place::Head,
            length => Place::Payload(length),
        };
        match kind {
            DATA if length > 0 || flags & END_STREAM != 0 => {}
            HEADERS => {
                let stream = u32::from_be_bytes(stream) & (u32::MAX >> 1);
                if stream > self.last_stream {
                    self.last_stream = stream;
                    self.streams += 1;
                }
            }
            RST_STREAM => self.resets.spend(),
            WINDOW_UPDATE => self.updates.spend(),
            _ => self.control.spend(),
        }
    }

    /// `frame` begins with the head that was just noted.
    fn take_pong(&mut self, frame: &mut [u8]) {
        if self.head[3] == PING
            && self.head[4] & ACK != 0
            && frame.get(HEAD..HEAD + PING_DATA.len()) == Some(PING_DATA)
        {
            frame[3] = NO_TYPE;
            self.pinged = false;
        }
    }

    fn judge(&mut self, written: u64) -> Result<(), Flood> {
        for (budget, flood) in [
            (&mut self.resets, Flood::Resets),
            (&mut self.updates, Flood::Updates),
            (&mut self.control, Flood::Control),
        ] {
            if budget.is_used_up() && !budget.refill(Instant::now(), written) {
                return Err(flood);
            }
        }
        Ok(())
    }
}

/// A PING of ours.
pub(super) fn ping() -> [u8; HEAD + 8] {
    let mut frame = [0; HEAD + 8];
    frame[2] = 8;
    frame[3] = PING;
    frame[HEAD..].copy_from_slice(PING_DATA);
    frame
}

/// A GOAWAY with the code ENHANCE_YOUR_CALM.
pub(super) fn goaway(last_stream: u32, reason: &str) -> Vec<u8> {
    const GOAWAY: u8 = 7;
    const ENHANCE_YOUR_CALM: u32 = 0xb;
    let length = 8 + reason.len() as u32;
    let mut frame = Vec::with_capacity(HEAD + 8 + reason.len());
    frame.extend(&length.to_be_bytes()[1..]);
    frame.extend([GOAWAY, 0, 0, 0, 0, 0]);
    frame.extend(last_stream.to_be_bytes());
    frame.extend(ENHANCE_YOUR_CALM.to_be_bytes());
    frame.extend(reason.as_bytes());
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
        let mut frame = (payload.len() as u32).to_be_bytes()[1..].to_vec();
        frame.extend([kind, flags]);
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        frame
    }

    fn after_preface(limits: &Limits) -> Frames {
        let mut frames = Frames::new(limits);
        frames.read(&mut PREFACE.to_vec(), 0).expect("a preface");
        frames
    }

    fn conversation() -> Vec<u8> {
        [
            PREFACE.to_vec(),
            frame(4, 0, 0, &[0; 12]),
            frame(HEADERS, 4, 1, &[0; 30]),
            frame(DATA, 0, 1, &[7; 300]),
            frame(HEADERS, 4, 3, &[0; 20]),
            frame(DATA, END_STREAM, 3, &[]),
            frame(RST_STREAM, 0, 1, &[0; 4]),
            // Trailers are no new stream.
            frame(HEADERS, 5, 3, &[0; 2]),
        ]
        .concat()
    }

    #[test]
    fn streams_are_counted_wherever_reads_end() {
        for size in 1..60 {
            let mut frames = Frames::new(&Limits::default());
            for bytes in conversation().chunks_mut(size) {
                frames.read(bytes, 0).expect("well-behaved");
            }
            assert_eq!((frames.streams(), frames.last_stream()), (2, 3), "{size}");
        }
    }

    #[test]
    fn what_is_no_http2_is_not_followed() {
        let mut frames = Frames::new(&Limits::default());
        let mut nonsense = b"PRI * HTTP/1.1\r\n\r\n".to_vec();
        nonsense.extend(frame(PING, 0, 0, &[0; 8]).repeat(100_000));
        frames.read(&mut nonsense, 0).expect("not followed");
        assert_eq!(frames.streams(), 0);
    }

    #[test]
    fn each_kind_of_flood_is_found() {
        let limits = Limits::default();
        for (flood, frame) in [
            (Flood::Control, frame(PING, 0, 0, &[0; 8])),
            (Flood::Control, frame(4, 0, 0, &[])),
            (Flood::Control, frame(2, 0, 1, &[0; 5])),
            (Flood::Control, frame(DATA, 0, 1, &[])),
            (Flood::Control, frame(0xab, 0, 0, &[1, 2])),
            (Flood::Resets, frame(RST_STREAM, 0, 1, &[0; 4])),
            (Flood::Updates, frame(WINDOW_UPDATE, 0, 0, &[0, 0, 0, 1])),
        ] {
            let mut frames = after_preface(&limits);
            let found = frames.read(&mut frame.repeat(200_000), 0);
            assert_eq!(found, Err(flood));
        }
    }

    #[test]
    fn what_is_answered_is_no_flood() {
        let mut frames = after_preface(&Limits::default());
        let mut call = [
            frame(HEADERS, 4, 1, &[0; 30]),
            frame(DATA, END_STREAM, 1, &[0; 30]),
            frame(WINDOW_UPDATE, 0, 0, &[0, 0, 0, 1]),
            frame(PING, 0, 0, &[0; 8]),
            frame(RST_STREAM, 0, 1, &[0; 4]),
        ]
        .concat();
        for n in 1..100_000 {
            frames.read(&mut call, n * 120).expect("answered");
        }
    }

    #[test]
    fn the_answer_to_our_ping_is_ours() {
        let mut frames = after_preface(&Limits::default());
        let pong = frame(PING, ACK, 0, PING_DATA);
        // Not asked for: h2 is to see it.
        let mut bytes = pong.clone();
        frames.read(&mut bytes, 0).expect("read");
        assert_eq!(bytes, pong);
        frames.pinged();
        let other = frame(PING, ACK, 0, b"another.");
        let mut bytes = [other.clone(), pong.clone(), pong.clone()].concat();
        frames.read(&mut bytes, 0).expect("read");
        let mut taken = pong.clone();
        taken[3] = NO_TYPE;
        assert_eq!(bytes, [other, taken, pong].concat());
    }

    #[test]
    fn what_we_write() {
        assert_eq!(ping()[..], frame(PING, 0, 0, PING_DATA));
        let payload = [&[0, 0, 0, 5, 0, 0, 0, 0xb][..], b"why"].concat();
        assert_eq!(goaway(5, "why"), frame(7, 0, 0, &payload));
    }
}
