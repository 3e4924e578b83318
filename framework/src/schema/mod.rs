//! What an API is, as data: the records that the macros write, and what can be read from them.
//!
//! Everything here is pure. The records in [`spec`] are `const`s built from the same names and numbers that the
//! encoder uses; routing, reflection, the `.proto` files, health and the compatibility check all read them, so
//! none of these can disagree with the wire.

pub mod compat;
mod file_option;
pub mod import;
pub mod link;
mod names;
pub mod print;
pub mod reach;
#[cfg(test)]
pub(crate) mod samples;
pub mod spec;
