//! Whether two records say the same, so that a copy of a record is no second type.

use crate::schema::spec::{FieldSpec, Kind, MemberSpec, Shape};

/// Instances of one generic message have one source: their fields tell them apart.
pub(super) fn same_members(a: &[MemberSpec], b: &[MemberSpec]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|members| match members {
            (MemberSpec::Field(a), MemberSpec::Field(b)) => same_field(a, b),
            (MemberSpec::Oneof { name: a, spec: x, .. }, MemberSpec::Oneof { name: b, spec: y, .. }) => {
                a == b
                    && x().fields.len() == y().fields.len()
                    && x().fields.iter().zip(y().fields).all(|(a, b)| same_field(a, b))
            }
            _ => false,
        })
}

fn same_field(a: &FieldSpec, b: &FieldSpec) -> bool {
    a.name == b.name
        && a.number == b.number
        && same_kind(a.ty.kind, b.ty.kind)
        && match (a.ty.shape, b.ty.shape) {
            (Shape::Map { key: a }, Shape::Map { key: b }) => same_kind(a, b),
            (Shape::Repeated { packed: a }, Shape::Repeated { packed: b }) => a == b,
            (a, b) => std::mem::discriminant(&a) == std::mem::discriminant(&b),
        }
}

fn same_kind(a: Kind, b: Kind) -> bool {
    match (a, b) {
        (Kind::Message(a), Kind::Message(b)) => a().name == b().name && a().package.name == b().package.name,
        (Kind::Enum(a), Kind::Enum(b)) => a().name == b().name && a().package.name == b().package.name,
        (a, b) => a.scalar_name().is_some() && a.scalar_name() == b.scalar_name(),
    }
}
