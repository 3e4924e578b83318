//! What is emitted: compiled by protoc, checked by buf, and compared with itself.

mod contract;
#[allow(
    dead_code,
    deprecated,
    unreachable_pub,
    reason = "a contract, written as its crate would write it, of which nothing is called"
)]
mod sample;
