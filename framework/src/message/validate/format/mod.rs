//! Forms of strings that have a name, by the grammars that protovalidate refers to.

pub(super) mod fqn;
pub(super) mod header;
pub(super) mod host;
pub(super) mod ids;
pub(super) mod ip;
#[cfg(test)]
mod tests;
pub(super) mod uri;
