//! Messages that `prost-build` generated, as messages of ours: [`foreign!`](crate::foreign), and [`Prost`] elsewhere.
//!
//! prost reads and writes them. How deep messages may nest is counted across the border, both ways: else types that
//! alternate would use up the stack. So is the memory of ours inside theirs; what prost allocates itself is not in the budget.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use bytes::Buf;
use prost::encoding::{DecodeContext, WireType as ProstWireType};

use super::error::{DecodeError, Fault};
use super::interop;
#[cfg(feature = "json")]
use super::json;
use super::reader::{DEPTH_LIMIT, Reader, WireType};
use super::record::{Message, merge_delimited, put_delimited, put_delimited_unless_empty, spec};
use super::sink::Sink;
use super::value::Value;
use crate::schema::spec::{ForeignSpec, Kind, MessageSpec, PackageSpec, Source};

/// Brings messages that `prost-build` generated into traitwire, with the descriptors they were generated from.
///
/// In the crate that owns them, one line makes them messages: fields, requests, replies.
///
/// ```text
/// traitwire::foreign!(pb::DESCRIPTOR_BYTES; pb::User, pb::Address);
/// ```
///
/// `DESCRIPTOR_BYTES` is the encoded `FileDescriptorSet`, `include_bytes!` of what `prost-build` wrote to
/// `file_descriptor_set_path`. Types built without `enable_type_names` are given their names: `pb::User = "user.User"`.
///
/// Elsewhere, where Rust does not allow that, a line makes a name for the descriptors, and [`Prost`](crate::message::foreign::Prost)
/// is the message: `traitwire::foreign!(pb::DESCRIPTOR_BYTES => pub Pb);` and `Prost<pb::User, Pb>`.
///
/// The contract and reflection have the files as they are. A package of theirs is closed: declare a type of ours in another
/// one.
#[macro_export]
macro_rules! foreign {
    ($set:expr => $vis:vis $name:ident) => {
        /// Descriptors of messages that `prost-build` generated.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
        $vis struct $name;

        impl $crate::message::foreign::Descriptors for $name {
            const SET: &'static [u8] = $set;
        }
    };
    ($set:expr; $($ty:ty $(= $name:literal)?),+ $(,)?) => {
        $($crate::__foreign!($set; $ty $(= $name)?);)+
    };
}

/// One type of [`foreign!`](crate::foreign).
#[doc(hidden)]
#[macro_export]
macro_rules! __foreign {
    ($set:expr; $ty:ty) => {
        $crate::__foreign!(
            $set;
            $ty,
            <$ty as $crate::__private::prost::Name>::NAME,
            <$ty as $crate::__private::prost::Name>::full_name
        );
    };
    ($set:expr; $ty:ty = $name:literal) => {
        $crate::__foreign!(
            $set;
            $ty,
            $crate::__private::foreign::simple_name($name),
            || ::std::string::String::from($name)
        );
    };
    ($set:expr; $ty:ty, $name:expr, $full_name:expr) => {
        impl $crate::__private::Message for $ty {
            const SPEC: &'static $crate::__private::MessageSpec = &$crate::__private::foreign::spec_of(
                $name,
                $crate::__private::ForeignSpec {
                    set: $set,
                    full_name: $full_name,
                },
                $crate::__private::Source {
                    module: ::core::module_path!(),
                    line: ::core::line!(),
                    column: ::core::column!(),
                    item: ::core::stringify!($ty),
                },
            );
            fn zero() -> Self {
                ::core::default::Default::default()
            }
            fn put<S: $crate::__private::Sink>(&self, sink: &mut S) {
                sink.put_prost(self);
            }
            fn merge_field(
                &mut self,
                number: u32,
                wire: $crate::__private::WireType,
                reader: &mut $crate::__private::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::__private::DecodeError> {
                $crate::__private::foreign::merge_field(self, number, wire, reader)
            }
            $crate::__private::json! {
                fn is_zero(&self) -> bool {
                    $crate::__private::prost::Message::encoded_len(self) == 0
                }
                fn put_members(
                    &self,
                    _: &mut $crate::__private::json::Object<'_, '_>,
                ) -> ::core::result::Result<(), $crate::__private::json::Error> {
                    ::core::result::Result::Err($crate::__private::foreign::no_json::<Self>())
                }
                fn merge_member(
                    &mut self,
                    _: &str,
                    _: &mut $crate::__private::json::Members<'_, '_>,
                ) -> ::core::result::Result<bool, $crate::__private::json::Error> {
                    ::core::result::Result::Err($crate::__private::foreign::no_json::<Self>())
                }
                fn merge_json(
                    &mut self,
                    _: &mut $crate::__private::json::Reader<'_>,
                ) -> ::core::result::Result<(), $crate::__private::json::Error> {
                    ::core::result::Result::Err($crate::__private::foreign::no_json::<Self>())
                }
            }
        }

        impl $crate::__private::Value for $ty {
            const KIND: $crate::__private::Kind =
                $crate::__private::Kind::Message($crate::__private::spec::<Self>);
            const NAME: &'static str = $name;
            fn zero() -> Self {
                ::core::default::Default::default()
            }
            fn put<S: $crate::__private::Sink>(&self, sink: &mut S) {
                $crate::__private::put_delimited(self, sink);
            }
            fn put_unless_zero<S: $crate::__private::Sink>(&self, number: u32, sink: &mut S) {
                $crate::__private::put_delimited_unless_empty(self, number, sink);
            }
            fn merge(
                &mut self,
                reader: &mut $crate::__private::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::__private::DecodeError> {
                $crate::__private::merge_delimited(self, reader)
            }
            $crate::__private::json! {
                fn is_zero(&self) -> bool {
                    $crate::__private::Message::is_zero(self)
                }
                fn put_json(
                    &self,
                    out: &mut $crate::__private::json::Writer<'_>,
                ) -> ::core::result::Result<(), $crate::__private::json::Error> {
                    $crate::__private::Message::put_json(self, out)
                }
                fn merge_json(
                    &mut self,
                    reader: &mut $crate::__private::json::Reader<'_>,
                ) -> ::core::result::Result<bool, $crate::__private::json::Error> {
                    $crate::__private::Message::merge_json(self, reader).map(|()| true)
                }
            }
        }
    };
}

/// The descriptors of messages that `prost-build` generated; [`foreign!`](crate::foreign) makes such a type.
pub trait Descriptors: Send + Sync + 'static {
    /// An encoded `FileDescriptorSet`.
    const SET: &'static [u8];
}

