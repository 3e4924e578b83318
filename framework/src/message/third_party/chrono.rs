//! `chrono::DateTime<Utc>` and `chrono::TimeDelta` as well-known types.

use chrono::{DateTime, TimeDelta, Utc};

use crate::message::travels::travels_as;
use crate::message::value::Value;
use crate::message::well_known::{Duration, OutOfRange, Timestamp, in_range};

/// Times before [`Timestamp::MIN`] or after [`Timestamp::MAX`] become these.
impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        let exact = Self {
            seconds: time.timestamp(),
            // A leap second is a second of two thousand million nanoseconds.
            nanos: time.timestamp_subsec_nanos().min(999_999_999) as i32,
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

impl TryFrom<Timestamp> for DateTime<Utc> {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        if !time.is_valid() {
            return Err(OutOfRange);
        }
        Self::from_timestamp(time.seconds, time.nanos as u32).ok_or(OutOfRange)
    }
}

/// What is longer than [`Duration::MAX`], or than [`Duration::MIN`] backwards, becomes that.
impl From<TimeDelta> for Duration {
    fn from(delta: TimeDelta) -> Self {
        let exact = Self {
            seconds: delta.num_seconds(),
            nanos: delta.subsec_nanos(),
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

impl TryFrom<Duration> for TimeDelta {
    type Error = OutOfRange;

    fn try_from(duration: Duration) -> Result<Self, OutOfRange> {
        if !duration.is_valid() {
            return Err(OutOfRange);
        }
        Self::try_seconds(duration.seconds)
            .and_then(|seconds| seconds.checked_add(&Self::nanoseconds(duration.nanos.into())))
            .ok_or(OutOfRange)
    }
}

travels_as! {
    DateTime<Utc>: Timestamp as <Timestamp as Value>::NAME, {
        zero: DateTime::UNIX_EPOCH,
        is_zero: |_| false,
        write: |time| (*time).into(),
        read: in_range,
    }
    TimeDelta: Duration as <Duration as Value>::NAME, {
        zero: TimeDelta::zero(),
        is_zero: |_| false,
        write: |delta| (*delta).into(),
        read: in_range,
    }
}
