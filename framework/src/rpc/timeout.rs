//! `grpc-timeout`: eight digits and a unit ("gRPC over HTTP/2", Timeout).

use std::time::Duration;

use http::HeaderName;

/// Where it stands.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("grpc-timeout");

/// The duration of a header's value; `None` when it is malformed.
pub(crate) fn parse(value: &str) -> Option<Duration> {
    let (digits, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if digits.is_empty() || digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let n: u64 = digits.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(n * 3600),
        "M" => Duration::from_secs(n * 60),
        "S" => Duration::from_secs(n),
        "m" => Duration::from_millis(n),
        "u" => Duration::from_micros(n),
        "n" => Duration::from_nanos(n),
        _ => return None,
    })
}

/// The header's value of a duration: the finest unit that eight digits can hold, rounded up.
pub(crate) fn format(duration: Duration) -> String {
    const MAX: u128 = 99_999_999;
    let nanos = duration.as_nanos();
    for (unit, size) in [
        ("n", 1),
        ("u", 1_000),
        ("m", 1_000_000),
        ("S", 1_000_000_000),
        ("M", 60_000_000_000),
        ("H", 3_600_000_000_000u128),
    ] {
        let n = nanos.div_ceil(size);
        if n <= MAX {
            return format!("{n}{unit}");
        }
    }
    format!("{MAX}H")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips() {
        for (duration, text) in [
            (Duration::ZERO, "0n"),
            (Duration::from_nanos(99_999_999), "99999999n"),
            (Duration::from_nanos(100_000_001), "100001u"),
            (Duration::from_secs(30), "30000000u"),
            (Duration::from_secs(86_400 * 30), "2592000S"),
            (Duration::from_secs(u64::MAX), "99999999H"),
        ] {
            assert_eq!(format(duration), text);
            let back = parse(text).expect("our own");
            assert!(back >= duration || text == "99999999H");
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "S", "123456789S", "1", "-1S", "1.5S", "1s", "+1S", "1é"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
