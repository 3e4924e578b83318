//! What a file that writes or implements a service needs.
//!
//! ```
//! use traitwire::prelude::*;
//! ```
//!
//! Names that a program is likely to have itself (`Error`, `Message`, `Metadata`) stay outside.

pub use crate::interceptor::{Auth, Interceptor, Logging, Next, RateLimit, Resources};
#[cfg(feature = "auth")]
pub use crate::interceptor::{AuthKey, Claims};
pub use crate::message::Open;
pub use crate::message::well_known::Empty;
pub use crate::rpc::{Context, RpcError, Streaming};
#[cfg(feature = "server")]
pub use crate::server::Server;
pub use tonic::{Code, Status};

pub use traitwire_macros::{RpcError, enumeration, message, oneof, service};
