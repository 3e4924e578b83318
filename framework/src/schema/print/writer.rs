//! Lines of text, and the places where elements begin and end.

use std::collections::HashMap;
use std::fmt::Write as _;

use prost_types::source_code_info::Location;
use prost_types::{FileDescriptorProto, SourceCodeInfo};

/// Text under construction. Paths are those of `SourceCodeInfo.Location.path`.
pub(super) struct Writer<'a> {
    text: String,
    line: i32,
    indent: usize,
    comments: HashMap<&'a [i32], &'a Location>,
    places: Vec<Location>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        Self {
            text: String::new(),
            line: 0,
            indent: 0,
            comments: locations
                .map(|location| (location.path.as_slice(), location))
                .collect(),
            places: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> (String, SourceCodeInfo) {
        // The file itself begins at its first statement, not at the comments before it.
        if let [file, first, ..] = self.places.as_mut_slice() {
            file.span[0] = first.span[0];
        }
        (
            self.text,
            SourceCodeInfo {
                location: self.places,
            },
        )
    }

    /// Whether the element has a comment.
    pub(super) fn has_comment(&self, path: &[i32]) -> bool {
        self.comments.get(path).is_some_and(|location| {
            location.leading_comments.is_some() || !location.leading_detached_comments.is_empty()
        })
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
        self.line += 1;
    }

    pub(super) fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", self.indent * 2);
        self.line += 1;
    }

    /// An element of one statement, its comments before it. What is in brackets on lines of its own is indented.
    pub(super) fn element(&mut self, path: &[i32], statement: &str) {
        self.within(path, |writer| {
            let lines: Vec<_> = statement.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                let inner = at > 0 && at + 1 < lines.len();
                writer.indent += usize::from(inner);
                writer.line(line);
                writer.indent -= usize::from(inner);
            }
        });
    }

    /// An element with a body between braces, its comments before it.
    pub(super) fn block(&mut self, path: &[i32], head: &str, body: impl FnOnce(&mut Self)) {
        self.within(path, |writer| {
            writer.line(&format!("{head} {{"));
            let empty = writer.text.len();
            writer.indent += 1;
            body(writer);
            writer.indent -= 1;
            if writer.text.len() == empty {
                writer.text.pop();
                writer.text.push_str("}\n");
            } else {
                writer.line("}");
            }
        });
    }

    /// Comments, what `write` writes, and its place.
    pub(super) fn within(&mut self, path: &[i32], write: impl FnOnce(&mut Self)) {
        let known = self.comments.get(path).copied();
        for detached in known
            .into_iter()
            .flat_map(|location| &location.leading_detached_comments)
        {
            self.comment(detached);
            self.blank();
        }
        if let Some(comment) = known.and_then(|location| location.leading_comments.as_deref()) {
            self.comment(comment);
        }
        let at = self.places.len();
        self.places.push(Location {
            path: path.to_vec(),
            span: vec![self.line, self.indent as i32 * 2],
            leading_comments: known.and_then(|location| location.leading_comments.clone()),
            leading_detached_comments: known
                .map(|location| location.leading_detached_comments.clone())
                .unwrap_or_default(),
            trailing_comments: None,
        });
        let first = self.line;
        write(self);
        let last = self
            .text
            .trim_end_matches('\n')
            .rsplit('\n')
            .next()
            .unwrap_or_default();
        let end = last.len() as i32;
        let span = &mut self.places[at].span;
        if self.line - 1 > first {
            span.push(self.line - 1);
        }
        span.push(end);
    }

    fn comment(&mut self, comment: &str) {
        for line in comment.lines() {
            self.line(format!("//{line}").trim_end());
        }
    }
}

/// A string literal of `.proto`.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_ascii_control() => {
                let _ = write!(out, "\\{:03o}", u32::from(control));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}
