use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1, packed = false)]
    Phones(Vec<u32>),
}

fn main() {}
