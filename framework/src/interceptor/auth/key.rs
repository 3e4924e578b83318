//! What tokens are verified with.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::crypto::{self, rust_crypto};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Map, Value};
use tonic::Status;

use super::claims::Claims;
use super::pem::{self, Kind};
use crate::error::Error;

/// By how much the clocks of who signs and who verifies may differ, in seconds.
const LEEWAY: u64 = 5;

/// The shortest secret for HS256, in bytes (RFC 7518, section 3.2).
const MIN_SECRET_LEN: usize = 32;

/// The shortest RSA modulus, in bytes (RFC 7518, section 3.3).
const MIN_RSA_LEN: usize = 2048 / 8;

/// The key that tokens are verified with, provided to a server with `Server::provide`.
///
/// It fixes the algorithm: HS256 for a secret, RS256 for an RSA key and ES256 for an elliptic one. What a token says
/// of its algorithm never chooses how it is verified.
///
/// ```
/// use std::time::Duration;
/// use traitwire::{AuthKey, Claims};
///
/// let key = AuthKey::hs256("a secret that has 32 bytes or more")?;
/// let token = key.sign(&Claims::new("alice", Duration::from_secs(3600)).role("admin"))?;
/// println!("authorization: Bearer {token}");
/// # Ok::<(), traitwire::Error>(())
/// ```
#[derive(Clone)]
pub struct AuthKey(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    algorithm: Algorithm,
    verifying: DecodingKey,
    signing: Option<EncodingKey>,
    validation: Validation,
}

impl AuthKey {
    /// A secret that who signs and who verifies share (HS256), of 32 bytes or more (RFC 7518, section 3.2);
    /// [`random_secret`](Self::random_secret) makes one. A shorter one works, and is warned of: `tracing`'s WARN.
    ///
    /// # Errors
    /// When it is empty, or a PEM file.
    pub fn hs256(secret: impl AsRef<[u8]>) -> Result<Self, Error> {
        let secret = secret.as_ref();
        if secret.is_empty() {
            return Err(Error::new("the secret is empty: anybody could sign with it"));
        }
        if pem::is_pem(secret) {
            return Err(Error::new(
                "the secret is a PEM file: `AuthKey::pem` takes a public key (`@file.pem` on a command line)",
            ));
        }
        if secret.len() < MIN_SECRET_LEN {
            tracing::warn!(
                "the secret of HS256 has {} bytes, and RFC 7518 wants {MIN_SECRET_LEN} or more: whoever has one token can \
                 try secrets until one fits",
                secret.len()
            );
        }
        Self::new(
            Algorithm::HS256,
            DecodingKey::from_secret(secret),
            Some(EncodingKey::from_secret(secret)),
        )
    }

    /// A public key as PEM: RSA of 2048 to 4096 bits (RS256), or elliptic on P-256 (ES256).
    ///
    /// # Errors
    /// When it is another thing, or a private key.
    pub fn pem(public_key: impl AsRef<[u8]>) -> Result<Self, Error> {
        let text = public_key.as_ref();
        pem::expect(text, Kind::Public)?;
        if let Ok(key) = DecodingKey::from_ec_pem(text) {
            return Self::new(Algorithm::ES256, key, None);
        }
        let key = DecodingKey::from_rsa_pem(text).map_err(|_| neither(Kind::Public))?;
        Self::new(Algorithm::RS256, key, None)
    }

