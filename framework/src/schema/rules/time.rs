//! Durations and times as they are written in a rule: `"1.5s"`, `"2026-01-01T00:00:00Z"` (the JSON forms of protobuf).

/// Seconds and nanoseconds of `"1.5s"`, `"-3s"`; `None` if it is none.
pub(super) const fn duration(text: &str) -> Option<(i64, i32)> {
    let bytes = text.as_bytes();
    let negative = matches!(bytes.first(), Some(b'-'));
    let Some((seconds, at)) = number(bytes, negative as usize, 12) else {
        return None;
    };
    let Some((nanos, at)) = fraction(bytes, at) else {
        return None;
    };
    if at + 1 != bytes.len() || bytes[at] != b's' || seconds > 315_576_000_000 {
        return None;
    }
    if negative {
        return Some((-seconds, -nanos));
    }
    Some((seconds, nanos))
}

/// Seconds and nanoseconds since the epoch of an RFC 3339 time with `Z` or an offset; `None` if it is none.
pub(super) const fn timestamp(text: &str) -> Option<(i64, i32)> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || bytes[4] != b'-' || bytes[7] != b'-' || bytes[13] != b':' || bytes[16] != b':' {
        return None;
    }
    if !matches!(bytes[10], b'T' | b't') {
        return None;
    }
    let (Some(year), Some(month), Some(day)) =
        (digits(bytes, 0, 4), digits(bytes, 5, 2), digits(bytes, 8, 2))
    else {
        return None;
    };
    let (Some(hour), Some(minute), Some(second)) =
        (digits(bytes, 11, 2), digits(bytes, 14, 2), digits(bytes, 17, 2))
    else {
        return None;
    };
    if year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let Some((nanos, at)) = fraction(bytes, 19) else {
        return None;
    };
    let Some(offset) = offset(bytes, at) else {
        return None;
    };
    Some((
        days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset,
        nanos,
    ))
}

/// The seconds east of Greenwich, at the end of the text.
const fn offset(bytes: &[u8], at: usize) -> Option<i64> {
    if at >= bytes.len() {
        return None;
    }
    let sign = match bytes[at] {
        b'Z' | b'z' => return if at + 1 == bytes.len() { Some(0) } else { None },
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    if bytes.len() != at + 6 || bytes[at + 3] != b':' {
        return None;
    }
    match (digits(bytes, at + 1, 2), digits(bytes, at + 4, 2)) {
        (Some(hours), Some(minutes)) if hours < 24 && minutes < 60 => {
            Some(sign * (hours * 60 + minutes) * 60)
        }
        _ => None,
    }
}

/// Days from the epoch to a day of the Gregorian calendar.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March end with the leap day.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
}

const fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `len` digits at `at`.
const fn digits(bytes: &[u8], at: usize, len: usize) -> Option<i64> {
    match number(bytes, at, len) {
        Some((value, end)) if end == at + len => Some(value),
        _ => None,
    }
}

/// One to `max` digits from `at` on, and where they end.
const fn number(bytes: &[u8], at: usize, max: usize) -> Option<(i64, usize)> {
    let (mut value, mut end) = (0, at);
    while end < bytes.len() && bytes[end].is_ascii_digit() && end - at < max {
        value = value * 10 + (bytes[end] - b'0') as i64;
        end += 1;
    }
    if end == at { None } else { Some((value, end)) }
}

/// `.5` as nanoseconds, nothing being none of them, and where it ends.
const fn fraction(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    if at >= bytes.len() || bytes[at] != b'.' {
        return Some((0, at));
    }
    let Some((value, end)) = number(bytes, at + 1, 9) else {
        return None;
    };
    let (mut nanos, mut places) = (value as i32, end - at - 1);
    while places < 9 {
        nanos *= 10;
        places += 1;
    }
    Some((nanos, end))
}
