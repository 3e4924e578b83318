//! `google.protobuf.Empty`

crate::package!("google.protobuf", file = "google/protobuf/empty.proto");

/// A message that says nothing but that it is there.
#[crate::message]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Empty {}

/// prost's `Empty` is `()`.
impl From<()> for Empty {
    fn from((): ()) -> Self {
        Self {}
    }
}

impl From<Empty> for () {
    fn from(_: Empty) -> Self {}
}
