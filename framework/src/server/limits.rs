//! What a server grants its callers, and how long it waits for them.

use std::time::Duration;

use super::open::MAX_REQUEST_SIZE;
use crate::error::Error;
use crate::rpc::compression;

/// The limits of a server. Each has a setter of its name, and all are on but those that only its operator can know.
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
    /// Calls at a time on all connections; off.
    pub(super) max_concurrent_calls: Option<usize>,
    /// The greatest header list, in bytes as HTTP/2 counts them.
    pub(super) max_header_list_size: u32,
    /// Calls that a peer resets, each second, beyond those that were answered.
    pub(super) max_resets: u32,
    /// PING, SETTINGS and their like, each second, beyond what comes with calls.
    pub(super) max_control_frames: u32,
    /// Connections at a time.
    pub(super) max_connections: usize,
    /// Connections at a time of one peer.
    pub(super) max_connections_per_ip: usize,
    /// From the first byte of TLS to its last before HTTP/2.
    #[cfg(feature = "tls")]
    pub(super) handshake_timeout: Duration,
    /// From a connection's first byte to the end of its HTTP/2 preface.
    pub(super) preface_timeout: Duration,
    /// How replies are compressed.
    pub(super) compression: compression::Settings,
    /// From the last word of a peer to the question whether it is there.
    pub(super) keepalive_interval: Option<Duration>,
    /// From that question to the end.
    pub(super) keepalive_timeout: Duration,
    /// From the end of a connection's last call to its own.
    pub(super) max_connection_idle: Option<Duration>,
    /// From a connection's beginning to its last new call; off.
    pub(super) max_connection_age: Option<Duration>,
    /// From there to its end; as long as its calls run.
    pub(super) max_connection_age_grace: Option<Duration>,
    /// From a part of a reply that is ready to the peer's taking it.
    pub(super) send_timeout: Option<Duration>,
    /// From the first byte of a request's message to its last.
    pub(super) receive_timeout: Option<Duration>,
    /// From the first word of leaving to the last new connection.
    pub(super) drain_delay: Duration,
    /// From there to the end of the last call.
    pub(super) drain_deadline: Duration,
}

/// Longer than anything runs, and what can be added to any moment: ten years.
pub(super) const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

impl Limits {
    /// Refuses limits that would let nothing through.
    ///
    /// # Errors
    /// Names the setter.
    pub(super) fn check(&self) -> Result<(), Error> {
        let none = |timeout| timeout == Some(Duration::ZERO);
        let nothing = [
            ("max_concurrent_streams", self.max_concurrent_streams == 0),
            ("max_concurrent_calls", self.max_concurrent_calls == Some(0)),
            ("max_header_list_size", self.max_header_list_size == 0),
            ("max_connections", self.max_connections == 0),
            ("max_connections_per_ip", self.max_connections_per_ip == 0),
            ("default_timeout", none(self.default_timeout)),
            ("max_timeout", none(self.max_timeout)),
            ("preface_timeout", self.preface_timeout.is_zero()),
            #[cfg(feature = "tls")]
            ("handshake_timeout", self.handshake_timeout.is_zero()),
            ("keepalive_interval", none(self.keepalive_interval)),
            ("keepalive_timeout", self.keepalive_timeout.is_zero()),
            ("max_connection_idle", none(self.max_connection_idle)),
            ("max_connection_age", none(self.max_connection_age)),
            ("send_timeout", none(self.send_timeout)),
            ("receive_timeout", none(self.receive_timeout)),
        ];
        match nothing.into_iter().find(|(_, is_nothing)| *is_nothing) {
            Some((setter, _)) => Err(Error::new(format!(
                "`Server::{setter}` is set to zero, so that no call could be served: leave it out for the default, and where the \
                 setter takes it, `None` is for no limit"
            ))),
            None => Ok(()),
        }
    }

    /// How long a peer may send nothing of what it has begun to, where it cannot be asked whether it is there.
    pub(super) fn silence(&self) -> Option<Duration> {
        let interval = self.keepalive_interval?;
        Some(interval.saturating_add(self.keepalive_timeout))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_request_size: MAX_REQUEST_SIZE,
            default_timeout: None,
            max_timeout: None,
            max_concurrent_streams: 200,
            max_concurrent_calls: None,
            max_header_list_size: 16 << 10,
            max_resets: 500,
            max_control_frames: 100,
            max_connections: 32_768,
            // Half: whoever it is, the others find room.
            max_connections_per_ip: 16_384,
            #[cfg(feature = "tls")]
            handshake_timeout: Duration::from_secs(10),
            preface_timeout: Duration::from_secs(10),
            compression: compression::Settings::default(),
            keepalive_interval: Some(Duration::from_secs(60)),
            keepalive_timeout: Duration::from_secs(20),
            max_connection_idle: Some(Duration::from_secs(3600)),
            max_connection_age: None,
            max_connection_age_grace: None,
            send_timeout: Some(Duration::from_secs(300)),
            receive_timeout: Some(Duration::from_secs(300)),
            drain_delay: Duration::ZERO,
            drain_deadline: Duration::from_secs(10),
        }
    }
}
