//! Names of protobuf.

/// `acme.user.v1.User`
pub(crate) fn is_fqn(text: &str) -> bool {
    text.split('.').all(|part| {
        !part.is_empty()
            && !part.starts_with(|first: char| first.is_ascii_digit())
            && part
                .bytes()
                .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
    })
}

/// `.acme.user.v1.User`
pub(crate) fn is_dot_fqn(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(is_fqn)
}
