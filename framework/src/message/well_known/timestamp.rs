//! `google.protobuf.Timestamp`

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::OutOfRange;

crate::package!("google.protobuf", file = "google/protobuf/timestamp.proto");

/// A point in time: seconds and nanoseconds since 1970-01-01T00:00:00Z.
///
/// What it holds need not be a valid one; [`SystemTime::try_from`] says.
#[crate::message(json = crate::message::json::well_known::timestamp)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since the epoch, negative before it.
    #[field(1)]
    pub seconds: i64,
    /// Nanoseconds onwards from `seconds`, 0 to 999,999,999 even before the epoch.
    #[field(2)]
    pub nanos: i32,
}

impl Timestamp {
    /// 0001-01-01T00:00:00Z, the first one there is.
    pub const MIN: Self = Self {
        seconds: -62_135_596_800,
        nanos: 0,
    };
    /// 9999-12-31T23:59:59.999999999Z, the last one there is.
    pub const MAX: Self = Self {
        seconds: 253_402_300_799,
        nanos: 999_999_999,
    };

    /// Now, by the clock of the system.
    pub fn now() -> Self {
        SystemTime::now().into()
    }
}

/// Times before [`Timestamp::MIN`] or after [`Timestamp::MAX`] become these.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let exact = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).map_or(Self::MAX, |seconds| Self {
                seconds,
                nanos: after.subsec_nanos() as i32,
            }),
            Err(before) => {
                let before = before.duration();
                // Nanoseconds count onwards, so a part of a second belongs to the second before.
                let borrow = i64::from(before.subsec_nanos() > 0);
                i64::try_from(before.as_secs()).map_or(Self::MIN, |seconds| Self {
                    seconds: -seconds - borrow,
                    nanos: (1_000_000_000 * borrow) as i32 - before.subsec_nanos() as i32,
                })
            }
        };
        exact.clamp(Self::MIN, Self::MAX)
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        let valid =
            (0..1_000_000_000).contains(&time.nanos) && (Timestamp::MIN..=Timestamp::MAX).contains(&time);
        if !valid {
            return Err(OutOfRange);
        }
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let second = if time.seconds < 0 {
            UNIX_EPOCH.checked_sub(seconds)
        } else {
            UNIX_EPOCH.checked_add(seconds)
        };
        second
            .and_then(|second| second.checked_add(Duration::from_nanos(time.nanos as u64)))
            .ok_or(OutOfRange)
    }
}

impl From<prost_types::Timestamp> for Timestamp {
    fn from(prost_types::Timestamp { seconds, nanos }: prost_types::Timestamp) -> Self {
        Self { seconds, nanos }
    }
}

impl From<Timestamp> for prost_types::Timestamp {
    fn from(Timestamp { seconds, nanos }: Timestamp) -> Self {
        Self { seconds, nanos }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (seconds, nanos) in [
            (0, 0),
            (1, 5),
            (-1, 999_999_999),
            (-1, 1),
            (-5, 0),
            (1_700_000_000, 1),
        ] {
            let ours = Timestamp { seconds, nanos };
            let time = SystemTime::try_from(ours).expect("in range");
            assert_eq!(Timestamp::from(time), ours);
        }
        for ends in [Timestamp::MIN, Timestamp::MAX] {
            if let Ok(time) = SystemTime::try_from(ends) {
                assert_eq!(Timestamp::from(time), ends);
            }
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for (seconds, nanos) in [
            (0, -1),
            (0, 1_000_000_000),
            (i64::MAX, 0),
            (i64::MIN, 0),
            (Timestamp::MAX.seconds + 1, 0),
            (Timestamp::MIN.seconds - 1, 999_999_999),
        ] {
            assert_eq!(
                SystemTime::try_from(Timestamp { seconds, nanos }),
                Err(OutOfRange)
            );
        }
    }

    #[test]
    fn times_beyond_the_calendar_are_its_ends() {
        let late = UNIX_EPOCH
            .checked_add(Duration::from_secs(1 << 50))
            .expect("a time");
        assert_eq!(Timestamp::from(late), Timestamp::MAX);
        if let Some(early) = UNIX_EPOCH.checked_sub(Duration::from_secs(1 << 50)) {
            assert_eq!(Timestamp::from(early), Timestamp::MIN);
        }
    }
}
