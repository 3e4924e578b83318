//! PEM, from a file or from memory.

use std::fmt;
use std::hash::{Hash as _, Hasher};
use std::path::PathBuf;

use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::error::Error;

/// Where PEM is.
#[derive(Clone)]
pub(super) enum Pem {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Pem {
    /// The certificates; at least one.
    ///
    /// # Errors
    /// A file that cannot be read, or no certificate in it.
    pub(super) fn certificates(&self, of: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(&self.read(of)?)
            .collect::<Result<_, _>>()
            .map_err(|error| self.malformed(of, &error))?;
        if certificates.is_empty() {
            return Err(Error::new(format!(
                "there is no certificate in {}, {of}: it wants PEM, which begins with `-----BEGIN CERTIFICATE-----`",
                self.name()
            )));
        }
        Ok(certificates)
    }

    /// The first private key.
    ///
    /// # Errors
    /// A file that cannot be read, or no key in it.
    pub(super) fn key(&self, of: &str) -> Result<PrivateKeyDer<'static>, Error> {
        PrivateKeyDer::from_pem_slice(&self.read(of)?).map_err(|error| match error {
            pem::Error::NoItemsFound => Error::new(format!(
                "there is no private key in {}, {of}: it wants PEM, which begins with `-----BEGIN PRIVATE KEY-----`, and \
                 one that is not encrypted",
                self.name()
            )),
            error => self.malformed(of, &error),
        })
    }

    /// Adds to `hasher` what there is to read, or that it cannot be read.
    pub(super) fn hash(&self, hasher: &mut impl Hasher) {
        match self {
            Self::File(path) => std::fs::read(path).ok().hash(hasher),
            Self::Bytes(_) => {}
        }
    }

    /// Whether it may change.
    pub(super) fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// How a message names it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => format!("`{}`", path.display()),
            Self::Bytes(_) => "the PEM given".to_owned(),
        }
    }

    fn read(&self, of: &str) -> Result<Vec<u8>, Error> {
        match self {
            Self::File(path) => std::fs::read(path).map_err(|error| {
                Error::other(error).context(format_args!("cannot read {}, {of}", self.name()))
            }),
            Self::Bytes(bytes) => Ok(bytes.clone()),
        }
    }

    fn malformed(&self, of: &str, error: &pem::Error) -> Error {
        Error::new(format!("{}, {of}, is no PEM: {error}", self.name()))
    }
}

/// Never what it says: it may be a key.
impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}
