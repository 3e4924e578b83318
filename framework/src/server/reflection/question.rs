//! What a caller may ask, and what it is answered: the same in both versions of the protocol.

use bytes::Bytes;
use tonic::Code;

use super::index::Index;
use crate::rpc::excerpt::excerpt;

/// A question.
#[derive(Debug)]
pub(super) enum Question {
    /// None at all.
    Nothing,
    File(String),
    Symbol(String),
    Extension {
        extended: String,
        number: i32,
    },
    ExtensionNumbers(String),
    Services,
}

/// An answer.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// A file and everything that it imports, itself first.
    Files(Vec<Bytes>),
    ExtensionNumbers {
        extended: String,
        numbers: Vec<i32>,
    },
    Services(Vec<String>),
    /// The question is bad, or what it asks for is unknown; the next one may be better.
    Error {
        code: Code,
        message: String,
    },
}

impl Question {
    /// Answers it.
    pub(super) fn answer(self, index: &Index) -> Answer {
        match self {
            Self::Nothing => Answer::Error {
                code: Code::InvalidArgument,
                message: "the request asks for nothing".to_owned(),
            },
            Self::File(name) => files(index.file(&name), || {
                format!("there is no file `{}`", excerpt(&name))
            }),
            Self::Symbol(symbol) => files(index.symbol(&symbol), || {
                format!("there is no symbol `{}`", excerpt(&symbol))
            }),
            Self::Extension { extended, number } => files(index.extension(&extended, number), || {
                format!("`{}` has no extension {number}", excerpt(&extended))
            }),
            Self::ExtensionNumbers(extended) => match index.extension_numbers(&extended) {
                Some(numbers) => Answer::ExtensionNumbers { extended, numbers },
                None => unknown(format!("there is no message `{}`", excerpt(&extended))),
            },
            Self::Services => {
                Answer::Services(index.services().iter().map(|&name| name.to_owned()).collect())
            }
        }
    }
}

fn files(found: Option<&[Bytes]>, missing: impl FnOnce() -> String) -> Answer {
    match found {
        Some(files) => Answer::Files(files.to_vec()),
        None => unknown(missing()),
    }
}

fn unknown(what: String) -> Answer {
    Answer::Error {
        code: Code::NotFound,
        message: format!("{what} on this server"),
    }
}
