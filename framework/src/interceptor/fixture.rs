//! What the tests of interceptors call them with.

use tonic::Status;

use super::Next;
use crate::rpc::{Context, Metadata, Peer};
use crate::schema::spec::{Idempotency, MethodSpec, Payload, PayloadMessage, Source};

static METHOD: MethodSpec = MethodSpec {
    name: "GetUser",
    service: "user.UserService",
    path: "/user.UserService/GetUser",
    source: Source {
        module: "user",
        line: 1,
        column: 1,
        item: "UserService::get_user",
    },
    empty_reply: "GetUserResponse",
    docs: "",
    deprecated: false,
    idempotency: Idempotency::Unknown,
    validates: true,
    compress: None,
    timeout: None,
    request: NOTHING,
    reply: NOTHING,
};

const NOTHING: Payload = Payload {
    message: PayloadMessage::Unit,
    streaming: false,
};

/// A call of a method that there is not, from `peer`, with `metadata`.
pub(super) fn call(peer: Option<Peer>, metadata: &[(&str, &str)]) -> Context {
    let mut pairs = Metadata::default();
    for (key, value) in metadata {
        pairs.insert(key, value).expect("valid metadata");
    }
    Context::incoming(Some(&METHOD), peer, pairs, None)
}

/// A handler that answers this.
pub(super) struct Answer(pub(super) Result<(), Status>);

/// A handler that succeeds.
pub(super) const OK: Answer = Answer(Ok(()));

impl Next for Answer {
    type Reply = ();

    async fn run(self, _: &Context) -> Result<(), Status> {
        self.0
    }
}
