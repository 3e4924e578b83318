//! A plain Rust trait is a gRPC service.

extern crate self as traitwire;

pub mod contract;
pub mod registry;
pub mod schema;
