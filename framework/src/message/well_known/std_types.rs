//! Rust's own types as well-known ones.

use std::time;

use super::{Duration, Empty, Timestamp};
use crate::message::error::{DecodeError, Fault};
#[cfg(feature = "json")]
use crate::message::json;
use crate::message::reader::Reader;
use crate::message::sink::Sink;
use crate::message::value::Value;
use crate::schema::spec::{Kind, PackageSpec};

/// Values of the type `$ty` travel as `$message`: converted before they are written, and after they are read.
macro_rules! travels_as {
    ($($ty:ty, $message:ty, $zero:expr;)*) => {$(
        impl Value for $ty {
            const KIND: Kind = <$message as Value>::KIND;
            const NAME: &'static str = <$message as Value>::NAME;
            const PACKAGE: Option<&'static PackageSpec> = <$message as Value>::PACKAGE;

            fn zero() -> Self {
                $zero
            }

            fn put<S: Sink>(&self, sink: &mut S) {
                Value::put(&<$message>::from(*self), sink);
            }

            fn put_unless_zero<S: Sink>(&self, number: u32, sink: &mut S) {
                Value::put_unless_zero(&<$message>::from(*self), number, sink);
            }

            fn merge(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                let mut message = <$message>::from(*self);
                Value::merge(&mut message, reader)?;
                *self = message.try_into().map_err(|_| Fault::Range)?;
                Ok(())
            }

            #[cfg(feature = "json")]
            fn is_zero(&self) -> bool {
                Value::is_zero(&<$message>::from(*self))
            }

            #[cfg(feature = "json")]
            fn put_json(&self, out: &mut json::Writer<'_>) -> Result<(), json::Error> {
                Value::put_json(&<$message>::from(*self), out)
            }

            #[cfg(feature = "json")]
            fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<bool, json::Error> {
                let mut message = <$message as Value>::zero();
                Value::merge_json(&mut message, reader)?;
                *self = message
                    .try_into()
                    .map_err(|_| json::Error::new("the time is out of this type's range"))?;
                Ok(true)
            }
        }
    )*};
}

travels_as! {
    time::SystemTime, Timestamp, time::UNIX_EPOCH;
    time::Duration, Duration, time::Duration::ZERO;
    (), Empty, ();
}
