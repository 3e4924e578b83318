use traitwire::*;

traitwire::package!("ui");

#[enumeration(reserved("ROLE_ADMIN"))]
pub enum Role {
    Unspecified,
    Admin,
}

fn main() {}
