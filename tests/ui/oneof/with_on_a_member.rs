use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1, with = text)]
    Email(String),
}

fn main() {}
