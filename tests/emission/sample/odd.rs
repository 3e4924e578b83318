//! What is valid, though lint does not like it.

use traitwire::prelude::*;

use super::library::Book;

traitwire::package!(
    "acme.odd",
    file = "acme/odd/elsewhere.proto",
    deprecated,
    java_multiple_files = false
);

/// Two names of one number.
#[enumeration(name = "LEVEL")]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Level {
    #[default]
    #[value(name = "none")]
    None,
    #[value(alias("HIGH", "TOP"))]
    High = 10,
}

/// Names that are words of protobuf, and that hide others.
#[message(name = "message")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Odd {
    #[field(1)]
    pub r#enum: Level,
    #[field(2)]
    pub book: Book,
    #[field(3, name = "camelCase")]
    pub camel_case: String,
    #[field(4)]
    pub within: Option<Inner>,
    #[field(5, json_name = "a \"quoted\" name\\")]
    pub quoted: String,
    #[field(6)]
    pub stream: Vec<Odd>,
}

/// Hides the package.
#[message(within = Odd, name = "acme")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inner {
    #[field(1)]
    pub book: Option<Box<Book>>,
    #[field(2)]
    pub certainty: super::shared::Certainty,
}

/// Takes and gives what is not made for it.
#[service(name = "odd_service")]
#[deprecated]
pub trait Odds {
    #[rpc(name = "echo")]
    async fn echo(&self, odd: Odd) -> Result<Odd, Status>;
    async fn nothing(&self, nothing: Empty) -> Result<Empty, Status>;
    #[rpc(response = "Ended")]
    async fn end(&self) -> Result<(), Status>;
}

/// Answers what it is asked.
pub struct Silent;

impl Odds for Silent {
    async fn echo(&self, odd: Odd) -> Result<Odd, Status> {
        Ok(odd)
    }

    async fn nothing(&self, nothing: Empty) -> Result<Empty, Status> {
        Ok(nothing)
    }

    async fn end(&self) -> Result<(), Status> {
        Ok(())
    }
}
