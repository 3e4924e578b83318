//! What travels beside the messages: ASCII pairs, and binary ones under keys that end in `-bin`.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

/// The metadata of one direction of a call ("gRPC over HTTP/2", Custom-Metadata).
#[derive(Debug, Clone, Default)]
pub struct Metadata(HeaderMap);

impl Metadata {
    /// The first value of an ASCII key, if it is there and is visible ASCII. Keys are case-insensitive.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    /// The first value of a key that ends in `-bin`, decoded; `None` for one that is not base64.
    pub fn get_bin(&self, key: &str) -> Option<Bytes> {
        let value = self.0.get(key)?.as_bytes();
        decode_bin(joined(value).next().unwrap_or(value))
    }

    /// Every value of a key that ends in `-bin`, decoded; those that are not base64 are left out. Values may be joined
    /// by commas on the way.
    pub fn get_all_bin<'a>(&'a self, key: &str) -> impl Iterator<Item = Bytes> + use<'a> {
        let values = self.0.get_all(key).into_iter();
        values
            .flat_map(|value| joined(value.as_bytes()))
            .filter_map(decode_bin)
    }

    /// Every value of an ASCII key.
    pub fn get_all<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.0
            .get_all(key)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
    }

    /// Every pair with an ASCII value, in no particular order; transport headers included.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(key, value)| Some((key.as_str(), value.to_str().ok()?)))
    }

    pub(crate) fn from_headers(headers: HeaderMap) -> Self {
        Self(headers)
    }

    /// An empty map with the room of this one, which is empty then too.
    pub(crate) fn take_room(&mut self) -> HeaderMap {
        let mut room = std::mem::take(&mut self.0);
        room.clear();
        room
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0
    }

    /// Adds a pair.
    ///
    /// # Errors
    /// What is wrong with it, when it is no valid metadata.
    pub(crate) fn insert(&mut self, key: &str, value: &str) -> Result<(), String> {
        let name = name(key)?;
        if name.as_str().ends_with("-bin") {
            return Err(format!("metadata `{key}` is binary by its name: give its bytes"));
        }
        let value = ascii(key, value)?;
        self.0.append(name, value);
        Ok(())
    }

    /// Adds a pair whose key ends in `-bin`.
    ///
    /// # Errors
    /// What is wrong with it, when it is no valid metadata.
    pub(crate) fn insert_bin(&mut self, key: &str, value: &[u8]) -> Result<(), String> {
        let name = name(key)?;
        if !name.as_str().ends_with("-bin") {
            return Err(format!(
                "metadata `{key}` is binary, so its key has to end in `-bin`"
            ));
        }
        self.0.append(name, encode_bin(value));
        Ok(())
    }

    /// Puts every pair of `other` here in place of what the same key had.
    pub(crate) fn replace_with(&mut self, other: &Self) {
        for key in other.0.keys() {
            self.0.remove(key);
        }
        for (key, value) in &other.0 {
            self.0.append(key.clone(), value.clone());
        }
    }
}

fn name(key: &str) -> Result<HeaderName, String> {
    let name = HeaderName::from_bytes(key.as_bytes())
        .map_err(|_| format!("metadata key {key:?} is not a valid header name"))?;
    if is_reserved(name.as_str()) {
        return Err(format!("metadata key `{key}` belongs to gRPC itself"));
    }
    Ok(name)
}

fn ascii(key: &str, value: &str) -> Result<HeaderValue, String> {
    if !value.bytes().all(|byte| (0x20..=0x7e).contains(&byte)) {
        return Err(format!(
            "the value of metadata `{key}` is not printable ASCII: use a key that ends in `-bin`"
        ));
    }
    HeaderValue::from_str(value)
        .map_err(|_| format!("the value of metadata `{key}` is not a valid header value"))
}

/// Header names that the protocol itself writes.
pub(crate) fn is_reserved(name: &str) -> bool {
    name.starts_with("grpc-")
        && !matches!(
            name,
            "grpc-trace-bin" | "grpc-tags-bin" | "grpc-previous-rpc-attempts" | "grpc-retry-pushback-ms"
        )
        || matches!(
            name,
            "te" | "content-type"
                | "content-length"
                | "host"
                | "connection"
                | "transfer-encoding"
                | "user-agent"
                | "keep-alive"
                | "proxy-connection"
                | "upgrade"
                | "trailer"
        )
}

/// Base64, as the specification wants it for sending.
fn encode_bin(bytes: &[u8]) -> HeaderValue {
    let mut metadata = tonic::metadata::MetadataMap::new();
    metadata.insert_bin("value-bin", tonic::metadata::MetadataValue::from_bytes(bytes));
    let mut headers = metadata.into_headers();
    headers
        .remove("value-bin")
        .unwrap_or_else(|| HeaderValue::from_static(""))
}

/// The values that a header holds: base64 has no commas.
fn joined(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

/// Base64 with or without padding, as the specification wants for receiving.
fn decode_bin(text: &[u8]) -> Option<Bytes> {
    let mut headers = HeaderMap::with_capacity(1);
    headers.insert(
        HeaderName::from_static("value-bin"),
        HeaderValue::from_bytes(text).ok()?,
    );
    let metadata = tonic::metadata::MetadataMap::from_headers(headers);
    metadata.get_bin("value-bin")?.to_bytes().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_round_trips_and_padding_is_optional() {
        let mut metadata = Metadata::default();
        metadata.insert_bin("trace-bin", &[1, 2, 255, 0]).expect("valid");
        assert_eq!(
            metadata.get_bin("trace-bin").as_deref(),
            Some(&[1u8, 2, 255, 0][..])
        );
        assert_eq!(decode_bin(b"AQI=").as_deref(), Some(&[1u8, 2][..]));
        assert_eq!(decode_bin(b"AQI").as_deref(), Some(&[1u8, 2][..]));
        assert_eq!(decode_bin(b"A!"), None);
    }

    #[test]
    fn binary_values_may_be_joined_by_commas() {
        let mut headers = HeaderMap::new();
        headers.append("a-bin", HeaderValue::from_static("AQI=,Aw, !, "));
        headers.append("a-bin", HeaderValue::from_static("BA"));
        let metadata = Metadata::from_headers(headers);
        assert_eq!(metadata.get_bin("a-bin").as_deref(), Some(&[1u8, 2][..]));
        let all: Vec<_> = metadata.get_all_bin("a-bin").collect();
        assert_eq!(all, [&[1u8, 2][..], &[3], &[], &[4]]);
        assert_eq!(metadata.get_all_bin("b-bin").count(), 0);
    }

    #[test]
    fn refuses_what_is_no_header_or_not_the_users() {
        let mut metadata = Metadata::default();
        for (key, value) in [
            ("grpc-status", "0"),
            ("a b", "x"),
            ("x", "naïve"),
            ("x-bin", "x"),
            ("X-BIN", "x"),
            ("x", "a\nb"),
        ] {
            assert!(metadata.insert(key, value).is_err(), "{key}: {value}");
        }
        assert!(metadata.insert("Authorization", "Bearer x").is_ok());
        assert_eq!(metadata.get("authorization"), Some("Bearer x"));
    }
}
