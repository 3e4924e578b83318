//! An authority that issues certificates, and clients that trust it.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    SanType,
};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};

/// An authority of its own.
pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, in PEM.
#[derive(Clone)]
pub(super) struct Issued {
    pub(super) chain: String,
    pub(super) key: String,
}

impl Issued {
    /// The certificate in DER.
    pub(super) fn der(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_slice(self.chain.as_bytes()).expect("a certificate")
    }
}

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "an authority");
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("an authority"))
    }

    /// Its own certificate, in PEM.
    pub(super) fn root(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a server on this machine.
    pub(super) fn server(&self) -> Issued {
        let mut params =
            CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("names");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.issue(params)
    }

    /// A certificate for a caller.
    pub(super) fn client(&self, name: &str, uri: &str) -> Issued {
        let mut params = CertificateParams::new([format!("{name}.example")]).expect("names");
        params.distinguished_name.push(DnType::CommonName, name);
        params
            .subject_alt_names
            .push(SanType::URI(uri.try_into().expect("ASCII")));
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.issue(params)
    }

    fn issue(&self, params: CertificateParams) -> Issued {
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Issued {
            chain: certificate.pem(),
            key: key.serialize_pem(),
        }
    }

    /// A channel that trusts this authority, with a certificate or without.
    ///
    /// # Errors
    /// No connection.
    pub(super) async fn channel(
        &self,
        url: &str,
        own: Option<&Issued>,
    ) -> Result<Channel, tonic::transport::Error> {
        let mut tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(self.root()));
        if let Some(own) = own {
            tls = tls.identity(Identity::from_pem(&own.chain, &own.key));
        }
        let endpoint = Endpoint::from_shared(url.to_owned()).expect("an address");
        endpoint.tls_config(tls)?.connect().await
    }

    /// A connection of plain TLS that trusts this authority.
    ///
    /// # Errors
    /// No TLS.
    pub(super) async fn connect(
        &self,
        addr: &str,
        protocols: &[&[u8]],
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        let root = CertificateDer::from_pem_slice(self.root().as_bytes()).expect("a certificate");
        roots.add(root).expect("a root");
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        let name = ServerName::try_from("localhost").expect("a name");
        let stream = TcpStream::connect(addr).await?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    }

    /// The certificate that a server shows a new connection.
    pub(super) async fn shown(&self, addr: &str) -> CertificateDer<'static> {
        let stream = self.connect(addr, &[b"h2"]).await.expect("TLS");
        let chain = stream.get_ref().1.peer_certificates().expect("a certificate");
        chain[0].clone().into_owned()
    }
}

/// The key can be read: what `Issued` says is PEM.
#[test]
fn what_is_issued_can_be_read() {
    let issued = Authority::new().server();
    assert!(PrivateKeyDer::from_pem_slice(issued.key.as_bytes()).is_ok());
    assert!(!issued.der().is_empty());
}
