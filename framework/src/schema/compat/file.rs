//! Files: where they are, and what they say of themselves.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;

use super::change::{Changes, Class};
use super::custom::{self, kept};
use super::index::Index;
use crate::schema::file_option;

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    for (path, file) in &old.files {
        match new.files.get(path) {
            Some(now) => {
                pair(path, file, now, changes);
                let sides = ((old, kept!(file)), (new, kept!(now)));
                custom::compare("FileOptions", path, sides.0, sides.1, changes);
            }
            None => {
                changes.breaks(
                    Class::Source,
                    path,
                    format!(
                        "is gone{}: what imports it no longer compiles",
                        moved(old, new, path)
                    ),
                    format!(
                        "keep the file by `package!(\"{}\", file = \"{path}\")`",
                        file.package()
                    ),
                );
                changes.stands_with(file.package());
            }
        }
    }
}

/// Where the types of a file are now, if they are somewhere.
fn moved(old: &Index<'_>, new: &Index<'_>, path: &str) -> String {
    let messages = old.messages.iter().filter(|(_, home)| home.file == path);
    let services = old.services.iter().filter(|(_, home)| home.file == path);
    let now = messages
        .filter_map(|(name, _)| Some(new.messages.get(name)?.file))
        .chain(services.filter_map(|(name, _)| Some(new.services.get(name)?.file)))
        .next();
    now.map(|now| format!(" (its types are in `{now}` now)"))
        .unwrap_or_default()
}

fn pair(path: &str, old: &FileDescriptorProto, new: &FileDescriptorProto, changes: &mut Changes<'_>) {
    if old.package() != new.package() {
        changes.breaks(
            Class::Wire,
            path,
            format!(
                "was package `{}` and is `{}`: every name and the path of every call change",
                old.package(),
                new.package()
            ),
            format!("declare `package!(\"{}\")` again", old.package()),
        );
    }
    if old.syntax != new.syntax {
        changes.breaks(
            // proto2 is lenient where proto3 has rules: closed enumerations, names that are one in JSON.
            Class::Json,
            path,
            format!("was {} and is {}", syntax(old), syntax(new)),
            "contracts of traitwire are proto3: emit into another directory",
        );
    }
    let (before, after) = (options(old), options(new));
    for name in before
        .keys()
        .chain(after.keys().filter(|name| !before.contains_key(*name)))
    {
        let said = |value: Option<&String>| value.map_or("unset".to_owned(), |value| format!("`{value}`"));
        let (was, is) = (before.get(name), after.get(name));
        if was == is {
            continue;
        }
        let message = format!(
            "has the option `{name}` changed from {} to {}",
            said(was),
            said(is)
        );
        if *name == "deprecated" {
            changes.notes(Class::Source, path, message);
        } else {
            let remedy = match was {
                Some(was) => format!("write `{name} = {was}` in `package!(\"{}\", …)`", new.package()),
                None => format!("take `{name}` out of `package!(\"{}\", …)`", new.package()),
            };
            changes.breaks(Class::Source, path, message, remedy);
        }
    }
}

/// proto2 is what a file is that does not say.
fn syntax(file: &FileDescriptorProto) -> &str {
    file.syntax.as_deref().unwrap_or("proto2")
}

/// The options that do not say what would hold without them.
fn options(file: &FileDescriptorProto) -> BTreeMap<&'static str, String> {
    let default = |name| match name {
        "cc_enable_arenas" => "true",
        "optimize_for" => "SPEED",
        _ => "false",
    };
    let written = file_option::written(file.options.as_ref());
    written
        .into_iter()
        .filter(|(name, value)| value != default(*name) && value != "\"\"")
        .collect()
}
