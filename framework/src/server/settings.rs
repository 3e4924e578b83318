//! The setters of a server's limits.

use std::time::Duration;

use super::builder::Server;
use crate::interceptor::Stack;
use crate::rpc::Encoding;

impl<W: Stack, S> Server<W, S> {
    /// The greatest size of a request message, in bytes: 4 MiB unless set. A larger one is RESOURCE_EXHAUSTED.
    pub fn max_request_size(mut self, bytes: usize) -> Self {
        self.settings.limits.max_request_size = bytes;
        self
    }

    /// How many calls may run at a time on one connection: 200 unless set. A client waits with further ones.
    pub fn max_concurrent_streams(mut self, calls: u32) -> Self {
        self.settings.limits.max_concurrent_streams = calls;
        self
    }

    /// The greatest size of a request's headers, in bytes as HTTP/2 counts them (32 more for each): 16 KiB unless
    /// set.
    pub fn max_header_list_size(mut self, bytes: u32) -> Self {
        self.settings.limits.max_header_list_size = bytes;
        self
    }

    /// How long a call may take, streams included, whose caller sends no `grpc-timeout` and whose method has no
    /// `#[timeout]`: as long as it likes unless set. What is not over then is DEADLINE_EXCEEDED.
    pub fn default_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.default_timeout = Some(timeout);
        self
    }

    /// How long a call may take at most, streams included, whatever its caller asks for: as long as it likes unless
    /// set. The earliest of this, the caller's deadline and the method's `#[timeout]` counts. Health, reflection and load
    /// reports are left out, whose streams have no end.
    pub fn max_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.max_timeout = Some(timeout);
        self
    }

    /// How many calls may run at a time on all connections: as many as come unless set. A further one is UNAVAILABLE at
    /// once, and told to come back after a second or more (`grpc-retry-pushback-ms`, which clients with a retry policy
    /// follow); a request of a [route](Self::route) is 503. A handler that computes or blocks elsewhere (`#[spawn]`) counts until its call
    /// is over, though it may still run then. Health, reflection and load reports are not counted, and always answered.
    pub fn max_concurrent_calls(mut self, calls: usize) -> Self {
        self.settings.limits.max_concurrent_calls = Some(calls);
        self
    }

    /// How many connections may be open at a time: 32,768 unless set. A further one is closed at once, so that its peer goes
    /// elsewhere instead of waiting. Each takes a file descriptor: where the system allows the process fewer (`ulimit -n`), they
    /// wait in its queue instead.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.settings.limits.max_connections = connections;
        self
    }

    /// How many connections may be open at a time from one IPv4 address or one IPv6 network of 64 bits: 16,384 unless
    /// set. A further one is closed at once. Behind a proxy or a NAT, many callers are one address.
    pub fn max_connections_per_ip(mut self, connections: usize) -> Self {
        self.settings.limits.max_connections_per_ip = connections;
        self
    }

    /// How many calls a second a peer may reset on one connection, beyond those it has been answered: 500 unless set,
    /// and ten seconds' worth at once. Then the connection ends with ENHANCE_YOUR_CALM.
    pub fn max_resets(mut self, per_second: u32) -> Self {
        self.settings.limits.max_resets = per_second;
        self
    }

    /// How many PING, SETTINGS, PRIORITY and empty DATA frames a second a peer may send on one connection, beyond
    /// what comes with calls: 100 unless set, and ten seconds' worth at once; of WINDOW_UPDATE twenty times as many. Then
    /// the connection ends with ENHANCE_YOUR_CALM.
    pub fn max_control_frames(mut self, per_second: u32) -> Self {
        self.settings.limits.max_control_frames = per_second;
        self
    }

    /// How long a peer may be silent before it is asked, by a PING, whether it is there: 60 seconds unless set; `None` is
    /// for ever. Over HTTP/1.1, which has no such question, a call is cancelled whose request stops coming for as long, and
    /// [`keepalive_timeout`](Self::keepalive_timeout) more.
    pub fn keepalive_interval(mut self, interval: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.keepalive_interval = interval.into();
        self
    }

    /// How long a peer may take to answer that PING, with anything: 20 seconds unless set. Then its connection is closed and
    /// its calls are cancelled.
    pub fn keepalive_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.keepalive_timeout = timeout;
        self
    }

    /// How long a connection may be without a call, at least: an hour unless set; `None` is for ever. It is ended in order then
    /// (GOAWAY), so that a call on its way is not lost.
    pub fn max_connection_idle(mut self, idle: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.max_connection_idle = idle.into();
        self
    }

    /// How long a connection may take new calls: for ever unless set. It is ended in order then (GOAWAY), and its peer
    /// connects anew, which spreads callers over the servers that are there. It varies by a tenth, so that those who came
    /// together do not come back together.
    pub fn max_connection_age(mut self, age: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.max_connection_age = age.into();
        self
    }

    /// How long the calls of a connection may still run after [`max_connection_age`](Self::max_connection_age): as long
    /// as they do unless set. Then they are cancelled. Streams of health, reflection and load reports, which have no end, are
    /// given [`send_timeout`](Self::send_timeout), as replies are that the peer is slow to take.
    pub fn max_connection_age_grace(mut self, grace: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.max_connection_age_grace = grace.into();
        self
    }

    /// How long a peer may take nothing of a reply that is ready, because it opens no window for it: 5 minutes unless set;
    /// `None` is for ever. Then the call is reset. The last 32 KiB of a reply are out of reach once the peer has begun to take
    /// them: they are kept until it has, or the connection ends. A connection that leaves waits as long for a peer that takes nothing of
    /// its last replies. Over HTTP/1.1 the connection is closed, also when the deadline of its call passes meanwhile.
    pub fn send_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.send_timeout = timeout.into();
        self
    }

    /// How long a request may take to come, where the method takes one message, and in a stream each of its messages, from its first
    /// byte to its last: 5 minutes unless set; `None` is for ever. Then the call is DEADLINE_EXCEEDED. Between messages a stream may
    /// be silent, but for one in the text form of gRPC-Web, which is followed as a whole.
    pub fn receive_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.limits.receive_timeout = timeout.into();
        self
    }

    /// How long the server goes on as before once it is told to leave, with health NOT_SERVING: not at all unless set.
    /// Balancers that ask health then send nothing more by the time that connections are refused.
    /// [`drain_deadline`](Self::drain_deadline) begins after it.
    pub fn drain_delay(mut self, delay: Duration) -> Self {
        self.settings.limits.drain_delay = delay;
        self
    }

    /// How long a new connection may take to agree on TLS: 10 seconds unless set. It is closed then.
    #[cfg(feature = "tls")]
    pub fn handshake_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.handshake_timeout = timeout;
        self
    }

    /// How long a new connection may take to send its HTTP/2 preface: 10 seconds unless set. It is closed then. One that
    /// speaks HTTP/1 may take as long for the headers of each request, the time that it says nothing included.
    pub fn preface_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.preface_timeout = timeout;
        self
    }

    /// How long running calls may take to finish once the server is told to leave: 10 seconds unless set. What
    /// runs still is cancelled then.
    pub fn drain_deadline(mut self, deadline: Duration) -> Self {
        self.settings.limits.drain_deadline = deadline;
        self
    }

    /// Whether replies are compressed for every caller that accepts it: not unless set, nor for a method whose
    /// `#[compress]` says otherwise. The reply to a compressed request is compressed in any case.
    pub fn compress(mut self, compress: bool) -> Self {
        self.settings.limits.compression.set_always(compress);
        self
    }

    /// The smallest message that is compressed, in bytes: 1 KiB unless set.
    pub fn compress_min_size(mut self, bytes: usize) -> Self {
        self.settings.limits.compression.set_min_size(bytes);
        self
    }

    /// How hard an encoding tries: more takes longer. What lies beyond the levels that [it has](Encoding) is the
    /// nearest.
    pub fn compress_level(mut self, encoding: Encoding, level: i32) -> Self {
        self.settings.limits.compression.set_level(encoding, level);
        self
    }
}
