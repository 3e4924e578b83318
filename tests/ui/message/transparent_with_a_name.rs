use traitwire::*;

traitwire::package!("ui");

#[message(transparent, name = "Identity")]
pub struct Id(String);

fn main() {}
