use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User(String);

fn main() {}
