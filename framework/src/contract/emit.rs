//! Writing the contract.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use prost::Message as _;
use prost_types::FileDescriptorSet;

use super::{ContractError, DESCRIPTOR_SET, differences, disk, linked, text, written};
use crate::schema::compat::Change;
use crate::schema::link::is_file;
use crate::schema::spec::ServiceSpec;

/// What [`emit`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Emitted {
    /// The directory of the contract.
    pub dir: PathBuf,
    /// The files that were written, below the directory.
    pub written: Vec<String>,
    /// The files that were removed since no package has them any more.
    pub removed: Vec<String>,
    /// How many files were as they should be.
    pub unchanged: usize,
    /// What differs from the contract that was there; empty where there was none.
    pub changes: Vec<Change>,
}

/// Writes the contract of these services into `dir`: the `.proto` files, those under `google/protobuf` left out,
/// and the descriptor set with everything. Writes only what differs, and removes what the old contract had and the
/// new one has not.
///
/// # Errors
/// The contract that is there would be broken and `allow_breaking` is not set (then nothing is written); there are no
/// services, or they do not link; a file cannot be read or written.
pub fn emit(
    dir: &Path,
    services: &[&'static ServiceSpec],
    allow_breaking: bool,
) -> Result<Emitted, ContractError> {
    let new = linked(services)?;
    let old = disk::committed(dir)?;
    let changes = match &old {
        Some(old) => differences(old, &new, services)?,
        None => Vec::new(),
    };
    let refused: Vec<_> = changes.iter().filter(|change| change.is_refused()).collect();
    if !refused.is_empty() && !allow_breaking {
        return Err(ContractError::breaking(dir, &refused));
    }

    let mut emitted = Emitted {
        dir: dir.to_owned(),
        written: Vec::new(),
        removed: Vec::new(),
        unchanged: 0,
        changes,
    };
    for file in written(&new) {
        emitted.file(file.name(), text(file).as_bytes())?;
    }
    for stale in stale(old.as_ref(), &new) {
        if disk::remove(dir, stale)? {
            emitted.removed.push(stale.to_owned());
        }
    }
    // The lock comes last: until it is written, the old contract is what counts.
    emitted.file(DESCRIPTOR_SET, &new.encode_to_vec())?;
    Ok(emitted)
}

impl Emitted {
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), ContractError> {
        if disk::write(&self.dir.join(name), bytes)? {
            self.written.push(name.to_owned());
        } else {
            self.unchanged += 1;
        }
        Ok(())
    }
}

/// The files that only the old contract names. It comes from disk, so a name that leads elsewhere is passed over.
fn stale<'a>(old: Option<&'a FileDescriptorSet>, new: &FileDescriptorSet) -> Vec<&'a str> {
    let now: BTreeSet<_> = written(new).map(|file| file.name()).collect();
    let before = old.into_iter().flat_map(written).map(|file| file.name());
    before
        .filter(|name| !now.contains(name) && is_file(name))
        .collect()
}

impl fmt::Display for Emitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        for (what, files) in [("wrote", &self.written), ("removed", &self.removed)] {
            for file in files {
                writeln!(f, "{what} {}", self.dir.join(file).display())?;
            }
        }
        match self.unchanged {
            0 => Ok(()),
            1 => writeln!(f, "1 file is unchanged"),
            more => writeln!(f, "{more} files are unchanged"),
        }
    }
}
