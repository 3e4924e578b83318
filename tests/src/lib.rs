//! Tests of traitwire.

pub mod tools;
