//! The service: four shapes, each told by its first message what to answer and how to end.

use bytes::Bytes;
use traitwire::{Context, Status, Streaming, enumeration, message, service};

traitwire::package!("soak");

/// How a handler ends.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With its answer.
    #[default]
    Answer,
    /// With a status.
    Fail,
    /// In a panic.
    Panic,
    /// Never.
    Hang,
}

/// What makes a stream of replies.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// A stream that is polled as part of the call.
    #[default]
    Polled,
    /// A task.
    Spawned,
}

/// What a handler is to do.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Order {
    /// What all contents of the call follow from.
    #[field(1, fixed64)]
    pub seed: u64,
    /// How many messages the request has.
    #[field(2)]
    pub parts: u32,
    /// Bytes of content in each of them.
    #[field(3)]
    pub part_size: u32,
    /// Bytes of content in each reply.
    #[field(4)]
    pub reply_size: u32,
    /// How the handler ends, and after how many replies, or messages of the request where it has one reply.
    #[field(5)]
    pub ending: Ending,
    /// See `ending`.
    #[field(6)]
    pub after: u32,
    /// The code to fail with.
    #[field(7)]
    pub code: u32,
    /// Whether replies are compressed.
    #[field(8)]
    pub compress: bool,
    /// What makes the replies.
    #[field(9)]
    pub source: Source,
    /// How often the handler lets others have their turn before each step.
    #[field(10)]
    pub pauses: u32,
}

/// A message of a request or a reply.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Part {
    /// In the first message of a request.
    #[field(1)]
    pub order: Option<Order>,
    /// Which one it is; in the reply to many, how many came.
    #[field(2)]
    pub index: u32,
    /// What follows from the seed and the index.
    #[field(3)]
    pub content: Bytes,
}

/// The four shapes.
#[service]
pub(crate) trait Soak {
    /// One for one.
    async fn one(&self, ctx: &Context, part: Part) -> Result<Part, Status>;
    /// Many for one.
    async fn many(&self, ctx: &Context, part: Part) -> Result<Streaming<Part>, Status>;
    /// One for many.
    async fn sum(&self, ctx: &Context, parts: Streaming<Part>) -> Result<Part, Status>;
    /// One for each of many.
    async fn talk(&self, ctx: &Context, parts: Streaming<Part>) -> Result<Streaming<Part>, Status>;
}
