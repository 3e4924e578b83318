//! Two contracts, and what the way from one to the other breaks.
//!
//! Each difference has a class: whether peers that speak the old contract are broken on the wire, only in JSON, or
//! only where code is generated from it again. The rules are those of `buf breaking`; where ours are stricter, the rule
//! says why.
//!
//! | [`Class`] of a breaking change | `buf breaking` |
//! |---|---|
//! | [`Wire`](Class::Wire) | `WIRE`, and with it the others |
//! | [`Json`](Class::Json) | `WIRE_JSON` and `FILE` |
//! | [`Source`](Class::Source) | `FILE` |
//! | none: what is added, deprecated or commented | none |
//!
//! A change that the new contract declares (a removed field whose number and name are reserved) still breaks generated
//! code, and `FILE` says so; `proto emit` lets it through.

mod change;
mod custom;
mod docs;
mod enumeration;
mod field;
mod file;
mod index;
mod kind;
mod message;
mod orphan;
mod remedy;
mod reserved;
mod service;
#[cfg(test)]
mod tests;
mod types;

pub use change::{Change, Class};

use change::Changes;
use index::Index;
use prost_types::FileDescriptorSet;

use super::link::Places;

/// All differences, the breaking ones first, then by class and name.
///
/// The files of the well-known types are left out: they are not ours to change.
pub fn changes(old: &FileDescriptorSet, new: &FileDescriptorSet) -> Vec<Change> {
    changes_in(old, new, &Places::default())
}

/// [`changes`], each with its place in Rust, where the new contract is written.
pub fn changes_in(old: &FileDescriptorSet, new: &FileDescriptorSet, places: &Places) -> Vec<Change> {
    let (old, new) = (Index::of(old), Index::of(new));
    let mut changes = Changes::new(places);
    for compare in [
        file::compare,
        types::compare,
        service::compare,
        message::compare,
        enumeration::compare,
        docs::compare,
    ] {
        compare(&old, &new, &mut changes);
    }
    changes.sorted()
}
