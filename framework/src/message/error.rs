//! Why bytes are not the message they were said to be.

use std::fmt;

/// Bytes that do not decode, with the fields on the way to the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    fault: Fault,
    /// What a conversion says of the value it refuses.
    text: Option<Box<str>>,
    /// From the innermost field outwards.
    path: Vec<&'static str>,
}

/// What is wrong with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The input ends within a value.
    Truncated,
    /// A varint of more than ten bytes, or one that overflows its width.
    Varint,
    /// A tag with field number 0 or beyond 536,870,911.
    FieldNumber,
    /// A wire type that does not exist, or one that this field cannot have.
    WireType,
    /// A string that is not UTF-8.
    Utf8,
    /// A group that ends with another number than it began with, or not at all.
    Group,
    /// More nesting than is allowed.
    Depth,
    /// More memory than the input may make us use.
    Memory,
    /// A number outside the range of its Rust type.
    Range,
    /// Bytes of another length than the array they belong in.
    Length,
    /// A value that its conversion refuses: of a field with `with = module`, or of a type of another crate.
    Refused,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Truncated => "the input ends within a value",
            Self::Varint => "a varint is too long",
            Self::FieldNumber => "a field number is out of range",
            Self::WireType => "the wire type does not fit the field",
            Self::Utf8 => "a string is not UTF-8",
            Self::Group => "a group is not closed",
            Self::Depth => "messages are nested too deeply",
            Self::Memory => "the message would take too much memory",
            Self::Range => "a number does not fit its type",
            Self::Length => "the bytes do not have the length of the array",
            Self::Refused => "the value is refused by its conversion",
        })
    }
}

impl DecodeError {
    /// An error without a path.
    #[cold]
    pub fn new(fault: Fault) -> Self {
        Self(Box::new(Inner {
            fault,
            text: None,
            path: Vec::new(),
        }))
    }

    /// [`Fault::Refused`], with what the conversion says.
    #[cold]
    pub fn refused(why: impl fmt::Display) -> Self {
        Self(Box::new(Inner {
            fault: Fault::Refused,
            text: Some(why.to_string().into()),
            path: Vec::new(),
        }))
    }

    /// The same error, one field further out.
    #[cold]
    #[must_use]
    pub fn within(mut self, field: &'static str) -> Self {
        self.0.path.push(field);
        self
    }

    /// What is wrong.
    pub fn fault(&self) -> Fault {
        self.0.fault
    }
}

impl From<Fault> for DecodeError {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { fault, text, path } = &*self.0;
        if !path.is_empty() {
            f.write_str("field `")?;
            for (i, field) in path.iter().rev().enumerate() {
                if i > 0 {
                    f.write_str(".")?;
                }
                f.write_str(field)?;
            }
            f.write_str("`: ")?;
        }
        match text {
            Some(text) => f.write_str(text),
            None => fault.fmt(f),
        }
    }
}

impl std::error::Error for DecodeError {}
