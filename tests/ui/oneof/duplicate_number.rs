use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String),
    #[field(1)]
    Phone(String),
}

fn main() {}
