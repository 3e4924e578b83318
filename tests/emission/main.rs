//! What is emitted: compiled by protoc, checked by buf, and compared with itself.

#[path = "../compat/compiled.rs"]
mod compiled;
mod contract;
mod places;
#[allow(
    dead_code,
    deprecated,
    unreachable_pub,
    reason = "a contract, written as its crate would write it, of which nothing is called"
)]
mod sample;
#[path = "../compat/table.rs"]
mod table;
