//! What a certificate says of whom.

use tokio_rustls::rustls::pki_types::CertificateDer;
use webpki::EndEntityCert;

use super::subject::common_name;
use crate::rpc::Identity;

/// Reads a chain that has been verified. `None` for an empty one.
pub(super) fn read(chain: &[CertificateDer<'_>]) -> Option<Identity> {
    let own = chain.first()?;
    let mut identity = Identity {
        chain: chain.iter().map(|certificate| certificate.to_vec()).collect(),
        common_name: None,
        dns_names: Vec::new(),
        uris: Vec::new(),
    };
    // Verified, so it can be read.
    if let Ok(own) = EndEntityCert::try_from(own) {
        identity.common_name = common_name(own.subject());
        identity.dns_names = own.valid_dns_names().map(str::to_owned).collect();
        identity.uris = own.valid_uri_names().map(str::to_owned).collect();
    }
    Some(identity)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair, SanType};

    use super::*;

    fn identity(params: CertificateParams) -> Identity {
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        read(&[certificate.der().clone()]).expect("one")
    }

    #[test]
    fn names_of_all_kinds() {
        let mut params =
            CertificateParams::new(["a.example".to_owned(), "*.b.example".to_owned()]).expect("names");
        params.distinguished_name.push(DnType::OrganizationName, "Acme");
        params.distinguished_name.push(DnType::CommonName, "Größe");
        let uri = "spiffe://example.org/ns/a/sa/b";
        params
            .subject_alt_names
            .push(SanType::URI(uri.try_into().expect("ASCII")));
        let identity = identity(params);
        assert_eq!(identity.common_name(), Some("Größe"));
        assert_eq!(
            identity.dns_names().collect::<Vec<_>>(),
            ["a.example", "*.b.example"]
        );
        assert_eq!(identity.uris().collect::<Vec<_>>(), [uri]);
        assert_eq!(identity.spiffe_id(), Some(uri));
        assert_eq!(identity.chain().count(), 1);
    }

    #[test]
    fn two_uris_are_no_spiffe_id() {
        let mut params = CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for uri in ["spiffe://example.org/a", "spiffe://example.org/b"] {
            params
                .subject_alt_names
                .push(SanType::URI(uri.try_into().expect("ASCII")));
        }
        let identity = identity(params);
        assert_eq!(identity.spiffe_id(), None);
        assert_eq!(identity.uris().count(), 2);
        assert_eq!(identity.common_name(), None);
    }

    #[test]
    fn no_certificate_is_nobody() {
        assert_eq!(read(&[]), None);
    }
}
