use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub struct Contact {
    pub email: String,
}

fn main() {}
