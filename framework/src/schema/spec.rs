//! The records that macros write: one `const` per package, message, enumeration, oneof, service and method.
//!
//! A record refers to another type by a function that returns its record, so that recursive types can be
//! described in constants.

use std::any::Any;
use std::fmt;

use super::rules::FieldRules;

/// What `traitwire::package!` declared for a module tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackageSpec {
    /// The protobuf package, `acme.user.v1`; empty for none.
    pub name: &'static str,
    /// The `.proto` file's path where the declaration names one; otherwise it follows from the name.
    pub file: Option<&'static str>,
    /// File options as written, `("go_package", "example.com/user;user")`.
    pub options: &'static [(&'static str, &'static str)],
}

/// Where in Rust an item was written. Names on the wire never come from here; order and diagnostics do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// `module_path!()` of the item.
    pub module: &'static str,
    /// `line!()` of the item.
    pub line: u32,
    /// `column!()` of the item.
    pub column: u32,
    /// The Rust name of the item; of a method and the messages that it makes, `UserService::get_user`.
    pub item: &'static str,
}

impl fmt::Display for Source {
    /// `` `api::User` (line 10) ``
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}::{}` (line {})", self.module, self.item, self.line)
    }
}

/// A message type.
#[derive(Debug)]
pub struct MessageSpec {
    /// The simple name, `User`.
    pub name: &'static str,
    /// The package it belongs to.
    pub package: &'static PackageSpec,
    /// The message it is nested in, if any.
    pub within: Option<fn() -> &'static MessageSpec>,
    /// Where it is written.
    pub source: Source,
    /// Doc comment, lines joined by `\n`, without the leading space.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
    /// Fields and oneofs in the order of declaration.
    pub members: &'static [MemberSpec],
    /// Numbers and names that must not be used again.
    pub reserved: &'static [Reserved],
    /// Where the message is described, if not here: then the name is all that this record says.
    pub foreign: Option<ForeignSpec>,
    /// How a message in wire format becomes JSON, for who has only this record. The codec knows the type behind it.
    pub transcoder: Option<&'static (dyn Any + Send + Sync)>,
}

/// A message that has descriptors of its own, made by other tools.
#[derive(Debug, Clone, Copy)]
pub struct ForeignSpec {
    /// An encoded `FileDescriptorSet` with the message's file and all that it imports. Encoded, because options that
    /// are extensions do not survive in `prost_types`.
    pub set: &'static [u8],
    /// The full name of the message, without a leading dot.
    pub full_name: fn() -> String,
}

/// One member of a message.
#[derive(Debug)]
pub enum MemberSpec {
    /// A field.
    Field(FieldSpec),
    /// A oneof, inlined into its message.
    Oneof {
        /// The name of the oneof, which is the name of the Rust field.
        name: &'static str,
        /// Doc comment of the Rust field.
        docs: &'static str,
        /// One of its members must be there.
        required: bool,
        /// The members.
        spec: fn() -> &'static OneofSpec,
    },
}

/// A field of a message or a member of a oneof.
#[derive(Debug)]
pub struct FieldSpec {
    /// The name in `.proto`.
    pub name: &'static str,
    /// The name in JSON, where it is not the lowerCamelCase of `name`.
    pub json_name: Option<&'static str>,
    /// The field number.
    pub number: u32,
    /// What it holds.
    pub ty: FieldType,
    /// Doc comment.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
    /// What must hold for its value.
    pub rules: FieldRules,
}

/// A field's kind of value and its shape.
#[derive(Debug, Clone, Copy)]
pub struct FieldType {
    /// The kind of one value; for a map, of the map's value.
    pub kind: Kind,
    /// How many values, and how they are told apart from none.
    pub shape: Shape,
}

/// The shape of a field.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One value; its zero is not sent (implicit presence). A message has presence all the same.
    Singular,
    /// One value or none (explicit presence): `optional`.
    Optional,
    /// Any number of values, packed or not.
    Repeated {
        /// Whether scalars are written packed.
        packed: bool,
    },
    /// A map; the key's kind stands here.
    Map {
        /// The kind of the keys.
        key: Kind,
    },
}

/// The kind of one value.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `double`
    Double,
    /// `float`
    Float,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint32`
    Uint32,
    /// `uint64`
    Uint64,
    /// `sint32`
    Sint32,
    /// `sint64`
    Sint64,
    /// `fixed32`
    Fixed32,
    /// `fixed64`
    Fixed64,
    /// `sfixed32`
    Sfixed32,
    /// `sfixed64`
    Sfixed64,
    /// `bool`
    Bool,
    /// `string`
    String,
    /// `bytes`
    Bytes,
    /// A message type.
    Message(fn() -> &'static MessageSpec),
    /// An enumeration.
    Enum(fn() -> &'static EnumSpec),
}

/// A oneof's members. It has no name of its own: the field that holds it has.
#[derive(Debug)]
pub struct OneofSpec {
    /// Where it is written.
    pub source: Source,
    /// The members; each is [`Shape::Singular`].
    pub fields: &'static [FieldSpec],
}

/// An enumeration.
#[derive(Debug)]
pub struct EnumSpec {
    /// The simple name, `Role`.
    pub name: &'static str,
    /// The package it belongs to.
    pub package: &'static PackageSpec,
    /// The message it is nested in, if any.
    pub within: Option<fn() -> &'static MessageSpec>,
    /// Where it is written.
    pub source: Source,
    /// Doc comment.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
    /// Whether two values may share a number.
    pub allow_alias: bool,
    /// The values in the order of declaration.
    pub values: &'static [ValueSpec],
    /// Numbers and names that must not be used again.
    pub reserved: &'static [Reserved],
}

/// A value of an enumeration.
#[derive(Debug)]
pub struct ValueSpec {
    /// The name in `.proto`, `ROLE_ADMIN`.
    pub name: &'static str,
    /// The number.
    pub number: i32,
    /// Doc comment.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
}

/// A number range or a name that must not be used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// From the first to the last, both included.
    Numbers(i32, i32),
    /// A name.
    Name(&'static str),
}

/// A service.
#[derive(Debug)]
pub struct ServiceSpec {
    /// The simple name, `UserService`.
    pub name: &'static str,
    /// `user.UserService`.
    pub full_name: &'static str,
    /// The package it belongs to.
    pub package: &'static PackageSpec,
    /// Where it is written.
    pub source: Source,
    /// Doc comment.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
    /// The methods in the order of declaration.
    pub methods: &'static [&'static MethodSpec],
}

