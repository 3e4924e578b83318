use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role<const N: usize> {
    Unspecified,
}

fn main() {}
