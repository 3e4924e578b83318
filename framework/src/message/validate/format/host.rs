//! Names of hosts, and addresses with them in it.

use super::ip;

/// An e-mail address as the HTML standard has it ("Valid e-mail address"): no quotes, no comments, no letters beyond ASCII.
pub(crate) fn is_email(text: &str) -> bool {
    let is_atom = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty() && local.bytes().all(is_atom) && domain.split('.').all(is_label)
}

/// A name of a host (RFC 1034, 3.5, with digits first as RFC 1123, 2.1, has it); the last label is no number.
pub(crate) fn is_hostname(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253 && text.split('.').all(is_label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// 1 to 63 letters, digits and hyphens, with no hyphen at its ends.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_alphanumeric())
}

/// `example.com:80`, `127.0.0.1:80`, `[::1]:80`.
pub(crate) fn is_host_and_port(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else {
        return false;
    };
    let is_host = match host.strip_prefix('[') {
        Some(rest) => rest
            .strip_suffix(']')
            .is_some_and(|address| ip::is_ip(address, 6)),
        None => is_hostname(host) || ip::is_ip(host, 4),
    };
    is_host && is_port(port)
}

fn is_port(text: &str) -> bool {
    ip::number(text, u16::MAX.into()).is_some()
}
