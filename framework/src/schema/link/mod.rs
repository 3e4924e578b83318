//! From the records of services to a complete set of file descriptors.
//!
//! Everything that a service reaches through types is in the set, in one file per package, dependencies before
//! dependents, in the order of declaration: the same code gives the same bytes.

mod closure;
mod comment;
mod error;
mod file;
mod foreign;
mod import;
mod message;
mod path;
mod places;
mod same;
mod service;
mod symbol;
#[cfg(test)]
mod tests;
mod well_known;

pub use error::{LinkError, LinkErrorKind};
pub(crate) use path::is_file;
pub use places::Places;
pub(crate) use places::Written;

use prost_types::{FileDescriptorProto, FileDescriptorSet};

use super::print;
use super::spec::{EnumSpec, MessageSpec, ServiceSpec};

/// The files that declare these services and everything they reach, with comments as source information.
///
/// # Errors
/// Two Rust items have one name in protobuf, files would import each other, a file option is unknown or of a
/// wrong type, or a package or file name is invalid. The message names the Rust items and says what to write.
pub fn link(services: &[&'static ServiceSpec]) -> Result<FileDescriptorSet, LinkError> {
    link_all(services, &[], &[])
}

/// [`link`] with messages and enumerations that no service reaches, or none at all.
///
/// # Errors
/// As [`link`].
pub fn link_all(
    services: &[&'static ServiceSpec],
    messages: &[&'static MessageSpec],
    enums: &[&'static EnumSpec],
) -> Result<FileDescriptorSet, LinkError> {
    let closure = closure::Closure::of(services, messages, enums)?;
    let mut files = file::files(&closure)?;
    let foreign = foreign::add(&mut files, &closure.foreign)?;
    for file in files.values_mut() {
        well_known::replace(file)?;
    }
    symbol::check(files.values())?;
    let mut file = import::resolve(files, &foreign)?;
    file.iter_mut().for_each(place);
    Ok(FileDescriptorSet { file })
}

/// Gives each element the place that it has in the printed text.
fn place(file: &mut FileDescriptorProto) {
    if file.source_code_info.is_some() {
        file.source_code_info = Some(print::printed(file).1);
    }
}
