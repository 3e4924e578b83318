//! Files that came with messages of `prost-build`: taken as they are, with all that they import.

use std::collections::BTreeMap;

use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::error::{LinkError, LinkErrorKind};
use super::well_known;
use crate::schema::names::join;
use crate::schema::spec::{ForeignSpec, Source};

type Files = BTreeMap<String, FileDescriptorProto>;

/// Adds the files of these messages to `files`, and says which they are.
pub(super) fn add(files: &mut Files, messages: &[(ForeignSpec, Source)]) -> Result<Vec<String>, LinkError> {
    let mut added: Vec<String> = Vec::new();
    for (spec, source) in messages {
        let set = FileDescriptorSet::decode(spec.set).map_err(|error| {
            refused(
                *source,
                &format!("its descriptors are no encoded `FileDescriptorSet` ({error})"),
            )
        })?;
        let name = (spec.full_name)();
        let Some(home) = set.file.iter().find(|file| declares(file, &name)) else {
            return Err(refused(
                *source,
                &format!("its descriptors do not declare `{name}`: give `foreign!` those it was built from"),
            ));
        };
        let mut left = vec![home.name().to_owned()];
        while let Some(path) = left.pop() {
            let file = set.file.iter().find(|file| file.name() == path);
            let file = match file.cloned().or_else(|| well_known::canonical(&path)) {
                Some(file) => file,
                None => {
                    let why = format!(
                        "its descriptors lack the file `{path}`: build them with imports (protoc's `--include_imports`)"
                    );
                    return Err(refused(*source, &why));
                }
            };
            match files.get(&path) {
                // The canonical file is the same whoever brings it.
                Some(_) if well_known::canonical(&path).is_some() => {}
                Some(there) if !added.contains(&path) => {
                    return Err(refused(
                        *source,
                        &format!(
                            "the file `{path}` is made from the package `{}` in Rust too: give that package another \
                             file by `package!(\"…\", file = \"…\")`",
                            there.package()
                        ),
                    ));
                }
                Some(there) if bare(there) != bare(&file) => {
                    return Err(refused(
                        *source,
                        &format!(
                            "two sets of descriptors have different files `{path}`: build both from one"
                        ),
                    ));
                }
                Some(_) => {}
                None => {
                    left.extend(file.dependency.iter().cloned());
                    files.insert(path.clone(), file);
                    added.push(path);
                }
            }
        }
    }
    Ok(added)
}

/// The file without comments.
fn bare(file: &FileDescriptorProto) -> FileDescriptorProto {
    FileDescriptorProto {
        source_code_info: None,
        ..file.clone()
    }
}

fn declares(file: &FileDescriptorProto, name: &str) -> bool {
    fn within(scope: &str, messages: &[DescriptorProto], name: &str) -> bool {
        messages.iter().any(|message| {
            let full = join(scope, message.name());
            full == name || within(&full, &message.nested_type, name)
        })
    }
    within(file.package(), &file.message_type, name)
}

fn refused(source: Source, why: &str) -> LinkError {
    LinkError::new(
        LinkErrorKind::Foreign,
        format!("{} comes from `foreign!`, and {why}", source),
    )
}
