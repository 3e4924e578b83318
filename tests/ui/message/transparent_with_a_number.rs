use traitwire::*;

traitwire::package!("ui");

#[message(transparent)]
pub struct Id(#[field(1)] String);

fn main() {}
