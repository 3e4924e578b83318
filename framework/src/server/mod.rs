//! The serving end.
//!
//! [`call`] takes one request through the floors below: protocol checks, context, interceptors, decoding, handler,
//! reply. `…Server` types are made of it and mount in any tower server.

pub(crate) mod call;
mod guard;
mod open;
mod reply;
pub(crate) mod service;

pub use open::Origin;
