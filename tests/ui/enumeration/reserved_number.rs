use traitwire::*;

traitwire::package!("ui");

#[enumeration(reserved(2))]
pub enum Role {
    Unspecified,
    Admin = 2,
}

fn main() {}
