use traitwire::*;

traitwire::package!("ui");

const ADMIN: isize = 1;

#[enumeration]
pub enum Role {
    Unspecified,
    Admin = ADMIN,
}

fn main() {}
