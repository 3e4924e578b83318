use traitwire::*;

traitwire::package!("ui");

pub struct Plain;

#[message(transparent)]
pub struct User(Plain);

fn main() {}
