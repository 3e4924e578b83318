//! `google.protobuf.Duration` in JSON: seconds, `"-1.500s"`.

use super::fraction;
use crate::message::json::error::Shown;
use crate::message::json::{Error, Reader, Writer};
use crate::message::well_known::Duration;

pub(crate) const HAS_NULL: bool = false;

pub(crate) fn put(duration: &Duration, out: &mut Writer<'_>) -> Result<(), Error> {
    let Duration { seconds, nanos } = *duration;
    if !duration.is_valid() {
        return Err(Error::new("the duration is out of range: it has no JSON"));
    }
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let mut text = format!("\"{sign}{}", seconds.unsigned_abs());
    fraction::put(nanos.unsigned_abs(), &mut text);
    text.push_str("s\"");
    out.raw(&text);
    Ok(())
}

pub(crate) fn merge(duration: &mut Duration, reader: &mut Reader<'_>) -> Result<(), Error> {
    let text = reader.string()?;
    *duration = parse(&text).ok_or_else(|| {
        Error::new(format!(
            "`{}` is no duration of at most 315,576,000,000 seconds like `-1.5s`",
            Shown(&text)
        ))
    })?;
    Ok(())
}

fn parse(text: &str) -> Option<Duration> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let seconds: i64 = rest[..len].parse().ok()?;
    let (nanos, unit) = fraction::split(&rest[len..])?;
    let nanos = nanos as i32;
    let duration = if negative {
        Duration {
            seconds: -seconds,
            nanos: -nanos,
        }
    } else {
        Duration { seconds, nanos }
    };
    (unit == "s" && duration.is_valid()).then_some(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let duration = |seconds, nanos| Some(Duration { seconds, nanos });
        assert_eq!(parse("0s"), duration(0, 0));
        assert_eq!(parse("-0.5s"), duration(0, -500_000_000));
        assert_eq!(
            parse("315576000000.999999999s"),
            duration(Duration::MAX.seconds, 999_999_999)
        );
        for bad in [
            "",
            "s",
            "1",
            "1 s",
            "+1s",
            "--1s",
            ".5s",
            "1.s",
            "1.0000000001s",
            "315576000001s",
            "1sec",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
