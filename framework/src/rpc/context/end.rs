//! How a call ended.

use tonic::Code;

/// How a call ended, and what it carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct End {
    /// The status: OK, what the handler or an interceptor failed with, INTERNAL when the handler panicked, DEADLINE_EXCEEDED when
    /// the deadline has passed, or CANCELLED when the caller went away.
    pub code: Code,
    /// What the caller sent.
    pub received: Count,
    /// What the server sent.
    pub sent: Count,
    /// How long it took, from its headers to its end.
    pub duration: std::time::Duration,
}

/// Messages of one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Count {
    /// How many messages.
    pub messages: u64,
    /// How many bytes they take on the wire: compressed where they are, without their five-byte prefixes.
    pub bytes: u64,
}
