//! Strings in JSON (RFC 8259, 7).

use std::borrow::Cow;

use super::error::Error;

/// The string that `text` begins with, behind its opening quote, and its length with the closing one.
pub(super) fn unescape(text: &str) -> Result<(Cow<'_, str>, usize), Error> {
    let plain = plain(text)?;
    if text.as_bytes()[plain] == b'"' {
        return Ok((Cow::Borrowed(&text[..plain]), plain + 1));
    }
    let mut out = String::from(&text[..plain]);
    let mut at = plain;
    loop {
        if text.as_bytes()[at] == b'"' {
            return Ok((Cow::Owned(out), at + 1));
        }
        let (character, len) = escape(&text[at + 1..])?;
        out.push(character);
        at += 1 + len;
        let run = self::plain(&text[at..])?;
        out.push_str(&text[at..at + run]);
        at += run;
    }
}

/// How many bytes stand before the next quote or backslash, which there is.
fn plain(text: &str) -> Result<usize, Error> {
    let found = text
        .bytes()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    match found.map(|at| (at, text.as_bytes()[at])) {
        Some((at, b'"' | b'\\')) => Ok(at),
        Some(_) => Err(Error::new(
            "a control character stands in a string: write it as `\\u00..`",
        )),
        None => Err(Error::new("a string is not closed")),
    }
}

/// The character that is written behind a backslash, and the length of that.
fn escape(text: &str) -> Result<(char, usize), Error> {
    let character = match text.bytes().next() {
        Some(b'u') => return unicode(text),
        Some(quoted @ (b'"' | b'\\' | b'/')) => char::from(quoted),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        _ => return Err(Error::new("there is no such escape in a string")),
    };
    Ok((character, 1))
}

/// `uXXXX`, or two of them that are a surrogate pair.
fn unicode(text: &str) -> Result<(char, usize), Error> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 4)?;
        let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)
    };
    let lone = || Error::new("half of a surrogate pair stands alone in a string");
    let first = unit(1).ok_or_else(|| Error::new("`\\u` takes four hexadecimal digits"))?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first)
            .map(|character| (character, 5))
            .ok_or_else(lone);
    }
    let second = text.get(5..7).filter(|next| *next == "\\u").and_then(|_| unit(7));
    match second {
        Some(second @ 0xdc00..0xe000) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            char::from_u32(code)
                .map(|character| (character, 11))
                .ok_or_else(lone)
        }
        _ => Err(lone()),
    }
}

/// Writes a string with its quotes.
pub(super) fn quote(text: &str, out: &mut String) {
    use std::fmt::Write;
    out.reserve(text.len() + 2);
    out.push('"');
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 | 0x7f => "",
            _ => continue,
        };
        out.push_str(&text[start..at]);
        start = at + 1;
        match short {
            // A `String` takes all that is written to it.
            "" => {
                let _ = write!(out, "\\u{byte:04x}");
            }
            short => out.push_str(short),
        }
    }
    out.push_str(&text[start..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let (string, len) = unescape(text).ok()?;
        (len == text.len()).then(|| string.into_owned())
    }

    #[test]
    fn every_escape() {
        assert_eq!(read(r#"plain""#).as_deref(), Some("plain"));
        assert_eq!(
            read(r#"a\"\\\/\b\f\n\r\tz""#).as_deref(),
            Some("a\"\\/\u{8}\u{c}\n\r\tz")
        );
        assert_eq!(read(r#"\u00e9\uD83D\uDE00""#).as_deref(), Some("é😀"));
        assert!(matches!(unescape("é\""), Ok((Cow::Borrowed("é"), 3))));
    }

    #[test]
    fn what_is_no_string() {
        for bad in [
            "open",
            "\\",
            "\\x\"",
            "\\u12\"",
            "\\u+123\"",
            "\\ud800\"",
            "\\ud800x\"",
            "\\ud800\\u0041\"",
            "\\udc00\"",
            "\n\"",
            "\\u12é4\"",
            "\\ud800\\u\"",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn what_is_quoted_is_read_back() {
        let all: String = (0..0x300u32)
            .filter_map(char::from_u32)
            .chain("😀".chars())
            .collect();
        let mut out = String::new();
        quote(&all, &mut out);
        assert_eq!(read(&out[1..]), Some(all));
    }
}
