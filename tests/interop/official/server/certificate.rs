//! A certificate for this machine, which lasts as long as its server.

use rcgen::{CertificateParams, KeyPair};
use traitwire::server::Tls;

/// The certificate in PEM, which is its own authority, and TLS with it.
///
/// # Errors
/// When there is no randomness for a key.
pub(crate) fn make() -> Result<(String, Tls), rcgen::Error> {
    let key = KeyPair::generate()?;
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names)?.self_signed(&key)?;
    let pem = certificate.pem();
    let tls = Tls::from_pem(pem.clone(), key.serialize_pem());
    Ok((pem, tls))
}
