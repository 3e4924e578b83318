//! Comments of a file, from its source information.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

use super::layout::Text;

/// Comments by the path of what they stand at.
pub(super) struct Comments<'a>(BTreeMap<&'a [i32], &'a Location>);

impl<'a> Comments<'a> {
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        Self(
            locations
                .map(|location| (location.path.as_slice(), location))
                .collect(),
        )
    }

    /// The paths below `path`, that one left out.
    pub(super) fn below(&self, path: &[i32]) -> impl Iterator<Item = &'a [i32]> {
        let path = path.to_vec();
        let all = self.0.keys().copied();
        all.filter(move |other| other.len() > path.len() && other.starts_with(&path))
    }

    /// What stands above an element: detached comments and those of its parts `parts` (`reserved`, options), which have
    /// no item in Rust, as plain comments; its own as documentation.
    pub(super) fn print(&self, path: &[i32], parts: &[i32], text: &mut Text) {
        for detached in self
            .0
            .get(path)
            .into_iter()
            .flat_map(|location| &location.leading_detached_comments)
        {
            plain(detached, text);
            text.line("");
        }
        for part in parts {
            self.plain_below(&[path, &[*part]].concat(), text);
        }
        for line in doc_lines(&self.docs(path)) {
            text.line(format!("/// {line}").trim_end());
        }
    }

    /// The comments of what has no item in Rust: the syntax, the package, imports and options of the file.
    pub(super) fn print_head(&self, text: &mut Text) {
        let before = |path: &&&[i32]| matches!(path.first(), Some(2 | 3 | 8 | 12));
        let mut paths: Vec<_> = self.0.keys().filter(before).collect();
        paths.sort_by_key(|path| self.0[**path].span.clone());
        for path in paths {
            let location = self.0[*path];
            for detached in &location.leading_detached_comments {
                plain(detached, text);
                text.gap();
            }
            if *path != [2] {
                self.plain_at(location, text);
                text.gap();
            }
        }
    }

    /// The comment and what follows on the line, in the manner of `docs`.
    pub(super) fn docs(&self, path: &[i32]) -> String {
        let Some(location) = self.0.get(path) else {
            return String::new();
        };
        let comments = [location.leading_comments(), location.trailing_comments()];
        let comments: Vec<_> = comments
            .iter()
            .filter(|comment| !comment.trim().is_empty())
            .copied()
            .collect();
        comments.join("\n")
    }

    fn plain_below(&self, path: &[i32], text: &mut Text) {
        for (other, location) in &self.0 {
            if other.starts_with(path) {
                self.plain_at(location, text);
            }
        }
    }

    fn plain_at(&self, location: &Location, text: &mut Text) {
        plain(location.leading_comments(), text);
        plain(location.trailing_comments(), text);
    }
}

fn plain(comment: &str, text: &mut Text) {
    for line in lines(comment) {
        text.line(format!("// {line}").trim_end());
    }
}

/// The lines of a comment without the one space that follows the slashes, blank ones at either end left out.
fn lines(comment: &str) -> Vec<String> {
    let lines: Vec<_> = comment.split('\n').map(clean).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    match first.zip(last) {
        Some((first, last)) => lines[first..=last].to_vec(),
        None => Vec::new(),
    }
}

/// A line that may stand in a Rust comment: no lone carriage return, nothing that turns the direction of the text.
fn clean(line: &str) -> String {
    let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
    line.chars()
        .map(|c| match c {
            '\r' | '\0' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// The lines as rustdoc should read them: what it would take for Rust code is marked as text, so that no comment
/// becomes a test.
pub(super) fn doc_lines(comment: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fenced = false;
    let mut indented = false;
    for line in lines(comment) {
        let is_fence = ["```", "~~~"]
            .iter()
            .any(|fence| line.trim_start().starts_with(fence));
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        if fenced || is_fence {
            let opens = is_fence && !fenced;
            fenced ^= is_fence;
            out.push(if opens && line.ends_with(['`', '~']) {
                line + "text"
            } else {
                line
            });
            continue;
        }
        if !indented && is_indented && out.last().is_none_or(String::is_empty) {
            out.push("```text".to_owned());
            indented = true;
        } else if indented && !is_indented && !line.is_empty() {
            end_block(&mut out);
            indented = false;
        }
        let code = line.strip_prefix("    ").or_else(|| line.strip_prefix('\t'));
        out.push(match code {
            Some(code) if indented => code.to_owned(),
            _ => line,
        });
    }
    if indented {
        end_block(&mut out);
    }
    if fenced {
        out.push("```".to_owned());
    }
    out
}

/// Closes a block of code before the blank lines that follow it.
fn end_block(out: &mut Vec<String>) {
    let end = out
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(0, |last| last + 1);
    out.insert(end, "```".to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_never_a_doc_test() {
        assert_eq!(
            doc_lines(" One.\n\n     let x = 1;\n\n     let y;\n\n Two.\n"),
            [
                "One.",
                "",
                "```text",
                "let x = 1;",
                "",
                "let y;",
                "```",
                "",
                "Two."
            ]
        );
        assert_eq!(doc_lines(" ```\n a\n ```\n"), ["```text", "a", "```"]);
        assert_eq!(doc_lines(" ```json\n a\n"), ["```json", "a", "```"]);
        assert_eq!(doc_lines(" * a\n     b\n"), ["* a", "    b"]);
    }

    #[test]
    fn what_rust_refuses_in_a_comment_is_replaced() {
        assert_eq!(doc_lines(" a\rb\u{202e}c\r\n"), ["a b\u{fffd}c"]);
    }
}
