//! What is emitted: compiled by protoc, checked by buf, and compared with itself.

#[path = "../compat/compiled.rs"]
mod compiled;
mod contract;
mod places;
mod reflected;
#[allow(
    dead_code,
    deprecated,
    unreachable_pub,
    reason = "a contract, written as its crate would write it, of which nothing is called"
)]
mod sample;
#[path = "../compat/table.rs"]
mod table;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "contracts that contradict themselves, in two modules each"
)]
mod twice;
