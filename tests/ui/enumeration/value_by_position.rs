use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    #[value("ADMIN")]
    Admin,
}

fn main() {}
