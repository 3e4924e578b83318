//! `time::OffsetDateTime`, `time::UtcDateTime` and `time::Duration` as well-known types.

use time::{OffsetDateTime, UtcDateTime};

use crate::message::travels::travels_as;
use crate::message::value::Value;
use crate::message::well_known::{Duration, OutOfRange, Timestamp, in_range};

/// Times before [`Timestamp::MIN`] or after [`Timestamp::MAX`] become these.
impl From<UtcDateTime> for Timestamp {
    fn from(time: UtcDateTime) -> Self {
        let exact = Self {
            seconds: time.unix_timestamp(),
            nanos: time.nanosecond() as i32,
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

impl TryFrom<Timestamp> for UtcDateTime {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        if !time.is_valid() {
            return Err(OutOfRange);
        }
        Self::from_unix_timestamp(time.seconds)
            .and_then(|second| second.replace_nanosecond(time.nanos as u32))
            .map_err(|_| OutOfRange)
    }
}

/// The same point in time, without its offset.
impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        let exact = Self {
            seconds: time.unix_timestamp(),
            nanos: time.nanosecond() as i32,
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

/// In UTC.
impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        UtcDateTime::try_from(time).map(Self::from)
    }
}

/// What is longer than [`Duration::MAX`], or than [`Duration::MIN`] backwards, becomes that.
impl From<time::Duration> for Duration {
    fn from(duration: time::Duration) -> Self {
        let exact = Self {
            seconds: duration.whole_seconds(),
            nanos: duration.subsec_nanoseconds(),
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

impl TryFrom<Duration> for time::Duration {
    type Error = OutOfRange;

    fn try_from(duration: Duration) -> Result<Self, OutOfRange> {
        if !duration.is_valid() {
            return Err(OutOfRange);
        }
        Ok(Self::new(duration.seconds, duration.nanos))
    }
}

travels_as! {
    UtcDateTime: Timestamp as <Timestamp as Value>::NAME, {
        zero: UtcDateTime::UNIX_EPOCH,
        is_zero: |_| false,
        write: |time| (*time).into(),
        read: in_range,
    }
    OffsetDateTime: Timestamp as <Timestamp as Value>::NAME, {
        zero: OffsetDateTime::UNIX_EPOCH,
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
}
