//! The types that a status may carry (`google.rpc`), which no method names and every client wants to know.

use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};

use crate::error::Error;

const PACKAGE: &str = "google.rpc";

/// Their files, and those that they import.
///
/// # Errors
/// Never: the descriptors were written by a compiler.
pub(super) fn files() -> Result<Vec<FileDescriptorProto>, Error> {
    let set = FileDescriptorSet::decode(tonic_types::pb::FILE_DESCRIPTOR_SET).map_err(Error::other)?;
    let mut files = set.file;
    // They were compiled from within their folder; everyone else imports them by the whole path.
    let renamed: Vec<_> = files
        .iter()
        .filter(|file| file.package() == PACKAGE && !file.name().contains('/'))
        .map(|file| file.name().to_owned())
        .collect();
    for file in &mut files {
        for name in file.name.iter_mut().chain(&mut file.dependency) {
            if renamed.contains(name) {
                *name = format!("google/rpc/{name}");
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_is_whole_and_has_the_names_that_others_import() {
        let files = files().expect("decodes");
        let names: Vec<_> = files.iter().map(FileDescriptorProto::name).collect();
        assert!(names.contains(&"google/rpc/status.proto"), "{names:?}");
        assert!(names.contains(&"google/rpc/error_details.proto"), "{names:?}");
        for file in &files {
            for import in &file.dependency {
                assert!(
                    names.contains(&import.as_str()),
                    "{} imports {import}",
                    file.name()
                );
            }
        }
    }
}
