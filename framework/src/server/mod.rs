//! The serving end.
//!
//! [`Server`] mounts services and listens. `connection` takes HTTP/2 requests from a listener to the `router`; `call`
//! takes one request through the floors below: protocol checks, context, interceptors, decoding, handler, reply.
//! `…Server` types are made of it and mount in any tower server. `drain` is how a server leaves. [`health`] and
//! [`reflection`] stand beside what is mounted, and speak of it; so does [`orca`], where load reports are asked for.
//!
//! # Limits
//!
//! Each is a setter of [`Server`], and those that are not off hold without a word:
//!
//! | setter | unless set |
//! |---|---|
//! | [`max_request_size`](Server::max_request_size), [`max_header_list_size`](Server::max_header_list_size) | 4 MiB, 16 KiB |
//! | [`max_concurrent_streams`](Server::max_concurrent_streams) of a connection | 200 |
//! | [`max_concurrent_calls`](Server::max_concurrent_calls) of the server | off |
//! | [`max_connections`](Server::max_connections), [`max_connections_per_ip`](Server::max_connections_per_ip) | 32,768, 16,384 |
//! | [`max_resets`](Server::max_resets), [`max_control_frames`](Server::max_control_frames) a second | 500, 100 |
//! | `handshake_timeout` (feature `tls`), [`preface_timeout`](Server::preface_timeout), which is also that of HTTP/1's headers | 10 s each |
//! | [`keepalive_interval`](Server::keepalive_interval), [`keepalive_timeout`](Server::keepalive_timeout) | 60 s, 20 s |
//! | [`max_connection_idle`](Server::max_connection_idle) | an hour |
//! | [`max_connection_age`](Server::max_connection_age), [`max_connection_age_grace`](Server::max_connection_age_grace) | off, as long as calls run |
//! | [`default_timeout`](Server::default_timeout), [`max_timeout`](Server::max_timeout) of a call | off |
//! | [`send_timeout`](Server::send_timeout) of a reply, [`receive_timeout`](Server::receive_timeout) of a request or a message | 5 minutes each |
//! | [`drain_delay`](Server::drain_delay), [`drain_deadline`](Server::drain_deadline) | none, 10 s |
//!
//! A server with a zero that would let nothing through does not start.
//!
//! HTTP/2's other floods are h2's to bound, and it does: CONTINUATION without end, headers that unpack to much, DATA in
//! crumbs, streams that are reset before they are looked at, more than 1024 that are reset for their peer's errors.

mod acceptor;
mod address;
mod admission;
mod binding;
mod bound;
mod budget;
mod builder;
pub(crate) mod call;
mod capacity;
mod connection;
mod content_type;
mod drain;
mod ending;
mod frames;
mod guard;
mod halves;
pub mod health;
#[cfg(feature = "http1")]
mod http1;
mod incoming;
#[cfg(unix)]
mod inherited;
mod limits;
mod listener;
mod open;
mod opening;
pub mod orca;
mod own;
mod plain;
pub mod reflection;
mod refusal;
mod reply;
mod request;
mod rest;
mod route;
mod router;
mod sent;
pub(crate) mod service;
mod settings;
mod socket;
mod spawned;
mod status_size;
mod stream;
mod streams;
#[cfg(feature = "tls")]
mod tls;
mod turn;
mod turned_away;
#[cfg(unix)]
mod unix;
mod watched;
#[cfg(feature = "web")]
mod web;

#[doc(no_inline)]
pub use crate::rpc::Body;
pub use address::Address;
pub use bound::Bound;
pub use builder::{Closed, Open, Server};
pub use drain::Handle;
pub use open::Origin;
pub use route::{Intercepted, Mounted, Route};
pub use service::Service;
pub use socket::Socket;
#[cfg(feature = "tls")]
pub use tls::{ClientAuth, Tls};
#[cfg(feature = "web")]
pub use web::Web;
