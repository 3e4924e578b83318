//! Numbers in JSON: how long they are, and what they are as integers.

/// The length of the number that `text` begins with (RFC 8259, 6).
pub(super) fn token(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let count = bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (count > 0).then_some(from + count)
    };
    let start = usize::from(bytes.first() == Some(&b'-'));
    let mut at = digits(start)?;
    if bytes[start] == b'0' && at > start + 1 {
        return None;
    }
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits(at + 1 + usize::from(sign))?;
    }
    Some(at)
}

/// Whether `text` is a number and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    token(text) == Some(text.len())
}

/// A number that is an integer, in whatever notation: `1`, `1.0`, `1e3`. `None` where it is none, or beyond 64 bits.
pub(super) fn integer(number: &str) -> Option<i128> {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, power(exponent)),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = || {
        whole
            .bytes()
            .chain(fraction.bytes())
            .skip_while(|digit| *digit == b'0')
    };
    let count = digits().count() as i64;
    if count == 0 {
        return Some(0);
    }
    // How many zeros follow the digits; below zero, how many digits would stand behind the point.
    let mut zeros = exponent.saturating_sub(fraction.len() as i64);
    let mut kept = count;
    if zeros < 0 {
        let trailing = digits().fold(0i64, |run, digit| if digit == b'0' { run + 1 } else { 0 });
        if trailing < -zeros {
            return None;
        }
        kept += zeros;
        zeros = 0;
    }
    if kept.saturating_add(zeros) > 20 {
        return None;
    }
    let kept = digits().take(kept as usize);
    let value = kept.fold(0i128, |value, digit| value * 10 + i128::from(digit - b'0'));
    let value = value * 10i128.pow(zeros as u32);
    Some(if negative { -value } else { value })
}

/// An exponent; one that is too long is as large as any.
fn power(exponent: &str) -> i64 {
    let magnitude = exponent.trim_start_matches(['+', '-']).trim_start_matches('0');
    let limit = i64::from(i32::MAX);
    let magnitude = match magnitude {
        "" => 0,
        some if some.len() > 9 => limit,
        some => some.parse().unwrap_or(limit),
    };
    if exponent.starts_with('-') {
        -magnitude
    } else {
        magnitude
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_number_is() {
        for good in ["0", "-0", "1", "10.5", "1e5", "1E+5", "-1.25e-3", "0.0"] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", " 1", "1 ", "NaN",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn integers_in_every_notation() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("0e99999999999999999999", 0),
            ("1.0", 1),
            ("100000.000", 100_000),
            ("1e5", 100_000),
            ("12.5e1", 125),
            ("1000e-3", 1),
            ("-1.20e1", -12),
            ("18446744073709551615", i128::from(u64::MAX)),
            ("0.00001e5", 1),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in [
            "0.5",
            "1e-1",
            "12.34e1",
            "1e21",
            "1e999999999999999999999",
            "1e-99999999999999",
        ] {
            assert_eq!(integer(text), None, "{text}");
        }
    }
}