    /// A private key as PEM (PKCS#8, or PKCS#1 for RSA), to sign tokens with. It verifies them too, but a server
    /// needs the public half only: [`pem`](Self::pem).
    ///
    /// # Errors
    /// When it is another thing.
    pub fn private_pem(private_key: impl AsRef<[u8]>) -> Result<Self, Error> {
        let text = private_key.as_ref();
        pem::expect(text, Kind::Private)?;
        use_our_crypto();
        let (algorithm, key) = match EncodingKey::from_ec_pem(text) {
            Ok(key) => (Algorithm::ES256, key),
            Err(_) => {
                let key = EncodingKey::from_rsa_pem(text).map_err(|_| neither(Kind::Private))?;
                (Algorithm::RS256, key)
            }
        };
        let public = Jwk::from_encoding_key(&key, algorithm)
            .and_then(|jwk| DecodingKey::from_jwk(&jwk))
            .map_err(|error| unusable(algorithm, &error))?;
        Self::new(algorithm, public, Some(key))
    }

    /// What a command line says: a secret itself, or `@` and the path of a PEM file with a public key.
    ///
    /// # Errors
    /// When the file cannot be read, or holds another thing.
    pub fn from_arg(arg: &str) -> Result<Self, Error> {
        Self::read(arg, Self::pem)
    }

    /// As [`from_arg`](Self::from_arg), for a command that signs: the PEM file holds the private key.
    ///
    /// # Errors
    /// When the file cannot be read, or holds another thing.
    pub fn from_signing_arg(arg: &str) -> Result<Self, Error> {
        Self::read(arg, Self::private_pem)
    }

    /// A new secret for [`hs256`](Self::hs256): 256 random bits as 64 hexadecimal digits.
    ///
    /// # Errors
    /// When the operating system has no random bits.
    pub fn random_secret() -> Result<String, Error> {
        let mut bits = [0; 32];
        getrandom::getrandom(&mut bits).map_err(Error::other)?;
        Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The same key, for tokens that are meant for this audience: the claim `aud` has to be there and name it.
    #[must_use]
    pub fn audience(mut self, audience: &str) -> Self {
        let validation = &mut Arc::make_mut(&mut self.0).validation;
        validation.set_audience(&[audience]);
        validation.required_spec_claims.insert("aud".to_owned());
        self
    }

    /// The same key, for tokens of this issuer: the claim `iss` has to be there and be it.
    #[must_use]
    pub fn issuer(mut self, issuer: &str) -> Self {
        let validation = &mut Arc::make_mut(&mut self.0).validation;
        validation.set_issuer(&[issuer]);
        validation.required_spec_claims.insert("iss".to_owned());
        self
    }

    /// A token that says `claims`: for development and tests, and for those who issue tokens themselves.
    ///
    /// # Errors
    /// When the key is a public one.
    pub fn sign(&self, claims: &Claims) -> Result<String, Error> {
        let signing = self.0.signing.as_ref().ok_or_else(|| {
            Error::new("a public key does not sign: tokens are signed with `AuthKey::private_pem`")
        })?;
        jsonwebtoken::encode(&Header::new(self.0.algorithm), &claims.to_payload(), signing)
            .map_err(Error::other)
    }

    /// Who bears this token.
    ///
    /// # Errors
    /// UNAUTHENTICATED, with what is wrong in general terms.
    pub(super) fn verify(&self, token: &str) -> Result<Claims, Status> {
        let Inner {
            verifying,
            validation,
            ..
        } = &*self.0;
        let token = jsonwebtoken::decode::<Map<String, Value>>(token, verifying, validation)
            .map_err(|error| Status::unauthenticated(refusal(error.kind())))?;
        // RFC 7515, section 4.1.11: extensions that have to be understood, of which we understand none.
        if token.header.crit.is_some() {
            return Err(Status::unauthenticated(
                "the token asks for extensions that are not known here",
            ));
        }
        Claims::from_payload(token.claims)
            .ok_or_else(|| Status::unauthenticated("the token does not say who its bearer is (`sub`)"))
    }

    /// Whether the two are one and the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    fn read(arg: &str, from_pem: impl FnOnce(Vec<u8>) -> Result<Self, Error>) -> Result<Self, Error> {
        match arg.strip_prefix('@') {
            None => Self::hs256(arg),
            Some(path) => std::fs::read(path)
                .map_err(|error| Error::other(error).context("it cannot be read"))
                .and_then(from_pem)
                .map_err(|error| error.context(format_args!("the key in `{path}`"))),
        }
    }

