//! A room where callers talk: what one says, all hear, and in the same order.
//!
//! Nobody waits for anybody. The room keeps the last 256 messages for those who have not heard them yet, however many
//! they are; whoever falls further behind is sent out, and told so, rather than left with a gap. A caller's own
//! messages are taken no faster than it listens, so that nobody talks themselves out of the room.

use std::time::SystemTime;

use tokio::sync::broadcast::{
    self, Receiver,
    error::{RecvError, TryRecvError},
};
use tokio::sync::watch;
use traitwire::{Sender, Status, Streaming};

use crate::api::ChatMessage;

/// How many messages the room keeps. At the limits of its rules they take about a megabyte.
const KEPT: usize = 256;

/// A room. A clone is the same room.
#[derive(Clone, Debug)]
pub struct Room {
    said: broadcast::Sender<ChatMessage>,
    closed: watch::Sender<bool>,
}

impl Room {
    /// An empty room.
    #[allow(clippy::new_without_default, reason = "nobody asks for a default room")]
    pub fn new() -> Self {
        Self {
            said: broadcast::Sender::new(KEPT),
            closed: watch::Sender::new(false),
        }
    }

    /// Sends everybody out with UNAVAILABLE, now and later: a server that leaves cannot wait for the end of the talk.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Takes a caller in until its messages end, or nobody reads what it hears.
    pub(crate) fn join(&self, messages: Streaming<ChatMessage>) -> Streaming<ChatMessage> {
        // From here on it hears, so that who is answered is in.
        let visit = Visit {
            said: self.said.clone(),
            heard: self.said.subscribe(),
        };
        let mut closed = self.closed.subscribe();
        Streaming::spawn(1, |caller| async move {
            tokio::select! {
                biased;
                Ok(_) = closed.wait_for(|closed| *closed) => Err(Status::unavailable(
                    "the server is leaving, and the room is closed: call again",
                )),
                ended = visit.run(messages, caller) => ended,
            }
        })
    }
}

/// One caller's time in the room.
struct Visit {
    said: broadcast::Sender<ChatMessage>,
    heard: Receiver<ChatMessage>,
}

impl Visit {
    async fn run(
        mut self,
        mut messages: Streaming<ChatMessage>,
        caller: Sender<ChatMessage>,
    ) -> Result<(), Status> {
        loop {
            tokio::select! {
                heard = self.heard.recv() => match heard {
                    Ok(message) => caller.send(message).await?,
                    Err(RecvError::Lagged(missed)) => return Err(too_slow(missed)),
                    Err(RecvError::Closed) => return Ok(()),
                },
                message = messages.next(), if self.heard.len() < KEPT / 2 => match message {
                    Some(message) => self.say(message?),
                    None => break,
                },
            }
        }
        self.hear_out(caller).await
    }

    fn say(&self, mut message: ChatMessage) {
        message.sent_at.get_or_insert_with(SystemTime::now);
        // It fails when nobody hears, and we do.
        let _ = self.said.send(message);
    }

    /// What had been said when the caller said its last.
    async fn hear_out(mut self, caller: Sender<ChatMessage>) -> Result<(), Status> {
        for _ in 0..self.heard.len() {
            match self.heard.try_recv() {
                Ok(message) => caller.send(message).await?,
                Err(TryRecvError::Lagged(missed)) => return Err(too_slow(missed)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        Ok(())
    }
}

fn too_slow(missed: u64) -> Status {
    Status::resource_exhausted(format!(
        "this caller listens too slowly, and {missed} messages are lost to it: call again, and read what comes"
    ))
}

#[cfg(test)]
mod tests {
    use traitwire::Code;

    use super::*;

    fn says(text: &str) -> ChatMessage {
        ChatMessage {
            from: "somebody".into(),
            text: text.into(),
            sent_at: None,
        }
    }

    async fn hears(stream: &mut Streaming<ChatMessage>) -> String {
        stream.next().await.expect("a message").expect("no failure").text
    }

    #[tokio::test]
    async fn all_hear_all_in_one_order() {
        let room = Room::new();
        let (ann, ann_says) = Streaming::channel(1);
        let (ben, ben_says) = Streaming::channel(1);
        let mut ears = [room.join(ann_says), room.join(ben_says)];
        for n in 0..3 * KEPT {
            let mouth = if n % 2 == 0 { &ann } else { &ben };
            mouth.send(says(&n.to_string())).await.expect("the room listens");
            for ear in &mut ears {
                assert_eq!(hears(ear).await, n.to_string());
            }
        }
    }

    #[tokio::test]
    async fn a_burst_of_one_caller_comes_back_whole() {
        let burst = 20 * KEPT;
        let mut stream = Room::new().join(Streaming::from_iter((0..burst).map(|n| says(&n.to_string()))));
        for n in 0..burst {
            assert_eq!(hears(&mut stream).await, n.to_string());
        }
        assert!(stream.next().await.is_none(), "who stops sending leaves");
    }

    #[tokio::test]
    async fn a_slow_listener_is_sent_out_and_stalls_nobody() {
        let room = Room::new();
        let (_silent, says_nothing) = Streaming::channel(1);
        let mut slow = room.join(says_nothing);
        let mut quick = room.join(Streaming::from_iter((0..2 * KEPT).map(|n| says(&n.to_string()))));
        for n in 0..2 * KEPT {
            assert_eq!(hears(&mut quick).await, n.to_string());
        }
        let mut heard = 0;
        let status = loop {
            match slow.next().await.expect("told why") {
                Ok(_) => heard += 1,
                Err(status) => break status,
            }
        };
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert!(heard <= 2, "{heard} messages were kept for one listener");
    }

    #[tokio::test]
    async fn a_message_keeps_its_time_or_is_given_one() {
        let early = SystemTime::UNIX_EPOCH;
        let with_time = ChatMessage {
            sent_at: Some(early),
            ..says("a")
        };
        let mut stream = Room::new().join(Streaming::from_iter([with_time, says("b")]));
        let mut sent_at = async || stream.next().await.expect("said").expect("heard").sent_at;
        assert_eq!(sent_at().await, Some(early));
        assert!(sent_at().await > Some(early));
    }

    #[tokio::test]
    async fn a_closed_room_holds_nobody() {
        let room = Room::new();
        let (_mouth, says_nothing) = Streaming::channel(1);
        let mut before = room.join(says_nothing);
        room.close();
        let (_mouth, says_nothing) = Streaming::channel(1);
        let mut after = room.join(says_nothing);
        for stream in [&mut before, &mut after] {
            let status = stream.next().await.expect("told why").expect_err("sent out");
            assert_eq!(status.code(), Code::Unavailable);
            assert!(stream.next().await.is_none());
        }
    }
}
