//! A user service.

fn main() {}
