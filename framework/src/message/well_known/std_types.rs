//! Rust's own types as well-known ones.

use std::time;

use super::{Duration, Empty, Timestamp};
use crate::message::error::{DecodeError, Fault};
use crate::message::travels::travels_as;
use crate::message::value::Value;

/// A time that its Rust type can hold.
///
/// # Errors
/// [`Fault::Range`]
pub(in crate::message) fn in_range<W, T: TryFrom<W>>(wire: W) -> Result<T, DecodeError> {
    wire.try_into().map_err(|_| Fault::Range.into())
}

travels_as! {
    time::SystemTime: Timestamp as <Timestamp as Value>::NAME, {
        zero: time::UNIX_EPOCH,
        is_zero: |_| false,
        write: |time| (*time).into(),
        read: in_range,
    }
    time::Duration: Duration as <Duration as Value>::NAME, {
        zero: time::Duration::ZERO,
        is_zero: |_| false,
        write: |duration| (*duration).into(),
        read: in_range,
    }
    (): Empty as <Empty as Value>::NAME, {
        zero: (),
        is_zero: |()| true,
        write: |()| Empty {},
        read: |_| Ok(()),
    }
}
