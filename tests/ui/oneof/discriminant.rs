use traitwire::*;

traitwire::package!("ui");

#[oneof]
#[repr(u8)]
pub enum Contact {
    #[field(1)]
    Email(String) = 1,
}

fn main() {}
