//! Files of the contract, read and written.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use prost_types::FileDescriptorSet;

use super::{ContractError, DESCRIPTOR_SET};
use crate::schema::options;

/// The committed descriptor set, `None` if there is none.
pub(super) fn committed(dir: &Path) -> Result<Option<FileDescriptorSet>, ContractError> {
    let path = dir.join(DESCRIPTOR_SET);
    let Some(bytes) = read(&path)? else {
        return Ok(None);
    };
    match options::decode(&bytes) {
        Ok(set) => Ok(Some(set)),
        Err(error) => Err(ContractError::unreadable(&path, error)),
    }
}

/// The bytes of a file, `None` if it is not there.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, ContractError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(ContractError::io("read", path, error)),
    }
}

/// Writes a file unless it holds that already; says whether it did.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<bool, ContractError> {
    if read(path)?.as_deref() == Some(bytes) {
        return Ok(false);
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| ContractError::io("create", parent, error))?;
    }
    // Whoever is interrupted finds the old file or the new one, never half of it.
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = PathBuf::from(name);
    fs::write(&new, bytes).map_err(|error| ContractError::io("write", &new, error))?;
    fs::rename(&new, path).map_err(|error| ContractError::io("write", path, error))?;
    Ok(true)
}

/// Removes a file and the directories that it leaves empty, `dir` excepted; says whether it was there.
pub(super) fn remove(dir: &Path, file: &str) -> Result<bool, ContractError> {
    let path = dir.join(file);
    match fs::remove_file(&path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(ContractError::io("remove", &path, error)),
    }
    let parents = path.ancestors().skip(1).take_while(|parent| *parent != dir);
    for parent in parents {
        // One that is not empty stays.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(true)
}
