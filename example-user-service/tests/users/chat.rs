//! The room, over the wire.

use std::time::{Duration, SystemTime};

use example_user_service::api::{ChatMessage, UserService, UserServiceClient};
use traitwire::{Code, Sender, Streaming};

use crate::support::{Remote, local};

/// One caller in the room.
struct Caller {
    mouth: Sender<ChatMessage>,
    ear: Streaming<ChatMessage>,
}

impl Caller {
    async fn enter(client: &UserServiceClient) -> Self {
        let (mouth, messages) = Streaming::channel(1);
        let ear = client.chat(messages).await.expect("the room is open");
        Self { mouth, ear }
    }

    async fn say(&self, text: &str) {
        let message = ChatMessage {
            from: "somebody".into(),
            text: text.into(),
            sent_at: None,
        };
        self.mouth.send(message).await.expect("the room listens");
    }

    async fn hear(&mut self) -> ChatMessage {
        self.ear.next().await.expect("a message").expect("no failure")
    }
}

#[tokio::test]
async fn two_callers_hear_each_other_and_themselves() {
    let remote = Remote::start().await;
    let mut ann = Caller::enter(&remote.client().await).await;
    let mut ben = Caller::enter(&remote.client().await).await;
    for (mouth, text) in [(&ann.mouth, "I am Ann"), (&ben.mouth, "I am Ben")] {
        let sent_at = Some(SystemTime::UNIX_EPOCH + Duration::new(981_173_106, 700_000_000));
        let message = ChatMessage {
            from: text.into(),
            text: text.into(),
            sent_at,
        };
        mouth.send(message.clone()).await.expect("the room listens");
        assert_eq!(ann.ear.next().await.expect("heard").expect("no failure"), message);
        assert_eq!(ben.ear.next().await.expect("heard").expect("no failure"), message);
    }

    // Without a time of its own, a message is given one.
    ann.say("what time is it?").await;
    assert!(ben.hear().await.sent_at > Some(SystemTime::UNIX_EPOCH));
    ann.hear().await;

    // Who stops sending leaves; who is left goes on.
    drop(ben.mouth);
    assert!(ben.ear.next().await.is_none());
    ann.say("anybody there?").await;
    assert_eq!(ann.hear().await.text, "anybody there?");
}

#[tokio::test]
async fn a_caller_that_is_gone_is_missed_by_nobody() {
    let client = local().await;
    let mut ann = Caller::enter(&client).await;
    let ben = Caller::enter(&client).await;
    drop(ben);
    for n in 0..1000 {
        ann.say(&n.to_string()).await;
        assert_eq!(ann.hear().await.text, n.to_string());
    }
}

#[tokio::test]
async fn what_is_too_long_to_hear_is_refused() {
    let remote = Remote::start().await;
    let mut ann = Caller::enter(&remote.client().await).await;
    ann.say(&"a".repeat(5000)).await;
    let status = ann.ear.next().await.expect("told why").expect_err("refused");
    assert_eq!(status.code(), Code::InvalidArgument);
}
