//! What the macros write is under the lints of the crate it lands in.

use prost::Message;
use traitwire::__private as traits;

traitwire::package!("lints", crate = traitwire);

#[deny(
    warnings,
    missing_docs,
    unused_qualifications,
    unreachable_pub,
    deprecated,
    clippy::all,
    clippy::pedantic
)]
mod strict {
    use traitwire::{RpcError, enumeration, message, oneof};

    /// A message.
    #[message]
    #[derive(Debug)]
    #[deprecated]
    pub(super) struct Strict {
        /// A field.
        #[field(1)]
        #[deprecated]
        pub id: String,
        /// A oneof.
        #[field(oneof)]
        pub choice: Option<Choice>,
        #[field(2)]
        /// Another field.
        pub level: Level,
    }

    /// A oneof.
    #[oneof]
    #[derive(Debug)]
    pub(super) enum Choice {
        /// A member.
        #[field(3)]
        #[deprecated]
        Text(String),
    }

    /// An enumeration.
    #[enumeration]
    #[derive(Debug)]
    pub(super) enum Level {
        /// Zero.
        #[deprecated]
        Unspecified,
    }

    /// A name.
    #[message(transparent)]
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Name(String);

    /// An error.
    #[derive(Debug, thiserror::Error, RpcError)]
    pub(super) enum Error {
        /// Of the transport.
        #[error(transparent)]
        #[status(transparent)]
        Rpc(#[from] tonic::Status),
        /// Not there.
        #[error("{id}")]
        #[status(NOT_FOUND)]
        #[deprecated]
        NotFound {
            /// What is not.
            id: String,
        },
    }

    /// A message without members.
    #[message]
    #[derive(Debug)]
    pub(super) struct Nothing {}
}

#[test]
#[allow(deprecated, reason = "that is what is tested")]
fn lints_of_the_crate_are_kept() {
    let strict = strict::Strict {
        id: String::new(),
        choice: Some(strict::Choice::Text(String::new())),
        ..traits::Message::zero()
    };
    assert_eq!(strict.encode_to_vec(), [0x1a, 0]);
    let _ = (
        strict::Level::Unspecified,
        <strict::Name as traits::Value>::zero(),
        strict::Nothing {},
    );
    let _ = strict::Error::NotFound { id: String::new() };
}
