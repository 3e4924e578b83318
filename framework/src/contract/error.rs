//! Why a contract cannot be written, or is not kept.

use std::fmt::{self, Write as _};
use std::io;
use std::path::Path;

use prost_types::FileDescriptorProto;

use crate::schema::compat::Change;
use crate::schema::link::LinkError;

/// A contract cannot be written, or the code does not keep it. The message says what to do.
#[derive(Debug)]
pub struct ContractError {
    kind: ContractErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContractErrorKind {
    /// The binary has no services.
    NoServices,
    /// The records of the services do not link.
    Link,
    /// A file cannot be read or written.
    Io,
    /// There is no contract in the directory.
    Missing,
    /// `contract.binpb` is no descriptor set.
    Unreadable,
    /// `emit` would break what is committed.
    Breaking,
    /// The code and the contract differ.
    Differs,
}

impl ContractError {
    /// What kind of thing is wrong.
    pub fn kind(&self) -> ContractErrorKind {
        self.kind
    }

    fn new(kind: ContractErrorKind, message: String) -> Self {
        Self {
            kind,
            message,
            source: None,
        }
    }

    pub(super) fn no_services() -> Self {
        Self::new(
            ContractErrorKind::NoServices,
            "this binary has no services: a crate that nothing is used of is not linked, so name the crate that \
             declares them (`use api as _;`)"
                .to_owned(),
        )
    }

    pub(super) fn link(error: LinkError) -> Self {
        let message = format!("the services make no valid contract: {error}");
        Self {
            source: Some(error.into()),
            ..Self::new(ContractErrorKind::Link, message)
        }
    }

    pub(super) fn syntax(file: &FileDescriptorProto) -> Self {
        let syntax = file.syntax.as_deref().unwrap_or("proto2");
        Self::new(
            ContractErrorKind::Link,
            format!(
                "`{}`, which messages of `foreign!` bring, is written in {syntax}, and a contract is written in proto3 \
                 only: keep these messages out of the services, or move the file to proto3",
                file.name()
            ),
        )
    }

    pub(super) fn unsaid(file: &FileDescriptorProto, what: &str) -> Self {
        Self::new(
            ContractErrorKind::Link,
            format!(
                "`{}`, which messages of `foreign!` bring, has {what}, and the text of a contract has no words for them: \
                 keep these messages out of the services, or take them out of the file",
                file.name()
            ),
        )
    }

    #[cfg(feature = "validate")]
    pub(super) fn rules(file: &FileDescriptorProto) -> Self {
        Self::new(
            ContractErrorKind::Link,
            format!(
                "`{}`, which messages of `foreign!` bring, is of another version than traitwire's: build their \
                 descriptors with protovalidate v1.2.2",
                file.name()
            ),
        )
    }

    pub(super) fn io(what: &str, path: &Path, error: io::Error) -> Self {
        let message = format!("cannot {what} `{}`: {error}", path.display());
        Self {
            source: Some(error.into()),
            ..Self::new(ContractErrorKind::Io, message)
        }
    }

    pub(super) fn missing(dir: &Path) -> Self {
        Self::new(
            ContractErrorKind::Missing,
            format!(
                "there is no contract in `{}`: if it lies in another folder, name that (`proto check DIR`); if there is \
                 none yet, run `proto emit` of the service binary (`cargo run -- proto emit DIR`) and commit what it \
                 writes",
                // Relative to what is not on the screen.
                std::path::absolute(dir)
                    .unwrap_or_else(|_| dir.to_owned())
                    .display()
            ),
        )
    }

    pub(super) fn unreadable(path: &Path, error: prost::DecodeError) -> Self {
        let message = format!(
            "`{}` is no descriptor set: restore it from version control, or delete it and run `proto emit`",
            path.display()
        );
        Self {
            source: Some(error.into()),
            ..Self::new(ContractErrorKind::Unreadable, message)
        }
    }

    pub(super) fn breaking(dir: &Path, changes: &[&Change]) -> Self {
        let mut message = format!(
            "the contract in `{}` would be broken; nothing was written\n\n",
            dir.display()
        );
        list(&mut message, changes.iter().copied());
        message.push_str("if this is meant, run `proto emit --allow-breaking`");
        Self::new(ContractErrorKind::Breaking, message)
    }

    pub(super) fn differs(dir: &Path, changes: &[Change], files: &[String]) -> Self {
        let mut message = format!("the code and the contract in `{}` differ\n\n", dir.display());
        list(&mut message, changes);
        for file in files {
            let _ = writeln!(message, "{file}\n");
        }
        message.push_str(match changes.iter().any(Change::is_refused) {
            true => {
                "mend what is marked `error`; if it is meant, run `proto emit --allow-breaking` and commit"
            }
            false => "run `proto emit` of the service binary and commit what it writes",
        });
        Self::new(ContractErrorKind::Differs, message)
    }
}

fn list<'a>(message: &mut String, changes: impl IntoIterator<Item = &'a Change>) {
    for change in changes {
        // Writing to a string cannot fail.
        let _ = writeln!(message, "{change}\n");
    }
}

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ContractError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