/// A method of a service.
#[derive(Debug)]
pub struct MethodSpec {
    /// The name in `.proto`, `GetUser`.
    pub name: &'static str,
    /// The full name of the service, `user.UserService`.
    pub service: &'static str,
    /// The HTTP/2 `:path`, `/user.UserService/GetUser`.
    pub path: &'static str,
    /// Where it is written.
    pub source: Source,
    /// The name of the empty message that answers, where the reply is [`PayloadMessage::Unit`].
    pub empty_reply: &'static str,
    /// Doc comment.
    pub docs: &'static str,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
    /// What repeating the call does.
    pub idempotency: Idempotency,
    /// Whether a server checks the rules of what it receives.
    pub validates: bool,
    /// How a server compresses the replies, where `#[compress]` says so.
    pub compress: Option<&'static Compression>,
    /// How long a call may take on a server, at most, by `#[timeout]`.
    pub timeout: Option<std::time::Duration>,
    /// What the caller sends.
    pub request: Payload,
    /// What the server answers.
    pub reply: Payload,
}

/// What one side of a call sends.
#[derive(Debug, Clone, Copy)]
pub struct Payload {
    /// The message type.
    pub message: PayloadMessage,
    /// Whether there is a stream of them.
    pub streaming: bool,
}

/// The message type of a payload.
#[derive(Debug, Clone, Copy)]
pub enum PayloadMessage {
    /// A type with a record of its own.
    Message(fn() -> &'static MessageSpec),
    /// An empty message in the package of the service, which has no Rust type; see [`MethodSpec::empty_reply`].
    Unit,
}

/// What `#[compress]` says of the replies of a method.
#[derive(Debug)]
pub struct Compression {
    /// They are not compressed.
    pub off: bool,
    /// The encodings by their names on the wire, the first that a caller accepts; empty for any.
    pub encodings: &'static [&'static str],
    /// The smallest message that is compressed, in bytes, where it is not the server's.
    pub min_size: Option<u32>,
    /// How hard the encoding tries, where it is not as hard as the server says.
    pub level: Option<i32>,
}

/// What repeating a call does (`google.protobuf.MethodOptions.IdempotencyLevel`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Idempotency {
    /// Nothing is known.
    #[default]
    Unknown,
    /// The call changes nothing.
    NoSideEffects,
    /// Doing it twice is doing it once.
    Idempotent,
}

impl Kind {
    /// The name of a scalar's type in `.proto`, `None` for messages and enumerations.
    pub const fn scalar_name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Double => "double",
            Self::Float => "float",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Sint32 => "sint32",
            Self::Sint64 => "sint64",
            Self::Fixed32 => "fixed32",
            Self::Fixed64 => "fixed64",
            Self::Sfixed32 => "sfixed32",
            Self::Sfixed64 => "sfixed64",
            Self::Bool => "bool",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::Message(_) | Self::Enum(_) => return None,
        })
    }
}

impl MessageSpec {
    /// The fully qualified name without a leading dot, `user.User` or `acme.v1.Outer.Inner`.
    pub fn full_name(&self) -> String {
        match &self.foreign {
            Some(foreign) => (foreign.full_name)(),
            None => qualified(self.package, self.within, self.name),
        }
    }

    /// Every field, those in oneofs included, in the order of declaration.
    pub fn fields(&self) -> impl Iterator<Item = &'static FieldSpec> {
        self.members.iter().flat_map(|member| match member {
            MemberSpec::Field(field) => std::slice::from_ref(field),
            MemberSpec::Oneof { spec, .. } => spec().fields,
        })
    }

    /// The rules of the field of that number, which is in no oneof.
    ///
    /// # Panics
    /// When there is none: in generated code, at compile time, and only by a mistake of the macros.
    #[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
    pub const fn rules(&self, number: u32) -> &'static FieldRules {
        let mut members = self.members;
        while let [member, rest @ ..] = members {
            match member {
                MemberSpec::Field(field) if field.number == number => return &field.rules,
                _ => members = rest,
            }
        }
        panic!("a field that is checked stands in the record")
    }
}

impl OneofSpec {
    /// The rules of the member of that number.
    ///
    /// # Panics
    /// When there is none: in generated code, at compile time, and only by a mistake of the macros.
    #[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
    pub const fn rules(&self, number: u32) -> &'static FieldRules {
        let mut fields = self.fields;
        while let [field, rest @ ..] = fields {
            if field.number == number {
                return &field.rules;
            }
            fields = rest;
        }
        panic!("a member that is checked stands in the record")
    }
}

impl EnumSpec {
    /// The fully qualified name without a leading dot.
    pub fn full_name(&self) -> String {
        qualified(self.package, self.within, self.name)
    }
}

fn qualified(package: &PackageSpec, within: Option<fn() -> &'static MessageSpec>, name: &str) -> String {
    match within {
        Some(outer) => format!("{}.{name}", outer().full_name()),
        None if package.name.is_empty() => name.to_owned(),
        None => format!("{}.{name}", package.name),
    }
}
