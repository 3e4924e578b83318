//! One call: its context, its messages and its four shapes.
//!
//! This floor knows `http` and `http_body` types and no HTTP engine. A body's bytes become messages in `inbound`
//! and messages become bytes in `outbound`; `payload` makes the four shapes out of "one message" and "a stream of
//! them"; `codec` is the format that a message is in, and `compression` what both sides agree to pack it with. `metadata` is
//! what travels beside the messages, a [`LoadReport`] included (`load`).

#![cfg_attr(
    not(all(feature = "server", feature = "client")),
    allow(
        dead_code,
        unused_imports,
        reason = "each end of a call alone needs half of this floor"
    )
)]
#![cfg_attr(
    not(any(feature = "gzip", feature = "zstd", feature = "deflate")),
    allow(
        unreachable_code,
        unused_variables,
        reason = "without an encoding there is no value of `Encoding`"
    )
)]

pub(crate) mod body;
pub(crate) mod codec;
pub(crate) mod compression;
pub mod context;
pub(crate) mod excerpt;
pub(crate) mod frame;
pub(crate) mod inbound;
mod load;
pub(crate) mod metadata;
pub(crate) mod method;
pub(crate) mod outbound;
pub(crate) mod payload;
mod single;
pub mod status;
pub(crate) mod streaming;
pub(crate) mod timeout;
pub(crate) mod total;

pub use body::{Body, BoxError};
pub use compression::Encoding;
#[doc(hidden)]
pub use compression::encodings;
#[cfg(feature = "tls")]
pub use context::Identity;
pub use context::{Context, Count, End, Peer};
pub use load::LoadReport;
pub use metadata::Metadata;
pub use status::RpcError;
pub use streaming::{Sender, Streaming};
