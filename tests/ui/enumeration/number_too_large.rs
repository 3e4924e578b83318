use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    Admin = 2_147_483_648,
}

fn main() {}
