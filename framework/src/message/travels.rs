//! Types that travel as another one: converted before they are written, and after they are read.

/// Values of a type travel as values of `$wire`: `std::time::SystemTime` as a `Timestamp`, `uuid::Uuid` as a string.
///
/// * `zero`: what an absent field is;
/// * `is_zero`: whether a value says so little that it is not sent, asked before it is converted;
/// * `write`: a value as what the wire holds;
/// * `read`: the way back, `Err` with what is wrong.
macro_rules! travels_as {
    ($($ty:ty: $wire:ty as $name:expr, {
        zero: $zero:expr,
        is_zero: $is_zero:expr,
        write: $write:expr,
        read: $read:expr $(,)?
    })*) => {$(
        impl $crate::message::value::Value for $ty {
            const KIND: $crate::schema::spec::Kind = <$wire as $crate::message::value::Value>::KIND;
            const NAME: &'static str = $name;
            const PACKAGE: Option<&'static $crate::schema::spec::PackageSpec> =
                <$wire as $crate::message::value::Value>::PACKAGE;

            fn zero() -> Self {
                $zero
            }

            fn put<S: $crate::message::sink::Sink>(&self, sink: &mut S) {
                let write: fn(&Self) -> $wire = $write;
                <$wire as $crate::message::value::Value>::put(&write(self), sink);
            }

            fn put_unless_zero<S: $crate::message::sink::Sink>(&self, number: u32, sink: &mut S) {
                let is_zero: fn(&Self) -> bool = $is_zero;
                let write: fn(&Self) -> $wire = $write;
                if !is_zero(self) {
                    <$wire as $crate::message::value::Value>::put_unless_zero(&write(self), number, sink);
                }
            }

            fn merge(
                &mut self,
                reader: &mut $crate::message::reader::Reader<'_>,
            ) -> Result<(), $crate::message::error::DecodeError> {
                let write: fn(&Self) -> $wire = $write;
                let read: fn($wire) -> Result<Self, $crate::message::error::DecodeError> = $read;
                // A message may be one that had arrived in part before; everything else is replaced.
                let mut wire = match Self::KIND {
                    $crate::schema::spec::Kind::Message(_) => write(self),
                    _ => <$wire as $crate::message::value::Value>::zero(),
                };
                <$wire as $crate::message::value::Value>::merge(&mut wire, reader)?;
                *self = read(wire)?;
                Ok(())
            }

            #[cfg(feature = "json")]
            fn is_zero(&self) -> bool {
                let is_zero: fn(&Self) -> bool = $is_zero;
                let write: fn(&Self) -> $wire = $write;
                is_zero(self) || <$wire as $crate::message::value::Value>::is_zero(&write(self))
            }

            #[cfg(feature = "json")]
            fn put_json(
                &self,
                out: &mut $crate::message::json::Writer<'_>,
            ) -> Result<(), $crate::message::json::Error> {
                let write: fn(&Self) -> $wire = $write;
                <$wire as $crate::message::value::Value>::put_json(&write(self), out)
            }

            #[cfg(feature = "json")]
            fn merge_json(
                &mut self,
                reader: &mut $crate::message::json::Reader<'_>,
            ) -> Result<bool, $crate::message::json::Error> {
                let read: fn($wire) -> Result<Self, $crate::message::error::DecodeError> = $read;
                let mut wire = <$wire as $crate::message::value::Value>::zero();
                let known = <$wire as $crate::message::value::Value>::merge_json(&mut wire, reader)?;
                if known {
                    *self = read(wire)?;
                }
                Ok(known)
            }
        }
    )*};
}

pub(super) use travels_as;
