//! Text laid out as rustfmt leaves it.

/// rustfmt's `max_width`.
const MAX_WIDTH: usize = 100;
/// rustfmt's `attr_fn_like_width`: the arguments of an attribute stand on one line up to here.
const ATTRIBUTE_WIDTH: usize = 70;
/// rustfmt's `fn_call_width`: the arguments of a macro call stand on one line up to here.
const CALL_WIDTH: usize = 60;

/// Lines at an indentation.
#[derive(Debug)]
pub(super) struct Text {
    out: String,
    indent: usize,
}

impl Text {
    pub(super) fn new(indent: usize) -> Self {
        Self {
            out: String::new(),
            indent,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// A line; an empty one is not indented.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.out.extend(std::iter::repeat_n("    ", self.indent));
            self.out.push_str(line);
        }
        self.out.push('\n');
    }

    /// A line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.indent += 1;
    }

    /// A line that closes a block.
    pub(super) fn close(&mut self, line: &str) {
        self.indent = self.indent.saturating_sub(1);
        self.line(line);
    }

    /// A blank line, unless one is there or a block has just begun.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// `#[name(a, b)]`, or `#[name]` without arguments.
    pub(super) fn attribute(&mut self, name: &str, arguments: &[String]) {
        let joined = arguments.join(", ");
        let line = format!("#[{name}({joined})]");
        let sole = match arguments {
            [argument] => nested(argument),
            _ => None,
        };
        // Of a list alone in an attribute, the list's width counts.
        let measured = sole.as_ref().map_or(joined, |(_, list)| list.join(", "));
        if arguments.is_empty() {
            self.line(&format!("#[{name}]"));
        } else if self.is_short(&measured) && self.fits(&line) {
            self.line(&line);
        } else if let Some((inner, list)) = sole {
            self.vertical(&format!("#[{name}({inner}("), &list, "))]", "");
        } else {
            self.open(&format!("#[{name}("));
            for (at, argument) in arguments.iter().enumerate() {
                let separator = if at + 1 == arguments.len() { "" } else { "," };
                match nested(argument) {
                    Some((inner, list)) if !self.is_short(&list.join(", ")) => {
                        self.vertical(&format!("{inner}("), &list, &format!("){separator}"), "");
                    }
                    _ => self.line(&format!("{argument}{separator}")),
                }
            }
            self.close(")]");
        }
    }

    /// `name!(a, b);`
    pub(super) fn call(&mut self, name: &str, arguments: &[String]) {
        let joined = arguments.join(", ");
        let line = format!("{name}!({joined});");
        if joined.chars().count() <= CALL_WIDTH && self.fits(&line) {
            self.line(&line);
        } else {
            self.vertical(&format!("{name}!("), arguments, ");", "");
        }
    }

    /// `async fn name(&self, request: T) -> Result<R, Status>;`
    pub(super) fn signature(&mut self, name: &str, arguments: &[String], output: &str) {
        let line = format!("async fn {name}({}) -> {output};", arguments.join(", "));
        if self.fits(&line) {
            self.line(&line);
        } else {
            self.vertical(
                &format!("async fn {name}("),
                arguments,
                &format!(") -> {output};"),
                ",",
            );
        }
    }

    /// `pub name: Type,`
    pub(super) fn field(&mut self, name: &str, ty: &str) {
        let line = format!("pub {name}: {ty},");
        if self.fits(&line) {
            self.line(&line);
        } else {
            self.open(&format!("pub {name}:"));
            self.line(&format!("{ty},"));
            self.indent -= 1;
        }
    }

    /// `Name(Type),`
    pub(super) fn variant(&mut self, name: &str, ty: &str) {
        let line = format!("{name}({ty}),");
        if self.fits(&line) {
            self.line(&line);
        } else {
            self.vertical(&format!("{name}("), &[ty.to_owned()], "),", ",");
        }
    }

    /// Whether an attribute's arguments stand on one line.
    fn is_short(&self, arguments: &str) -> bool {
        arguments.chars().count() <= ATTRIBUTE_WIDTH && self.fits(arguments)
    }

    fn fits(&self, line: &str) -> bool {
        4 * self.indent + line.chars().count() <= MAX_WIDTH
    }

    fn vertical(&mut self, open: &str, arguments: &[String], close: &str, last: &str) {
        self.open(open);
        for (at, argument) in arguments.iter().enumerate() {
            let separator = if at + 1 == arguments.len() { last } else { "," };
            self.argument(&format!("{argument}{separator}"));
        }
        self.close(close);
    }

    /// An argument; the value of `name = value` stands below where only that fits.
    fn argument(&mut self, argument: &str) {
        match argument.split_once(" = ") {
            Some((name, value)) if !self.fits(argument) && self.fits(&format!("    {value}")) => {
                self.open(&format!("{name} ="));
                self.line(value);
                self.indent -= 1;
            }
            _ => self.line(argument),
        }
    }
}

/// `name(a, b)` as the name and its list.
fn nested(argument: &str) -> Option<(&str, Vec<String>)> {
    let (name, list) = argument.strip_suffix(')')?.split_once('(')?;
    let mut parts = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in list.chars() {
        match c {
            ',' if !quoted => {
                parts.push(String::new());
                continue;
            }
            ' ' if !quoted => continue,
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    name.chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_')
        .then_some((name, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_stands_below_itself() {
        let mut text = Text::new(0);
        text.attribute("field", &["1".into(), format!("name = \"{}\"", "x".repeat(60))]);
        text.call("traitwire::package", &["\"a\"".into()]);
        text.signature(
            "f",
            &["&self".into(), format!("request: {}", "X".repeat(80))],
            "Result<A, B>",
        );
        let name = "x".repeat(60);
        let ty = "X".repeat(80);
        assert_eq!(
            text.finish(),
            format!(
                "#[field(\n    1,\n    name = \"{name}\"\n)]\ntraitwire::package!(\"a\");\nasync fn f(\n    &self,\n    \
                 request: {ty},\n) -> Result<A, B>;\n"
            )
        );
    }

    #[test]
    fn lists_in_an_attribute_stand_below_it() {
        let list = format!("reserved(7..=9, {:?}, \"{}\")", "a\", b", "x".repeat(60));
        let mut text = Text::new(0);
        text.attribute("message", std::slice::from_ref(&list));
        text.attribute("message", &["name = \"A\"".to_owned(), list]);
        let rest = format!("7..=9,\n{{}}\"a\\\", b\",\n{{}}\"{}\"\n", "x".repeat(60));
        let [one, two] = ["    ", "        "].map(|indent| format!("{indent}{}", rest.replace("{}", indent)));
        assert_eq!(
            text.finish(),
            format!(
                "#[message(reserved(\n{one}))]\n#[message(\n    name = \"A\",\n    reserved(\n{two}    )\n)]\n"
            )
        );
    }
}