    fn new(
        algorithm: Algorithm,
        verifying: DecodingKey,
        signing: Option<EncodingKey>,
    ) -> Result<Self, Error> {
        use_our_crypto();
        check(algorithm, &verifying)?;
        let mut validation = Validation::new(algorithm);
        validation.leeway = LEEWAY;
        validation.validate_nbf = true;
        validation.required_spec_claims = ["exp", "sub"].map(str::to_owned).into();
        Ok(Self(Arc::new(Inner {
            algorithm,
            verifying,
            signing,
            validation,
        })))
    }
}

/// The algorithm; the key itself is nobody's business.
impl fmt::Debug for AuthKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthKey({:?})", self.0.algorithm)
    }
}

/// Chooses what jsonwebtoken computes with, unless the program already has.
///
/// Left to itself it panics at the first token where another crate turned a second implementation on. It is asked
/// here, with the first key, so that no caller can be the first.
fn use_our_crypto() {
    let _ = rust_crypto::DEFAULT_PROVIDER.install_default();
}

/// Tries the key, so that what is wrong with it is said at the start and not at the first token.
fn check(algorithm: Algorithm, key: &DecodingKey) -> Result<(), Error> {
    crypto::verify("", b"", key, algorithm).map_err(|error| unusable(algorithm, &error))?;
    if algorithm != Algorithm::RS256 {
        return Ok(());
    }
    let len = match &key.kind() {
        jsonwebtoken::DecodingKeyKind::RsaModulusExponent { n, .. } => n.len(),
        jsonwebtoken::DecodingKeyKind::SecretOrDer(_) => {
            let jwk =
                Jwk::from_decoding_key(key, Some(algorithm)).map_err(|error| unusable(algorithm, &error))?;
            match jwk.algorithm {
                // In base64url without padding.
                AlgorithmParameters::RSA(rsa) => rsa.n.len() * 3 / 4,
                _ => 0,
            }
        }
    };
    if len < MIN_RSA_LEN {
        return Err(Error::new(format!(
            "an RSA key of {} bits is too short: RS256 wants 2048 or more",
            len * 8
        )));
    }
    Ok(())
}

fn neither(kind: Kind) -> Error {
    Error::new(format!(
        "it holds a {} that is neither RSA (RS256) nor elliptic (ES256), or is damaged",
        kind.name()
    ))
}

fn unusable(algorithm: Algorithm, error: &jsonwebtoken::errors::Error) -> Error {
    let wanted = match algorithm {
        Algorithm::ES256 => "an elliptic key has to be on the curve P-256 (`prime256v1`)",
        _ => "an RSA key has to have 2048 to 4096 bits",
    };
    Error::new(format!(
        "the key cannot be used for {algorithm:?}: {wanted} ({error})"
    ))
}

/// What is wrong with a token, without a word from it.
fn refusal(error: &ErrorKind) -> &'static str {
    match error {
        ErrorKind::ExpiredSignature => "the token has expired",
        ErrorKind::ImmatureSignature => "the token is not valid yet",
        ErrorKind::InvalidSignature => "the token is not signed with the key of this server",
        ErrorKind::InvalidAlgorithm => "the token is signed with an algorithm that is not accepted here",
        ErrorKind::InvalidAudience => "the token is meant for another audience",
        ErrorKind::InvalidIssuer => "the token is of another issuer",
        ErrorKind::MissingRequiredClaim(claim) => match claim.as_str() {
            "exp" => "the token does not say when it expires (`exp`)",
            "sub" => "the token does not say who its bearer is (`sub`)",
            "aud" => "the token does not say for whom it is meant (`aud`)",
            _ => "the token lacks a claim",
        },
        _ => "the token is malformed",
    }
}

#[cfg(test)]
mod tests;
