//! Messages with our verdict on each.

use std::fmt::Write as _;

use traitwire::Message;
use traitwire::message;

/// Cases, a line each: the type, the message, and what is wrong with it; texts in hexadecimal.
#[derive(Default)]
pub(crate) struct Cases {
    pub(crate) text: String,
    pub(crate) count: usize,
    pub(crate) refused: usize,
}

/// What is wrong with one value: the field, the rule, what is said, and whether it is a map's key.
pub(crate) type Wrong = (String, String, String, bool);

impl Cases {
    /// A message, judged by `traitwire::validate`.
    pub(crate) fn add<M: Message>(&mut self, message: &M) {
        let wrong = match traitwire::validate(message) {
            Ok(()) => Vec::new(),
            Err(violations) => violations
                .into_iter()
                .map(|one| (one.field, one.rule, one.message, one.for_key))
                .collect(),
        };
        self.judged(message, &wrong);
    }

    /// A message with a verdict.
    pub(crate) fn judged<M: Message>(&mut self, message: &M, wrong: &[Wrong]) {
        self.count += 1;
        self.refused += usize::from(!wrong.is_empty());
        let _ = write!(
            self.text,
            "{}\t{}\t",
            M::SPEC.full_name(),
            hex(&message::encode(message))
        );
        let wrong: Vec<_> = wrong
            .iter()
            .map(|(field, rule, text, key)| {
                let [field, rule, text] = [field, rule, text].map(|text| hex(text.as_bytes()));
                format!("{field},{rule},{text},{}", u8::from(*key))
            })
            .collect();
        let _ = writeln!(self.text, "{}", wrong.join(";"));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
