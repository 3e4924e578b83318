//! Compression of messages ("gRPC Compression"): the encodings of this build, who agrees on which, and what is
//! compressed at all.
//!
//! A reply is compressed only when the caller accepts an encoding, and somebody asks for it: the request came
//! compressed, the method has `#[compress]`, the server does it for all, or the handler said so.

mod encoding;
pub mod encodings;
#[cfg(any(feature = "gzip", feature = "deflate"))]
mod flate;
mod negotiation;
mod settings;
mod state;
#[cfg(feature = "zstd")]
mod zstd;

pub use encoding::Encoding;
pub(crate) use negotiation::{ACCEPT, ACCEPT_HEADER, ENCODING_HEADER, declared, reply, wanted};
pub(crate) use settings::{Compress, Settings};
pub(crate) use state::State;
