//! The serving end.
//!
//! [`Server`] mounts services and listens. `connection` takes HTTP/2 requests from a listener to the `router`; `call`
//! takes one request through the floors below: protocol checks, context, interceptors, decoding, handler, reply.
//! `…Server` types are made of it and mount in any tower server. `drain` is how a server leaves. [`health`] and
//! [`reflection`] stand beside what is mounted, and speak of it.

mod acceptor;
mod address;
mod blocking;
mod bound;
mod builder;
pub(crate) mod call;
mod connection;
mod drain;
mod ending;
mod guard;
pub mod health;
mod limits;
mod listener;
mod open;
mod own;
mod received;
pub mod reflection;
mod refusal;
mod reply;
mod route;
mod router;
mod sent;
pub(crate) mod service;
mod stream;
mod streams;
mod timed;
#[cfg(feature = "tls")]
mod tls;
mod turn;
#[cfg(unix)]
mod unix;

#[doc(no_inline)]
pub use crate::rpc::Body;
pub use address::Address;
pub use bound::Bound;
pub use builder::{Closed, Open, Server};
pub use drain::Handle;
pub use open::Origin;
pub use route::{Intercepted, Mounted, Route};
pub use service::Service;
#[cfg(feature = "tls")]
pub use tls::{ClientAuth, Tls};
