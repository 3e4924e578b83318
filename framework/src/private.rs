//! All that generated code names, and nothing else.
//!
//! Not part of the public interface: it changes with the macros.

pub use prost;

// Records.
pub use crate::schema::spec::{
    EnumSpec, FieldSpec, FieldType, Kind, MemberSpec, MessageSpec, OneofSpec, PackageSpec, Reserved, Shape,
    Source, ValueSpec,
};

// The codec.
pub use crate::message::enumeration::{self, Enumeration};
pub use crate::message::field::{Field, Key, assert_list, assert_map, expect};
pub use crate::message::interop;
pub use crate::message::name::Name;
pub use crate::message::oneof::{Oneof, OneofField, assert_disjoint, assert_oneofs_disjoint};
pub use crate::message::record::{
    Message, encoded_len, merge_delimited, package_of, put_delimited, put_delimited_unless_empty, spec,
};
pub use crate::message::value::{Value, encoding, put_tag};
pub use crate::message::{DecodeError, Fault, Reader, Sink, WireType};
