//! A plain Rust trait is a gRPC service.

#[allow(
    unused_extern_crates,
    reason = "our own macros name the crate by `::traitwire`, inside it too"
)]
extern crate self as traitwire;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod message;
pub mod registry;
pub mod rpc;
pub mod schema;

pub use message::well_known;
pub use rpc::status::RpcError;
pub use traitwire_macros::{RpcError, enumeration, message, oneof, package};
