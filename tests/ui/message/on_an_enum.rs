use traitwire::*;

traitwire::package!("ui");

#[message]
pub enum User {
    A,
}

fn main() {}