/// A message that `prost-build` generated, in a crate that does not own it: `Prost<pb::User, Pb>`, where
/// `traitwire::foreign!(DESCRIPTOR_BYTES => Pb);` names its descriptors.
pub struct Prost<T, D>(pub T, PhantomData<fn() -> D>);

impl<T, D> Prost<T, D> {
    /// The message inside.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, D> From<T> for Prost<T, D> {
    fn from(message: T) -> Self {
        Self(message, PhantomData)
    }
}

impl<T, D> Deref for Prost<T, D> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T, D> DerefMut for Prost<T, D> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Clone, D> Clone for Prost<T, D> {
    fn clone(&self) -> Self {
        self.0.clone().into()
    }
}

impl<T: Default, D> Default for Prost<T, D> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: PartialEq, D> PartialEq for Prost<T, D> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: fmt::Debug, D> fmt::Debug for Prost<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: prost::Message + prost::Name + Default + 'static, D: Descriptors> Message for Prost<T, D> {
    const SPEC: &'static MessageSpec = &spec_of(
        T::NAME,
        ForeignSpec {
            set: D::SET,
            full_name: T::full_name,
        },
        Source {
            module: "traitwire",
            line: 0,
            column: 0,
            item: T::NAME,
        },
    );

    fn zero() -> Self {
        Self::default()
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        sink.put_prost(&self.0);
    }

    fn merge_field(
        &mut self,
        number: u32,
        wire: WireType,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        merge_field(&mut self.0, number, wire, reader)
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        self.0.encoded_len() == 0
    }

    #[cfg(feature = "json")]
    fn put_members(&self, _: &mut json::Object<'_, '_>) -> Result<(), json::Error> {
        Err(no_json::<Self>())
    }

    #[cfg(feature = "json")]
    fn merge_member(&mut self, _: &str, _: &mut json::Members<'_, '_>) -> Result<bool, json::Error> {
        Err(no_json::<Self>())
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, _: &mut json::Reader<'_>) -> Result<(), json::Error> {
        Err(no_json::<Self>())
    }
}

impl<T: prost::Message + prost::Name + Default + 'static, D: Descriptors> Value for Prost<T, D> {
    const KIND: Kind = Kind::Message(spec::<Self>);
    const NAME: &'static str = T::NAME;

    fn zero() -> Self {
        Self::default()
    }

    fn put<S: Sink>(&self, sink: &mut S) {
        put_delimited(self, sink);
    }

    fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
        put_delimited_unless_empty(self, number, sink);
    }

    fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        merge_delimited(self, reader)
    }

    #[cfg(feature = "json")]
    fn is_zero(&self) -> bool {
        Message::is_zero(self)
    }

    #[cfg(feature = "json")]
    fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
        Message::put_json(self, out)
    }

    #[cfg(feature = "json")]
    fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
        Message::merge_json(self, reader).map(|()| true)
    }
}

