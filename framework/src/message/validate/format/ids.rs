//! UUIDs and ULIDs.

/// Eight, four, four, four and twelve hexadecimal digits (RFC 9562).
pub(crate) fn is_uuid(text: &str) -> bool {
    let lens = text.split('-').map(str::len);
    lens.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// A UUID without hyphens.
pub(crate) fn is_tuuid(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// 26 letters of Crockford's base 32, 128 bits in all.
pub(crate) fn is_ulid(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() && !b"ILOU".contains(&byte.to_ascii_uppercase());
    text.len() == 26
        && text.bytes().all(is_letter)
        && text.starts_with(|first: char| ('0'..='7').contains(&first))
}
