//! How calls run on the server: `#[timeout("2s")]`, `#[spawn]`.

use std::time::Duration;

use proc_macro2::Span;
use syn::{Attribute, LitStr};

use crate::attr::Args;
use crate::diagnostics::Diagnostics;

/// What a method, or its service for all methods, says of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Running {
    /// How long a call may take.
    pub(super) timeout: Option<Duration>,
    pub(super) place: Option<Place>,
}

/// Where a handler runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a task of its own.
    Task,
    /// On a thread of its own.
    Blocking,
}

impl Running {
    /// Reads what stands among `attrs`.
    pub(super) fn read(attrs: &[Attribute], d: &mut Diagnostics) -> Self {
        Self {
            timeout: timeout(attrs, d),
            place: place(attrs, d),
        }
    }

    /// The same, with what the service says where this says nothing.
    pub(super) fn or(self, service: Self) -> Self {
        Self {
            timeout: self.timeout.or(service.timeout),
            place: self.place.or(service.place),
        }
    }
}

/// The attribute of that name, which stands once.
pub(super) fn one<'a>(attrs: &'a [Attribute], name: &str, d: &mut Diagnostics) -> Option<&'a Attribute> {
    let mut named = attrs.iter().filter(|attr| attr.path().is_ident(name));
    let first = named.next()?;
    if let Some(second) = named.next() {
        d.push_spanned(second.path(), format_args!("`#[{name}]` stands once"));
    }
    Some(first)
}

fn timeout(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Duration> {
    let attr = one(attrs, "timeout", d)?;
    let Ok(text) = attr.parse_args::<LitStr>() else {
        d.push_spanned(
            attr.path(),
            "write how long a call may take, as text: `#[timeout(\"2s\")]`",
        );
        return None;
    };
    match duration(&text.value()) {
        Ok(duration) => Some(duration),
        Err(wrong) => {
            d.push(text.span(), wrong);
            None
        }
    }
}

/// A whole number and its unit.
fn duration(text: &str) -> Result<Duration, &'static str> {
    const MALFORMED: &str = "a timeout is a whole number and a unit: `250ms`, `2s`, `5m` or `1h`";
    let digits = text.find(|letter: char| !letter.is_ascii_digit());
    let (number, unit) = text.split_at(digits.ok_or(MALFORMED)?);
    let number: u64 = number.parse().map_err(|_| MALFORMED)?;
    let unit = match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(MALFORMED),
    };
    match number.checked_mul(unit) {
        Some(0) => Err("no call is over in no time: leave the timeout out for none"),
        Some(millis) => Ok(Duration::from_millis(millis)),
        None => Err(MALFORMED),
    }
}

fn place(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Place> {
    one(attrs, "spawn", d)?;
    let mut args = Args::of(attrs, "spawn", &["blocking"], d)?;
    args.no_positional("#[spawn]", d);
    let blocking: Option<Span> = args.flag("blocking", d);
    Some(match blocking {
        Some(_) => Place::Blocking,
        None => Place::Task,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, millis) in [
            ("1ms", 1),
            ("250ms", 250),
            ("2s", 2_000),
            ("5m", 300_000),
            ("24h", 86_400_000),
        ] {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in [
            "",
            "2",
            "s",
            "2 s",
            "-2s",
            "1.5s",
            "2S",
            "2d",
            "2sec",
            "99999999999999999999s",
            "18446744073709551615h",
        ] {
            assert!(duration(text).is_err(), "{text}");
        }
        assert!(duration("0s").is_err_and(|wrong| wrong.starts_with("no call")));
    }
}
