//! Who a peer has proved to be, by its certificate.

use std::fmt;

/// What the certificate of a peer says, once TLS has verified it against the server's roots.
///
/// It says who calls, not what they may do: an interceptor decides that.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) common_name: Option<String>,
    pub(crate) dns_names: Vec<String>,
    pub(crate) uris: Vec<String>,
}

impl Identity {
    /// The certificates as they were sent, in DER; the peer's own is the first.
    pub fn chain(&self) -> impl Iterator<Item = &[u8]> {
        self.chain.iter().map(Vec::as_slice)
    }

    /// The subject's common name, where it has one. Alternative names have replaced it: trust it only where your own
    /// authority issues it.
    pub fn common_name(&self) -> Option<&str> {
        self.common_name.as_deref()
    }

    /// The alternative names that are DNS names, `*.example.com` included.
    pub fn dns_names(&self) -> impl Iterator<Item = &str> {
        self.dns_names.iter().map(String::as_str)
    }

    /// The alternative names that are URIs.
    pub fn uris(&self) -> impl Iterator<Item = &str> {
        self.uris.iter().map(String::as_str)
    }

    /// The SPIFFE ID (SPIFFE X509-SVID, 2): the only URI, where it begins with `spiffe://`.
    pub fn spiffe_id(&self) -> Option<&str> {
        match &self.uris[..] {
            [uri] if uri.starts_with("spiffe://") => Some(uri),
            _ => None,
        }
    }
}

/// Of the certificates, how long each is.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            chain,
            common_name,
            dns_names,
            uris,
        } = self;
        let lengths: Vec<_> = chain
            .iter()
            .map(|certificate| format!("{} bytes", certificate.len()))
            .collect();
        f.debug_struct("Identity")
            .field("chain", &format_args!("[{}]", lengths.join(", ")))
            .field("common_name", common_name)
            .field("dns_names", dns_names)
            .field("uris", uris)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_certificate_is_printed() {
        let identity = Identity {
            chain: vec![vec![48; 700], vec![48; 20]],
            common_name: Some("alice".to_owned()),
            dns_names: Vec::new(),
            uris: Vec::new(),
        };
        assert_eq!(
            format!("{identity:?}"),
            "Identity { chain: [700 bytes, 20 bytes], common_name: Some(\"alice\"), dns_names: [], uris: [] }"
        );
    }
}
