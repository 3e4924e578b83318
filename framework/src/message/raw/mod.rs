//! All `unsafe` of this crate: a buffer that is not zeroed before it is filled, and text that need not be looked at twice.
//!
//! Both are measured gains (`tests/bench`), have tests for Miri (`tests/miri`) and a fuzz target (`tests/fuzz`, `decode`). What is above this module sees bytes that
//! have been written, and text that has been checked.

#![allow(
    unsafe_code,
    reason = "zeroing a buffer costs as much as writing it; checking a short text twice as much as making it"
)]

mod backwards;
mod text;

pub(super) use backwards::{Backwards, GUESSED};
pub(super) use text::text;
