use traitwire::*;

traitwire::package!("ui");

#[message(transparent)]
pub struct User(String, String);

fn main() {}
