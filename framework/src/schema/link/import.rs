//! Imports, and the order of files that follows from them.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{DescriptorProto, FileDescriptorProto};

use super::error::{LinkError, LinkErrorKind};
use crate::schema::names::join;

type Files = BTreeMap<String, FileDescriptorProto>;

/// For each file the files it needs, and the first reference that needs it: `user.User.role uses acme.Role`.
type Needs = BTreeMap<String, BTreeMap<String, String>>;

/// Fills in the imports of each file, sorted, but for those in `whole`, which have theirs, and gives the files with dependencies before dependents.
/// `ruled` are files with the element in each that needs the file of the rules.
pub(super) fn resolve(
    mut files: Files,
    whole: &[String],
    ruled: &[(String, String)],
) -> Result<Vec<FileDescriptorProto>, LinkError> {
    let mut needs = needs(&files);
    for (path, user) in ruled {
        let needed = needs.entry(path.clone()).or_default();
        needed.insert(
            "buf/validate/validate.proto".to_owned(),
            format!("`{user}` has rules"),
        );
    }
    for path in whole {
        let Some(file) = files.get(path) else { continue };
        let all = file.dependency.iter();
        let all = all.map(|needed| (needed.clone(), format!("`{path}` imports `{needed}`")));
        needs.insert(path.clone(), all.collect());
    }
    for (path, needed) in &needs {
        if let Some(file) = files.get_mut(path).filter(|_| !whole.contains(path)) {
            file.dependency = needed.keys().cloned().collect();
        }
    }
    let mut order = Order {
        needs: &needs,
        path: Vec::new(),
        done: BTreeSet::new(),
        sorted: Vec::new(),
    };
    for path in needs.keys() {
        order.visit(path)?;
    }
    let sorted = order.sorted;
    Ok(sorted.iter().filter_map(|path| files.remove(*path)).collect())
}

fn needs(files: &Files) -> Needs {
    let mut homes = BTreeMap::new();
    for (path, file) in files {
        for message in &file.message_type {
            home(&mut homes, path, file.package(), message);
        }
        for enumeration in &file.enum_type {
            homes.insert(join(file.package(), enumeration.name()), path.as_str());
        }
    }
    files
        .iter()
        .map(|(path, file)| {
            let mut needed = BTreeMap::new();
            for (user, used) in references(file) {
                match homes.get(&used) {
                    Some(home) if home != path => {
                        needed
                            .entry((*home).to_owned())
                            .or_insert_with(|| format!("`{user}` uses `{used}`"));
                    }
                    _ => {}
                }
            }
            (path.clone(), needed)
        })
        .collect()
}

fn home<'a>(homes: &mut BTreeMap<String, &'a str>, path: &'a str, scope: &str, message: &DescriptorProto) {
    let name = join(scope, message.name());
    for inner in &message.nested_type {
        home(homes, path, &name, inner);
    }
    for inner in &message.enum_type {
        homes.insert(join(&name, inner.name()), path);
    }
    homes.insert(name, path);
}

/// Who uses what, both by full name.
fn references(file: &FileDescriptorProto) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let bare = |name: &str| name.trim_start_matches('.').to_owned();
    for service in &file.service {
        for method in &service.method {
            let user = join(&join(file.package(), service.name()), method.name());
            all.push((user.clone(), bare(method.input_type())));
            all.push((user, bare(method.output_type())));
        }
    }
    let mut left: Vec<_> = file
        .message_type
        .iter()
        .map(|message| (file.package().to_owned(), message))
        .collect();
    while let Some((scope, message)) = left.pop() {
        let name = join(&scope, message.name());
        for field in message.field.iter().filter(|field| field.type_name.is_some()) {
            all.push((join(&name, field.name()), bare(field.type_name())));
        }
        left.extend(message.nested_type.iter().map(|inner| (name.clone(), inner)));
    }
    all
}

struct Order<'a> {
    needs: &'a Needs,
    /// The files between the first one visited and this one.
    path: Vec<&'a str>,
    done: BTreeSet<&'a str>,
    sorted: Vec<&'a str>,
}

impl<'a> Order<'a> {
    fn visit(&mut self, file: &'a str) -> Result<(), LinkError> {
        if let Some(at) = self.path.iter().position(|seen| *seen == file) {
            return Err(self.cycle(at));
        }
        if !self.done.insert(file) {
            return Ok(());
        }
        self.path.push(file);
        for needed in self.needs.get(file).into_iter().flat_map(BTreeMap::keys) {
            self.visit(needed)?;
        }
        self.path.pop();
        self.sorted.push(file);
        Ok(())
    }

    fn cycle(&self, at: usize) -> LinkError {
        let mut round = self.path[at..].to_vec();
        round.extend(self.path.get(at));
        let why: Vec<_> = round
            .windows(2)
            .filter_map(|pair| self.needs.get(pair[0])?.get(pair[1]))
            .map(|reason| format!("\n  {reason}"))
            .collect();
        LinkError::new(
            LinkErrorKind::Cycle,
            format!(
                "files cannot import each other in protobuf, and these do: {}{}\nmove one of these types to the \
                 other package by `package = \"…\"` in its attribute, or both to a third",
                round.join(" → "),
                why.concat()
            ),
        )
    }
}
