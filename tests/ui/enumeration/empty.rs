use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {}

fn main() {}
