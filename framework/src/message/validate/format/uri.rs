//! URIs (RFC 3986, with zones in addresses as in RFC 6874).

use super::ip;

/// A URI: it has a scheme.
pub(crate) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme && is_rest(rest, |_| true)
}

/// A URI, or what is relative to one: `../a?b#c`, or nothing.
pub(crate) fn is_uri_ref(text: &str) -> bool {
    // The first segment of a relative path has no colon: it would look like a scheme.
    is_uri(text)
        || is_rest(text, |path| {
            !path.split('/').next().unwrap_or_default().contains(':')
        })
}

/// `//authority/path?query#fragment`, `is_rootless` being asked of a path that does not begin with a slash.
fn is_rest(text: &str, is_rootless: impl Fn(&str) -> bool) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (hierarchy, query) = text.split_once('?').unwrap_or((text, ""));
    let is_path = |path: &str| made_of(path, |byte| is_pchar(byte) || byte == b'/');
    let is_hierarchy = match hierarchy.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority) && is_path(path)
        }
        None => is_path(hierarchy) && (hierarchy.starts_with('/') || is_rootless(hierarchy)),
    };
    let is_tail = |tail: &str| made_of(tail, |byte| is_pchar(byte) || b"/?".contains(&byte));
    is_hierarchy && is_tail(query) && is_tail(fragment)
}

/// `user@host:port`, all but the host being optional, and the host may be empty.
fn is_authority(text: &str) -> bool {
    let (user, host_and_port) = match text.split_once('@') {
        Some((user, rest)) => (user, rest),
        None => ("", text),
    };
    if !made_of(user, |byte| {
        is_unreserved(byte) || is_sub_delim(byte) || byte == b':'
    }) {
        return false;
    }
    let (is_host, port) = match host_and_port.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((literal, port)) => (is_ip_literal(literal), port),
            None => return false,
        },
        None => {
            let (name, port) = host_and_port.split_at(host_and_port.find(':').unwrap_or(host_and_port.len()));
            (is_reg_name(name), port)
        }
    };
    let is_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    is_host && is_port
}

/// What stands between brackets: an address, one with a zone, or one of a version to come.
fn is_ip_literal(text: &str) -> bool {
    if let Some(future) = text.strip_prefix(['v', 'V']) {
        return future.split_once('.').is_some_and(|(version, address)| {
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && address
                    .bytes()
                    .all(|byte| is_unreserved(byte) || is_sub_delim(byte) || byte == b':')
        });
    }
    let (address, zone) = match text.split_once('%') {
        Some((address, zone)) => (address, Some(zone)),
        None => (text, None),
    };
    let is_zone = zone.is_none_or(|zone| {
        zone.strip_prefix("25")
            .is_some_and(|zone| !zone.is_empty() && made_of(zone, is_unreserved) && is_utf8(zone))
    });
    ip::is_ip(address, 6) && is_zone
}

fn is_reg_name(text: &str) -> bool {
    made_of(text, |byte| is_unreserved(byte) || is_sub_delim(byte)) && is_utf8(text)
}

/// Whether what is percent-encoded stands for UTF-8: in a host it must.
fn is_utf8(text: &str) -> bool {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        match rest {
            [b'%', high, low, after @ ..] => {
                decoded.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
            }
            [byte, after @ ..] => {
                decoded.push(*byte);
                rest = after;
            }
            [] => return str::from_utf8(&decoded).is_ok(),
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Whether a text is made of such letters, and of percent-encoded bytes.
fn made_of(text: &str, is: impl Fn(u8) -> bool) -> bool {
    let mut rest = text.as_bytes();
    loop {
        match rest {
            [b'%', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest = after
            }
            [byte, after @ ..] if is(*byte) => rest = after,
            [] => return true,
            _ => return false,
        }
    }
}

fn is_pchar(byte: u8) -> bool {
    is_unreserved(byte) || is_sub_delim(byte) || b":@".contains(&byte)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn is_sub_delim(byte: u8) -> bool {
    b"!$&'()*+,;=".contains(&byte)
}
