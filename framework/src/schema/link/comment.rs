//! Doc comments as the leading comments of `SourceCodeInfo`.

use prost_types::SourceCodeInfo;
use prost_types::source_code_info::Location;

use super::file::oneofs;
use crate::schema::spec::{EnumSpec, MessageSpec, ServiceSpec};

/// Stands on top of each file that we write.
const HEADER: &str =
    " Generated from Rust by traitwire. DO NOT EDIT: change the code, then run `proto emit`.\n";

/// The comments of one file; where they stand in the text is not known yet.
pub(super) struct Comments(Vec<Location>);

impl Comments {
    /// No comments but the header, detached from the `syntax` line.
    pub(super) fn of_file() -> Self {
        Self(vec![Location {
            path: vec![12],
            leading_detached_comments: vec![HEADER.to_owned()],
            ..Default::default()
        }])
    }

    pub(super) fn finish(self) -> SourceCodeInfo {
        SourceCodeInfo { location: self.0 }
    }

    pub(super) fn message(&mut self, path: &[i32], spec: &MessageSpec) {
        self.add(path, &[], spec.docs);
        for (at, field) in spec.fields().enumerate() {
            self.add(path, &[2, at], field.docs);
        }
        for (at, docs) in oneofs(spec).enumerate() {
            self.add(path, &[8, at], docs);
        }
    }

    pub(super) fn enumeration(&mut self, path: &[i32], spec: &EnumSpec) {
        self.add(path, &[], spec.docs);
        for (at, value) in spec.values.iter().enumerate() {
            self.add(path, &[2, at], value.docs);
        }
    }

    pub(super) fn service(&mut self, path: &[i32], spec: &ServiceSpec) {
        self.add(path, &[], spec.docs);
        for (at, method) in spec.methods.iter().enumerate() {
            self.add(path, &[2, at], method.docs);
        }
    }

    fn add(&mut self, path: &[i32], below: &[usize], docs: &str) {
        if let Some(comment) = leading(docs) {
            let path = path
                .iter()
                .copied()
                .chain(below.iter().map(|at| *at as i32))
                .collect();
            self.0.push(Location {
                path,
                leading_comments: Some(comment),
                ..Default::default()
            });
        }
    }
}

/// A doc comment as `//` lines hold it: each line with a space before it, blank lines at either end left out.
fn leading(docs: &str) -> Option<String> {
    let lines: Vec<_> = docs.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty())?;
    let last = lines.iter().rposition(|line| !line.is_empty())?;
    let mut text = String::with_capacity(docs.len() + lines.len() * 2);
    for line in &lines[first..=last] {
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.push('\n');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_become_comment_lines() {
        assert_eq!(
            leading("One.\n\n    code\nTwo.  ").as_deref(),
            Some(" One.\n\n     code\n Two.\n")
        );
        assert_eq!(leading("\n\nOnly.\n\n").as_deref(), Some(" Only.\n"));
        assert_eq!(leading(" \n"), None);
        assert_eq!(leading(""), None);
    }
}
