//! The well-known types that have a JSON form of their own: `put` writes it, `merge` reads it, `HAS_NULL` says whether
//! `null` is one of its values.

pub(crate) mod any;
pub(crate) mod duration;
pub(crate) mod field_mask;
mod fraction;
pub(crate) mod list_value;
pub(crate) mod null_value;
pub(crate) mod structure;
pub(crate) mod timestamp;
pub(crate) mod value;
pub(crate) mod wrapper;
