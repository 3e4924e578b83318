use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {}

fn main() {}
