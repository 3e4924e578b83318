//! `google.protobuf.Duration`

use std::time;

use super::OutOfRange;

crate::package!("google.protobuf", file = "google/protobuf/duration.proto");

/// A span of time, which may be negative: seconds and nanoseconds of one sign.
///
/// What it holds need not be a valid one; [`std::time::Duration::try_from`] says.
#[crate::message(json = crate::message::json::well_known::duration)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Seconds.
    #[field(1)]
    pub seconds: i64,
    /// Nanoseconds, -999,999,999 to 999,999,999, of the sign of `seconds`.
    #[field(2)]
    pub nanos: i32,
}

impl Duration {
    /// Ten thousand years, the longest one there is.
    pub const MAX: Self = Self {
        seconds: 315_576_000_000,
        nanos: 999_999_999,
    };
}

/// What is longer than [`Duration::MAX`] becomes that.
impl From<time::Duration> for Duration {
    fn from(duration: time::Duration) -> Self {
        let exact = i64::try_from(duration.as_secs()).map_or(Self::MAX, |seconds| Self {
            seconds,
            nanos: duration.subsec_nanos() as i32,
        });
        exact.min(Self::MAX)
    }
}

impl TryFrom<Duration> for time::Duration {
    type Error = OutOfRange;

    /// Negative ones are out of range.
    fn try_from(duration: Duration) -> Result<Self, OutOfRange> {
        let valid = (0..=Duration::MAX.seconds).contains(&duration.seconds)
            && (0..=Duration::MAX.nanos).contains(&duration.nanos);
        if !valid {
            return Err(OutOfRange);
        }
        Ok(Self::new(duration.seconds as u64, duration.nanos as u32))
    }
}

impl From<prost_types::Duration> for Duration {
    fn from(prost_types::Duration { seconds, nanos }: prost_types::Duration) -> Self {
        Self { seconds, nanos }
    }
}

impl From<Duration> for prost_types::Duration {
    fn from(Duration { seconds, nanos }: Duration) -> Self {
        Self { seconds, nanos }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for duration in [
            time::Duration::ZERO,
            time::Duration::new(3, 7),
            time::Duration::from_secs(315_576_000_000),
        ] {
            assert_eq!(time::Duration::try_from(Duration::from(duration)), Ok(duration));
        }
        assert_eq!(Duration::from(time::Duration::MAX), Duration::MAX);
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for (seconds, nanos) in [
            (-1, 0),
            (0, -1),
            (0, 1_000_000_000),
            (315_576_000_001, 0),
            (i64::MIN, i32::MIN),
        ] {
            assert_eq!(
                time::Duration::try_from(Duration { seconds, nanos }),
                Err(OutOfRange)
            );
        }
    }
}
