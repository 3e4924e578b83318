use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    #[value(alias("ROLE_ROOT", "role root"))]
    Admin,
}

fn main() {}
