//! Two servers of one service, and how they are measured side by side.

pub mod allocations;
pub mod load;
pub mod replies;
pub mod serve_tonic;
pub mod serve_traitwire;
pub mod serving;

/// Where the servers listen: an address that the caller chose.
pub fn address() -> String {
    std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:50061".to_owned())
}

/// How many users a list has.
pub const USERS: usize = 100;

/// How many users a stream has.
pub const STREAMED: usize = 1000;
