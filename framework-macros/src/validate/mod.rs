//! `#[validate(min_len = 1, email)]`: beside `#[field]`, on a message's field, a oneof's variant, a method's argument.

mod expand;
mod model;
mod value;

pub(crate) use expand::{Recorded, Ruled, enabled, member, record, whole_checks};
pub(crate) use model::{NAME, Rules};
