//! The serving end.
//!
//! [`Server`] mounts services and listens. `connection` takes HTTP/2 requests from a listener to the `router`; `call`
//! takes one request through the floors below: protocol checks, context, interceptors, decoding, handler, reply.
//! `…Server` types are made of it and mount in any tower server. `drain` is how a server leaves. [`health`] and
//! [`reflection`] stand beside what is mounted, and speak of it; so does [`orca`], where load reports are asked for.

mod acceptor;
mod address;
mod bound;
mod builder;
pub(crate) mod call;
mod connection;
mod content_type;
mod drain;
mod ending;
mod guard;
pub mod health;
#[cfg(feature = "web")]
mod http1;
mod limits;
mod listener;
mod open;
mod opening;
pub mod orca;
mod own;
pub mod reflection;
mod reply;
mod router;
pub(crate) mod service;
mod stream;
mod streams;
#[cfg(feature = "tls")]
mod tls;
mod turn;
mod turned_away;
#[cfg(unix)]
mod unix;
#[cfg(feature = "web")]
mod web;

pub use address::Address;
pub use bound::Bound;
pub use builder::{Closed, Open, Server};
pub use drain::Handle;
pub use open::Origin;
pub use service::Service;
#[cfg(feature = "tls")]
pub use tls::{ClientAuth, Tls};
#[cfg(feature = "web")]
pub use web::Web;
