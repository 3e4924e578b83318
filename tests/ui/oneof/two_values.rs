use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String, String),
}

fn main() {}
