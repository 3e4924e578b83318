//! Values of rules, as the messages of protovalidate show them.

use std::fmt;

use super::{Family, RuleValue};

/// A rule's value in a message.
pub(crate) struct Shown(pub(crate) Family, pub(crate) RuleValue);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (_, RuleValue::Flag(flag)) => write!(f, "{flag}"),
            (_, RuleValue::Size(size)) => write!(f, "{size}"),
            (_, RuleValue::Int(value)) => write!(f, "{value}"),
            (_, RuleValue::Float(value)) => write!(f, "{value}"),
            (_, RuleValue::Text(text)) => f.write_str(text),
            (_, RuleValue::Bytes(bytes)) => bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
            (Family::Timestamp, RuleValue::Time { seconds, nanos }) => time(f, seconds, nanos),
            (_, RuleValue::Time { seconds, nanos }) => {
                let negative = if seconds < 0 || nanos < 0 { "-" } else { "" };
                write!(f, "{negative}{}", seconds.unsigned_abs())?;
                fraction(f, nanos.unsigned_abs())?;
                f.write_str("s")
            }
            (family, RuleValue::List { items }) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    match item {
                        // Bytes in a list are shown as the text that they are.
                        RuleValue::Bytes(bytes) => f.write_str(&String::from_utf8_lossy(bytes))?,
                        item => Self(family, *item).fmt(f)?,
                    }
                }
                f.write_str("]")
            }
        }
    }
}

/// RFC 3339.
fn time(f: &mut fmt::Formatter<'_>, seconds: i64, nanos: i32) -> fmt::Result {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years that begin in March end with the leap day; 400 of them have 146,097 days.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, late) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = era * 400 + year + late;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    write!(
        f,
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    )?;
    fraction(f, nanos.unsigned_abs())?;
    f.write_str("Z")
}

fn fraction(f: &mut fmt::Formatter<'_>, nanos: u32) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let digits = format!("{nanos:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_durations() {
        let shown = |family, seconds, nanos| Shown(family, RuleValue::Time { seconds, nanos }).to_string();
        assert_eq!(
            shown(Family::Timestamp, 951_827_415, 250_000_000),
            "2000-02-29T12:30:15.25Z"
        );
        assert_eq!(shown(Family::Timestamp, -1, 0), "1969-12-31T23:59:59Z");
        assert_eq!(
            shown(Family::Timestamp, -62_135_596_800, 0),
            "0001-01-01T00:00:00Z"
        );
        assert_eq!(shown(Family::Duration, -1, -500_000_000), "-1.5s");
        assert_eq!(shown(Family::Duration, 3600, 0), "3600s");
    }
}
