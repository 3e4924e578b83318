//! A module in a file of its own, below the declaration.

#[traitwire::message]
pub(in crate::packages) struct Leaf;
