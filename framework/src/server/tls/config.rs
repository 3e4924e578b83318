//! From PEM to rustls's configuration.

use std::sync::Arc;

use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::server::{ClientCertVerifierBuilder, WebPkiClientVerifier};
use tokio_rustls::rustls::{self, InconsistentKeys, RootCertStore, ServerConfig};

use super::{ClientAuth, Tls};
use crate::error::Error;

/// What is spoken inside (RFC 7301), the best first.
#[cfg(not(feature = "http1"))]
const PROTOCOLS: &[&[u8]] = &[b"h2"];
#[cfg(feature = "http1")]
const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];

impl Tls {
    /// Reads everything.
    ///
    /// # Errors
    /// What is missing, malformed or does not belong together, and what to do about it.
    pub(super) fn config(&self) -> Result<Arc<ServerConfig>, Error> {
        // Ours by name: another crate of the program may have made another provider the default, or none.
        let provider = Arc::new(ring::default_provider());
        let chain = self.chain.certificates("the certificate of the server")?;
        let key = self.key.key("the private key of the server")?;
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(unusable)?;
        let builder = match &self.client_auth {
            Some(auth) => builder.with_client_cert_verifier(
                auth.verifier(provider)?
                    .build()
                    .map_err(|error| Error::other(error).context("callers cannot be verified"))?,
            ),
            None => builder.with_no_client_auth(),
        };
        let mut config = builder
            .with_single_cert(chain, key)
            .map_err(|error| self.mismatch(error))?;
        config.alpn_protocols = PROTOCOLS.iter().map(|protocol| protocol.to_vec()).collect();
        Ok(Arc::new(config))
    }

    fn mismatch(&self, error: rustls::Error) -> Error {
        match error {
            rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => Error::new(format!(
                "{} is not the private key of the certificate in {}: they are made together, and the certificate of \
                 the server comes first in its file",
                self.key.name(),
                self.chain.name()
            )),
            error => unusable(error),
        }
    }
}

impl ClientAuth {
    fn verifier(&self, provider: Arc<CryptoProvider>) -> Result<ClientCertVerifierBuilder, Error> {
        let of = "the roots of the callers' certificates";
        let mut roots = RootCertStore::empty();
        for root in self.roots.certificates(of)? {
            roots.add(root).map_err(|error| {
                Error::other(error).context(format_args!("{}, {of}, cannot be used", self.roots.name()))
            })?;
        }
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        Ok(if self.required {
            verifier
        } else {
            verifier.allow_unauthenticated()
        })
    }
}

fn unusable(error: rustls::Error) -> Error {
    Error::other(error).context("the certificate of the server cannot be used")
}
