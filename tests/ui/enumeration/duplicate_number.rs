use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    Admin,
    Root = 1,
}

fn main() {}