/// Says that a message of prost-build has no JSON here.
#[cfg(feature = "json")]
pub fn no_json<M: Message>() -> json::Error {
    json::Error::new(format!(
        "`{}` is a message of prost-build, which has no JSON here: declare it by `#[message]`, as `proto import` prints it",
        M::SPEC.full_name()
    ))
}

/// The record of a foreign message: its members are in the descriptors.
pub const fn spec_of(name: &'static str, foreign: ForeignSpec, source: Source) -> MessageSpec {
    const NONE: &PackageSpec = &PackageSpec {
        name: "",
        file: None,
        options: &[],
    };
    MessageSpec {
        name,
        package: NONE,
        within: None,
        source,
        docs: "",
        deprecated: false,
        members: &[],
        reserved: &[],
        foreign: Some(foreign),
        transcoder: None,
    }
}

/// What stands behind the last dot of a full name.
pub const fn simple_name(full_name: &str) -> &str {
    let mut at = full_name.len();
    while at > 0 && full_name.as_bytes()[at - 1] != b'.' {
        at -= 1;
    }
    full_name.split_at(at).1
}

/// `Message::merge_field` of a prost message.
///
/// # Errors
/// When the bytes are not of that field.
pub fn merge_field<M: prost::Message>(
    message: &mut M,
    number: u32,
    wire: WireType,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let context = context(reader.depth());
    let prost_wire = match wire {
        WireType::Varint => ProstWireType::Varint,
        WireType::Fixed64 => ProstWireType::SixtyFourBit,
        WireType::Len => ProstWireType::LengthDelimited,
        WireType::StartGroup => ProstWireType::StartGroup,
        WireType::EndGroup => return Err(Fault::Group.into()),
        WireType::Fixed32 => ProstWireType::ThirtyTwoBit,
    };
    let value = reader.raw(number, wire)?;
    interop::lend(reader, value, || {
        message.merge_field(number, prost_wire, &mut &*value, context)
    })
    .map_err(DecodeError::refused)
}

/// prost's context in which so many more levels may be entered. prost has no constructor for one, but hands it to each
/// message that it reads: so one level after the other is entered, once.
fn context(depth: u32) -> DecodeContext {
    static CONTEXTS: OnceLock<Vec<DecodeContext>> = OnceLock::new();
    let contexts = CONTEXTS.get_or_init(|| {
        let mut contexts = vec![DecodeContext::default()];
        while contexts.len() <= DEPTH_LIMIT as usize {
            let mut next = Capture(None);
            let outer = contexts[contexts.len() - 1].clone();
            let mut one_field: &[u8] = &[2, 0x08, 0];
            let entered = prost::encoding::message::merge(
                ProstWireType::LengthDelimited,
                &mut next,
                &mut one_field,
                outer,
            );
            match (entered, next.0) {
                (Ok(()), Some(context)) => contexts.push(context),
                _ => break,
            }
        }
        contexts.reverse();
        contexts
    });
    let deepest = contexts.len() - 1;
    contexts[deepest.min(depth as usize)].clone()
}

/// How many more levels may be entered in this context.
pub(super) fn depth(context: &DecodeContext) -> u32 {
    use fmt::Write;
    /// Reads the only number in what is written: the count is private, but shown.
    struct Digits(Option<u32>);
    impl Write for Digits {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for digit in text.bytes().filter(u8::is_ascii_digit) {
                let value = self.0.unwrap_or(0);
                self.0 = Some(value.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
            }
            Ok(())
        }
    }
    let mut digits = Digits(None);
    // What does not show a count has none: prost's feature `no-recursion-limit`.
    let _ = write!(digits, "{context:?}");
    digits.0.unwrap_or(DEPTH_LIMIT).min(DEPTH_LIMIT)
}

/// Keeps the context in which it is read.
#[derive(Debug)]
struct Capture(Option<DecodeContext>);

impl prost::Message for Capture {
    fn encode_raw(&self, _: &mut impl bytes::BufMut) {}

    fn merge_field(
        &mut self,
        _: u32,
        _: ProstWireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), prost::DecodeError> {
        buf.advance(buf.remaining());
        self.0 = Some(context);
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_count_as_readers_do() {
        for left in 0..=DEPTH_LIMIT {
            assert_eq!(depth(&context(left)), left);
        }
        assert_eq!(depth(&DecodeContext::default()), DEPTH_LIMIT);
    }

    #[test]
    fn simple_names() {
        for (full, simple) in [("a.b.C", "C"), ("C", "C"), ("", ""), ("a.", "")] {
            assert_eq!(simple_name(full), simple);
        }
    }
}
