//! `proto import` on public `.proto` files: what it prints compiles, is formatted, and describes the same contract.
//!
//! The modules in `tests/generated` are printed: `UPDATE_GENERATED=1 cargo test -p traitwire-tests --test import` prints
//! them again.

#[rustfmt::skip]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "printed, and compiled only: what the public files say and leave out is not ours"
)]
#[path = "../generated/mod.rs"]
mod generated;
mod emitted;
mod printed;
mod protos;
mod round_trip;
