//! One call.

pub mod status;
