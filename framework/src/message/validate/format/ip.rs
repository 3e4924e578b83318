//! Addresses of IP, and blocks of them.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An address of version 4 or 6, of either for 0; one of version 6 may have a zone (`fe80::1%eth0`, RFC 4007).
pub(crate) fn is_ip(text: &str, version: u8) -> bool {
    let is_v4 = || text.parse::<Ipv4Addr>().is_ok();
    let is_v6 = || {
        let address = match text.split_once('%') {
            Some((_, "")) => return false,
            Some((address, _)) => address,
            None => text,
        };
        address.parse::<Ipv6Addr>().is_ok()
    };
    match version {
        4 => is_v4(),
        6 => is_v6(),
        _ => is_v4() || is_v6(),
    }
}

/// An address with the length of its prefix, `10.1.2.3/8`; where `strict`, nothing follows the prefix, `10.0.0.0/8`.
pub(crate) fn is_prefix(text: &str, version: u8, strict: bool) -> bool {
    let Some((address, len)) = text.split_once('/') else {
        return false;
    };
    let is_v4 = || match (address.parse::<Ipv4Addr>(), number(len, 32)) {
        (Ok(address), Some(len)) => !strict || is_clear(u128::from(address.to_bits()), 32 - len),
        _ => false,
    };
    let is_v6 = || match (address.parse::<Ipv6Addr>(), number(len, 128)) {
        (Ok(address), Some(len)) => !strict || is_clear(address.to_bits(), 128 - len),
        _ => false,
    };
    match version {
        4 => is_v4(),
        6 => is_v6(),
        _ => is_v4() || is_v6(),
    }
}

/// Whether the last `n` bits are zero.
fn is_clear(bits: u128, n: u32) -> bool {
    bits.trailing_zeros() >= n
}

/// A decimal number of at most `max`, without a zero in front.
pub(super) fn number(text: &str, max: u32) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|value| plain && *value <= max)
}
