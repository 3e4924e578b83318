use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1, map(_, _))]
    Phones(std::collections::HashMap<String, String>),
}

fn main() {}
