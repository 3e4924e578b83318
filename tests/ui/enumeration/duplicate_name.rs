use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    Admin,
    #[value(name = "ROLE_ADMIN")]
    Root,
}

fn main() {}
