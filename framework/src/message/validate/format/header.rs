//! Names and values of HTTP headers (RFC 9110, 5.5 and 5.6.2). What is not strict refuses NUL and the ends of lines only.

/// Of a name that is not empty; a pseudo-header begins with a colon.
pub(crate) fn is_name(text: &str, strict: bool) -> bool {
    if !strict {
        return !text.contains(['\0', '\n', '\r']);
    }
    let rest = text.strip_prefix(':').unwrap_or(text);
    // protovalidate's `+-.` is a range, which has the comma in it.
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+,-.^_|~`".contains(&byte);
    !rest.is_empty() && rest.bytes().all(is_letter)
}

/// Of a value.
pub(crate) fn is_value(text: &str, strict: bool) -> bool {
    if !strict {
        return !text.contains(['\0', '\n', '\r']);
    }
    text.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control())
}
