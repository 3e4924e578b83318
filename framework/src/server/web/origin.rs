//! Origins, as browsers write them.

use http::HeaderValue;

use crate::error::Error;

/// An origin (RFC 6454, 6.2): scheme, host and port, the port left out where it is the scheme's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin(HeaderValue);

impl Origin {
    /// Reads one.
    ///
    /// # Errors
    /// When it is written otherwise than browsers do: they would never be found equal.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let written = text.to_ascii_lowercase();
        let is_origin = written
            .split_once("://")
            .is_some_and(|(scheme, host)| !scheme.is_empty() && is_host(host));
        match HeaderValue::try_from(&written) {
            Ok(value) if is_origin => Ok(Self(value)),
            _ => Err(Error::new(format!(
                "{text:?} is no origin: write it as browsers do, `https://app.example.com` or `http://localhost:8080`, \
                 without a path"
            ))),
        }
    }

    /// Whether a request comes from it.
    pub(super) fn is(&self, origin: &HeaderValue) -> bool {
        self.0 == origin
    }
}

fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        for good in [
            "https://app.example.com",
            "http://localhost:8080",
            "http://[::1]:80",
            "HTTPS://App.Example.com",
            "chrome-extension://abc",
        ] {
            let origin = Origin::parse(good).expect(good);
            assert!(origin.is(&HeaderValue::try_from(good.to_lowercase()).expect("ASCII")));
            assert!(!origin.is(&HeaderValue::from_static("null")));
        }
        for bad in [
            "",
            "*",
            "null",
            "app.example.com",
            "https://",
            "https://a/",
            "https://a b",
            "https://é",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad}");
        }
    }
}
