//! Whether the code keeps the contract.

use std::path::Path;

use prost_types::FileDescriptorSet;

use super::{ContractError, DESCRIPTOR_SET, differences, disk, linked, text, written};
use crate::schema::spec::ServiceSpec;

/// Compares these services with the contract in `dir`, and its `.proto` files with its descriptor set.
///
/// # Errors
/// They differ: the message names each difference with its class and what to write. There is no contract in `dir`,
/// or it cannot be read; there are no services, or they do not link.
pub fn check(dir: &Path, services: &[&'static ServiceSpec]) -> Result<(), ContractError> {
    let new = linked(services)?;
    let Some(old) = disk::committed(dir)? else {
        return Err(ContractError::missing(dir));
    };
    let changes = differences(&old, &new, services)?;
    let mut files = edited(dir, &old)?;
    if changes.is_empty() && old != new {
        files.push(format!(
            "note: `{DESCRIPTOR_SET}` says the same in another way: things were declared in another order, or by \
             another version of traitwire"
        ));
    }
    if changes.is_empty() && files.is_empty() {
        return Ok(());
    }
    Err(ContractError::differs(dir, &changes, &files))
}

/// What is wrong with the `.proto` files of a contract, a text for each.
fn edited(dir: &Path, contract: &FileDescriptorSet) -> Result<Vec<String>, ContractError> {
    let mut wrong = Vec::new();
    for file in written(contract) {
        let printed = text(file);
        match disk::read(&dir.join(file.name()))? {
            None => wrong.push(format!("error[file]: `{}` is missing", file.name())),
            Some(bytes) => wrong.extend(difference(
                file.name(),
                &printed,
                &String::from_utf8_lossy(&bytes),
            )),
        }
    }
    Ok(wrong)
}

/// The first line that is not as printed. Line endings are a matter of the checkout.
fn difference(name: &str, printed: &str, found: &str) -> Option<String> {
    let (mut should, mut is) = (printed.lines(), found.lines());
    let mut line = 1;
    loop {
        match (should.next(), is.next()) {
            (None, None) => return None,
            (should, is) if should == is => line += 1,
            (should, is) => {
                let shown = |line: Option<&str>| {
                    line.map_or("the end of the file".to_owned(), |line| format!("`{line}`"))
                };
                return Some(format!(
                    "error[file]: `{name}` was edited by hand, and only the Rust code is read: line {line} is {}, \
                     and {} was written there",
                    shown(is),
                    shown(should)
                ));
            }
        }
    }
}
