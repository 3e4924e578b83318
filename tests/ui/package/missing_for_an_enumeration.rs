use traitwire::*;

#[enumeration]
pub enum Role {
    Unspecified,
}

fn main() {}
