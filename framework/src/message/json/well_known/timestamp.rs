//! `google.protobuf.Timestamp` in JSON: RFC 3339, `"2024-02-29T12:00:00.500Z"`.

use super::fraction;
use crate::message::json::error::Shown;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::Timestamp;

const DAY: i64 = 86_400;

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put(time: &Timestamp, out: &mut Writer<'_>) -> Result<(), Error> {
    if !time.is_valid() {
        return Err(Error::new(
            "the time is not between the years 1 and 9999: it has no JSON",
        ));
    }
    let (days, second) = (time.seconds.div_euclid(DAY), time.seconds.rem_euclid(DAY));
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut text = format!("\"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    fraction::put(time.nanos as u32, &mut text);
    text.push_str("Z\"");
    out.raw(&text);
    Ok(())
}

pub(crate) fn merge(time: &mut Timestamp, reader: &mut Reader<'_>) -> Result<(), Error> {
    let text = reader.string()?;
    *time = parse(&text).filter(Timestamp::is_valid).ok_or_else(|| {
        Error::new(format!(
            "`{}` is no time of the years 1 to 9999 like `2024-02-29T12:00:00.5Z`",
            Shown(&text)
        ))
    })?;
    Ok(())
}

fn parse(text: &str) -> Option<Timestamp> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let (year, month, day) = (number(date, 0, 4)?, number(date, 5, 2)?, number(date, 8, 2)?);
    let (time, rest) = (rest.get(..9)?, &rest[9..]);
    let (hour, minute, second) = (number(time, 1, 2)?, number(time, 4, 2)?, number(time, 7, 2)?);
    let marks = [
        date.as_bytes()[4],
        date.as_bytes()[7],
        time.as_bytes()[0],
        time.as_bytes()[3],
        time.as_bytes()[6],
    ];
    let in_range = marks == *b"--T::" && hour < 24 && minute < 60 && second < 60;
    let (nanos, zone) = fraction::split(rest)?;
    let days = days(year, month, day).filter(|_| in_range)?;
    Some(Timestamp {
        seconds: days * DAY + hour * 3600 + minute * 60 + second - offset(zone)?,
        nanos: nanos as i32,
    })
}

/// The seconds by which the clock is ahead: `Z` or `+01:30`.
fn offset(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("Z", "") => return Some(0),
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = (number(rest, 0, 2)?, number(rest, 3, 2)?);
    let valid = rest.len() == 5 && rest.as_bytes()[2] == b':' && hours < 24 && minutes < 60;
    valid.then_some(sign * (hours * 3600 + minutes * 60))
}

/// The number that the `len` digits at `at` are.
fn number(text: &str, at: usize, len: usize) -> Option<i64> {
    let digits = text.get(at..at + len)?;
    digits
        .bytes()
        .all(|digit| digit.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

/// How many days lie between the epoch and a date of the Gregorian calendar, if there is such a date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let in_month = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=in_month).contains(&day) {
        return None;
    }
    // Years begin in March here, so that the leap day is the last one; 400 of them have 146,097 days.
    let year = year - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The date that lies so many days after the epoch.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = (march + 2) % 12 + 1;
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_there_and_back() {
        let (first, last) = (Timestamp::MIN.seconds / DAY, Timestamp::MAX.seconds / DAY);
        let mut before = (0, 12, 31);
        for day in first..=last {
            let (y, m, d) = date(day);
            assert_eq!(days(y, m, d), Some(day));
            assert!((y, m, d) > before, "{day}");
            before = (y, m, d);
        }
        assert_eq!(
            (date(0), date(first), date(last)),
            ((1970, 1, 1), (1, 1, 1), (9999, 12, 31))
        );
        assert_eq!(days(1900, 2, 29), None);
        assert_eq!(days(2000, 2, 29), Some(11_016));
    }

    #[test]
    fn times() {
        let time = |seconds, nanos| Some(Timestamp { seconds, nanos });
        assert_eq!(parse("1970-01-01T00:00:00Z"), time(0, 0));
        assert_eq!(parse("1970-01-01T01:30:00.5+01:30"), time(0, 500_000_000));
        assert_eq!(parse("1969-12-31T23:59:59.000000001Z"), time(-1, 1));
        for bad in [
            "",
            "1970-01-01",
            "1970-01-01T00:00:00",
            "1970-01-01t00:00:00Z",
            "1970-01-01T00:00:00z",
            "1970-13-01T00:00:00Z",
            "1970-02-30T00:00:00Z",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:00:60Z",
            "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00.0000000001Z",
            "1970-01-01T00:00:00+24:00",
            "1970-01-01T00:00:00+0100",
            "1970-01-01T00:00:00ZZ",
            "197é-01-01T00:00:00Z",
            "+970-01-01T00:00:00Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
