//! Where blank lines go.

use super::writer::Writer;

/// What stands on the next line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Syntax,
    Package,
    Import,
    Option,
    Reserved,
    Field,
    Method,
    /// Something that stands apart from all before it.
    Block,
}

/// Remembers what stood last in a body.
#[derive(Default)]
pub(super) struct Gap(Option<Kind>);

impl Gap {
    /// A blank line between different kinds, and before each block.
    pub(super) fn before(&mut self, writer: &mut Writer<'_>, next: Kind) {
        match self.0.replace(next) {
            Some(last) if last != next || next == Kind::Block => writer.blank(),
            _ => {}
        }
    }
}
