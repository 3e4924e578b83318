//! What a server grants its callers, and how long it waits for them.

use std::time::Duration;

use super::open::MAX_REQUEST_SIZE;

/// The limits of a server. All are on, and each has a setter of its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The greatest request message, in bytes.
    pub(super) max_request_size: usize,
    /// How long a call may take whose caller and method say nothing.
    pub(super) default_timeout: Option<Duration>,
    /// How long any call may take.
    pub(super) max_timeout: Option<Duration>,
    /// Calls at a time on one connection.
    pub(super) max_concurrent_streams: u32,
    /// The greatest header list, in bytes as HTTP/2 counts them.
    pub(super) max_header_list_size: u32,
    /// From the first byte of TLS to its last before HTTP/2.
    #[cfg(feature = "tls")]
    pub(super) handshake_timeout: Duration,
    /// From a connection's first byte to the end of its HTTP/2 preface.
    pub(super) preface_timeout: Duration,
    /// From the first word of leaving to the end of the last call.
    pub(super) drain_deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_request_size: MAX_REQUEST_SIZE,
            default_timeout: None,
            max_timeout: None,
            max_concurrent_streams: 200,
            max_header_list_size: 16 << 10,
            #[cfg(feature = "tls")]
            handshake_timeout: Duration::from_secs(10),
            preface_timeout: Duration::from_secs(10),
            drain_deadline: Duration::from_secs(10),
        }
    }
}
