//! A plain Rust trait is a gRPC service.

#[allow(
    unused_extern_crates,
    reason = "our own macros name the crate by `::traitwire`, inside it too"
)]
extern crate self as traitwire;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg(feature = "client")]
pub(crate) mod client;
pub mod contract;
mod error;
pub mod interceptor;
pub mod message;
pub mod prelude;
pub mod registry;
pub mod rpc;
pub mod schema;
#[cfg(feature = "server")]
pub mod server;

pub use error::Error;
pub use interceptor::{Auth, Interceptor, Logging, Next, RateLimit, RequestId, Resources};
#[cfg(feature = "auth")]
pub use interceptor::{AuthKey, Claims};
pub use message::Message;
pub use rpc::{Context, Metadata, Peer, Sender, Streaming};
pub use tonic::{Code, Status};

pub use message::well_known;
pub use rpc::status::RpcError;
pub use traitwire_macros::{RpcError, enumeration, message, oneof, package, service};
