//! The contract on disk: `.proto` files, and beside them `contract.binpb`, the same as a `FileDescriptorSet`.
//!
//! It is committed. [`emit`] writes it, and [`check`] says whether the code still keeps it; both refuse to let a
//! change through unseen that breaks a peer. A test of one line does the same:
//!
//! ```no_run
//! # #[cfg(any())]
//! use my_service as _; // in a file below `tests/`: a crate that nothing is used of is not linked
//!
//! traitwire::contract!("../proto");
//! # fn main() {}
//! ```
//!
//! A difference says what it breaks, where it is written, and what to write instead:
//!
//! ```text
//! error[wire]: `user.User.email` (field 3) was removed, and its number and name can be used again with another meaning
//!   --> `api::User` (line 12)
//!   = help: write `reserved(3, "email")` in the `#[message(…)]` of `User`, or keep the field
//! ```

mod check;
mod disk;
mod emit;
mod error;
#[cfg(test)]
mod tests;

pub use check::check;
pub use emit::{Emitted, emit};
pub use error::{ContractError, ContractErrorKind};

use std::path::Path;

use prost_types::{FileDescriptorProto, FileDescriptorSet};

use crate::schema::compat::{Change, changes_in};
use crate::schema::link::{Places, link};
use crate::schema::print;
use crate::schema::spec::ServiceSpec;

/// The name of the descriptor set in the contract's directory.
pub const DESCRIPTOR_SET: &str = "contract.binpb";

/// All `.proto` files of these services as one text, a line with its path before each.
///
/// # Errors
/// There are no services, or their records do not link.
pub fn print(services: &[&'static ServiceSpec]) -> Result<String, ContractError> {
    let set = linked(services)?;
    let files: Vec<_> = written(&set)
        .map(|file| format!("// {}\n\n{}", file.name(), text(file)))
        .collect();
    Ok(files.join("\n"))
}

/// What `contract!` expands to.
///
/// # Panics
/// The contract in `dir` is not what the services are; the message is that of [`check`].
#[doc(hidden)]
pub fn assert_contract(dir: &Path, services: &[&'static ServiceSpec]) {
    // `/crate/../proto` is easier to read without the dots.
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    if let Err(error) = check(&dir, services) {
        panic!("{error}");
    }
}

/// The descriptors of the services; none at all is an error, since it would empty a contract.
fn linked(services: &[&'static ServiceSpec]) -> Result<FileDescriptorSet, ContractError> {
    if services.is_empty() {
        return Err(ContractError::no_services());
    }
    let set = link(services).map_err(ContractError::link)?;
    // Only what prost-build brings can be another, and the file that declares the rules, which is written as it is.
    if let Some(file) = written(&set).find(|file| !is_rules(file) && file.syntax() != "proto3") {
        return Err(ContractError::syntax(file));
    }
    // The text and the descriptors must not disagree.
    #[cfg(feature = "validate")]
    if let Some(file) = written(&set).find(|file| is_rules(file) && !crate::schema::validate::is_ours(file)) {
        return Err(ContractError::rules(file));
    }
    for file in written(&set).filter(|file| !is_rules(file)) {
        if let Some(what) = print::unsaid(file) {
            return Err(ContractError::unsaid(file, &what));
        }
    }
    Ok(set)
}

/// What differs between a contract and the descriptors of these services.
fn differences(
    old: &FileDescriptorSet,
    new: &FileDescriptorSet,
    services: &[&'static ServiceSpec],
) -> Result<Vec<Change>, ContractError> {
    let places = Places::of(services).map_err(ContractError::link)?;
    Ok(changes_in(old, new, &places))
}

/// Whether it is the file that declares the rules.
fn is_rules(file: &FileDescriptorProto) -> bool {
    cfg!(feature = "validate") && file.name() == "buf/validate/validate.proto"
}

/// The text of a file; of one that others wrote, as they did.
fn text(file: &FileDescriptorProto) -> String {
    #[cfg(feature = "validate")]
    if is_rules(file) {
        return crate::schema::validate::TEXT.to_owned();
    }
    print::print(file)
}

/// The files that are written as text. Every language brings those of the well-known types itself.
fn written(set: &FileDescriptorSet) -> impl Iterator<Item = &FileDescriptorProto> {
    set.file
        .iter()
        .filter(|file| !file.name().starts_with("google/protobuf/"))
}

/// Declares a test, `contract`, that fails when the services of this crate and the contract on disk differ.
///
/// The path starts at the `CARGO_MANIFEST_DIR` of the crate that has the test. Traitwire's own services (health,
/// reflection) are no part of the contract. In a file below `tests/`, name the crate that declares the services, of which
/// nothing is linked otherwise:
///
/// ```no_run
/// # #[cfg(any())]
/// use my_service as _;
///
/// traitwire::contract!("../proto");
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! contract {
    ($dir:literal $(,)?) => {
        /// The services keep the contract on disk.
        #[test]
        fn contract() {
            let dir = ::std::path::Path::new(::core::env!("CARGO_MANIFEST_DIR")).join($dir);
            $crate::contract::assert_contract(&dir, &$crate::registry::services());
        }
    };
}
