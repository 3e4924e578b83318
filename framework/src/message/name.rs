//! Names put together at compile time: a generic message is named after its arguments.

/// A string built in a constant, 255 bytes at most.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    bytes: [u8; Self::MAX],
    len: usize,
}

impl Name {
    const MAX: usize = 255;

    /// The parts, one after the other.
    ///
    /// # Panics
    /// In a constant, so at compile time, when the name is longer than 255 bytes.
    pub const fn concat(parts: &[&str]) -> Self {
        let mut name = Self {
            bytes: [0; Self::MAX],
            len: 0,
        };
        let mut p = 0;
        while p < parts.len() {
            let part = parts[p].as_bytes();
            let mut i = 0;
            while i < part.len() {
                assert!(
                    name.len < Self::MAX,
                    "the name of a generic message is longer than 255 bytes"
                );
                name.bytes[name.len] = part[i];
                name.len += 1;
                i += 1;
            }
            p += 1;
        }
        name
    }

    /// The name.
    pub const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(name) => name,
            Err(_) => panic!("parts are whole strings, so their concatenation is UTF-8"),
        }
    }
}
