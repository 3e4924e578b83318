//! Which types of fields read each other's bytes.

use prost_types::field_descriptor_proto::Type;

use super::change::Class;

/// What a change from one type to another breaks, types of messages and enumerations being the same.
///
/// The groups are those of "Updating A Message Type" in the protobuf language guide.
pub(super) fn changed(old: Type, new: Type) -> Option<Class> {
    if old == new {
        None
    } else if wire_group(old) != wire_group(new) && (old, new) != (Type::String, Type::Bytes) {
        Some(Class::Wire)
    } else if json_group(old).is_none() || json_group(old) != json_group(new) {
        Some(Class::Json)
    } else {
        Some(Class::Source)
    }
}

/// Types of one group have the same bytes for the values that both can hold.
fn wire_group(ty: Type) -> Type {
    match ty {
        Type::Int32 | Type::Uint32 | Type::Int64 | Type::Uint64 | Type::Bool => Type::Int64,
        Type::Sint32 | Type::Sint64 => Type::Sint64,
        Type::Fixed32 | Type::Sfixed32 => Type::Fixed32,
        Type::Fixed64 | Type::Sfixed64 => Type::Fixed64,
        // A string is bytes; bytes may be no string, so that the way back is closed.
        other => other,
    }
}

/// Types of one group are written alike in JSON, numbers of 64 bits being strings there.
fn json_group(ty: Type) -> Option<Type> {
    match ty {
        Type::Int32 | Type::Uint32 => Some(Type::Int32),
        Type::Int64 | Type::Uint64 => Some(Type::Int64),
        Type::Fixed32 | Type::Sfixed32 => Some(Type::Fixed32),
        Type::Fixed64 | Type::Sfixed64 => Some(Type::Fixed64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_those_of_the_language_guide() {
        for (old, new, class) in [
            (Type::Int32, Type::Int32, None),
            (Type::Int32, Type::Uint32, Some(Class::Source)),
            (Type::Int64, Type::Uint64, Some(Class::Source)),
            (Type::Fixed32, Type::Sfixed32, Some(Class::Source)),
            (Type::Int32, Type::Int64, Some(Class::Json)),
            (Type::Int32, Type::Bool, Some(Class::Json)),
            (Type::Sint32, Type::Sint64, Some(Class::Json)),
            (Type::String, Type::Bytes, Some(Class::Json)),
            (Type::Bytes, Type::String, Some(Class::Wire)),
            (Type::Int32, Type::Sint32, Some(Class::Wire)),
            (Type::Int32, Type::Enum, Some(Class::Wire)),
            (Type::Fixed32, Type::Float, Some(Class::Wire)),
            (Type::Float, Type::Double, Some(Class::Wire)),
            (Type::Message, Type::Bytes, Some(Class::Wire)),
        ] {
            assert_eq!(changed(old, new), class, "{old:?} → {new:?}");
        }
    }
}
