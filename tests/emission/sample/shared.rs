//! What the other packages use.

use traitwire::prelude::*;

traitwire::package!(
    "acme.shared.v1",
    go_package = "acme.example/shared/v1;sharedv1",
    java_multiple_files,
    java_package = "com.acme.shared.v1",
);

/// An amount of a currency.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// As in ISO 4217.
    #[field(1)]
    pub currency: String,
    #[field(2)]
    pub units: i64,
    #[field(3, sfixed32)]
    pub nanos: i32,
}

/// A part of a longer list.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<T: traitwire::Message> {
    /// What is on it.
    #[field(1)]
    pub items: Vec<T>,
    /// Where the next one begins; empty on the last.
    #[field(2)]
    pub next: String,
}

/// How sure someone is.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Certainty {
    #[default]
    Unspecified,
    Guess = 1,
    Known = 2,
}
