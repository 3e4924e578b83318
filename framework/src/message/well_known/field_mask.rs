//! `google.protobuf.FieldMask`

crate::package!("google.protobuf", file = "google/protobuf/field_mask.proto");

/// Fields of a message by their paths: which to read, or which to change.
///
/// ```
/// use traitwire::well_known::FieldMask;
///
/// let mask = FieldMask::from_iter(["user.name", "age"]);
/// assert_eq!(mask.paths, ["user.name", "age"]);
/// ```
#[crate::message(json = crate::message::json::well_known::field_mask)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldMask {
    /// Names in `.proto`, joined by dots: `user.display_name`.
    #[field(1)]
    pub paths: Vec<String>,
}

impl FieldMask {
    /// Whether the field at `path` is in the mask: itself, or a message around it.
    pub fn covers(&self, path: &str) -> bool {
        self.paths.iter().any(|mask| {
            path.strip_prefix(mask.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

impl<P: Into<String>> FromIterator<P> for FieldMask {
    fn from_iter<I: IntoIterator<Item = P>>(paths: I) -> Self {
        Self {
            paths: paths.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<prost_types::FieldMask> for FieldMask {
    fn from(prost_types::FieldMask { paths }: prost_types::FieldMask) -> Self {
        Self { paths }
    }
}

impl From<FieldMask> for prost_types::FieldMask {
    fn from(FieldMask { paths }: FieldMask) -> Self {
        Self { paths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_covers_its_fields() {
        let mask = FieldMask::from_iter(["user", "a.b"]);
        for covered in ["user", "user.name", "a.b", "a.b.c"] {
            assert!(mask.covers(covered), "{covered}");
        }
        for bare in ["use", "users", "a", "a.bc", ""] {
            assert!(!mask.covers(bare), "{bare}");
        }
        let theirs = prost_types::FieldMask::from(mask.clone());
        assert_eq!(FieldMask::from(theirs), mask);
    }
}
