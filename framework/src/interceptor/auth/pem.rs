//! What kind of thing a PEM file holds (RFC 7468).

use crate::error::Error;

/// Refuses text which is not one block with one of these labels, and says what to do about it.
///
/// # Errors
/// What it is instead.
pub(super) fn expect(text: &[u8], kind: Kind) -> Result<(), Error> {
    let labels = labels(text);
    let [label] = &labels[..] else {
        return Err(Error::new(match &labels[..] {
            [] => format!(
                "there is no PEM block in it; it has to begin with `-----BEGIN {}-----`",
                kind.labels()[0]
            ),
            _ => format!(
                "it holds {} PEM blocks ({}), and has to hold the {} alone",
                labels.len(),
                labels.join(", "),
                kind.name()
            ),
        }));
    };
    if kind.labels().contains(&label.as_str()) {
        return Ok(());
    }
    let remedy = match label.as_str() {
        "CERTIFICATE" => "`openssl x509 -in FILE -pubkey -noout` prints its public key",
        "ENCRYPTED PRIVATE KEY" => "`openssl pkey -in FILE` decrypts it",
        "EC PRIVATE KEY" if kind == Kind::Private => {
            "`openssl pkcs8 -topk8 -nocrypt -in FILE` writes it as `PRIVATE KEY`"
        }
        label if label.ends_with("PRIVATE KEY") => {
            "tokens are verified with the public key, and the private one does not belong on a server: `openssl pkey \
             -in FILE -pubout` prints the public key"
        }
        _ if kind == Kind::Private => "tokens are signed with the private key",
        _ => "it has to be `PUBLIC KEY` or `RSA PUBLIC KEY`",
    };
    Err(Error::new(format!(
        "it holds a `{label}`, not a {}: {remedy}",
        kind.name()
    )))
}

/// Which half of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Public,
    Private,
}

impl Kind {
    fn labels(self) -> [&'static str; 2] {
        match self {
            Self::Public => ["PUBLIC KEY", "RSA PUBLIC KEY"],
            Self::Private => ["PRIVATE KEY", "RSA PRIVATE KEY"],
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Public => "public key",
            Self::Private => "private key",
        }
    }
}

/// Whether it is PEM, of whatever kind.
pub(super) fn is_pem(text: &[u8]) -> bool {
    !labels(text).is_empty()
}

fn labels(text: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(text)
        .lines()
        .filter_map(|line| line.trim().strip_prefix("-----BEGIN ")?.strip_suffix("-----"))
        .map(str::to_owned)
        .collect()
}
