use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    Admin(String),
}

fn main() {}
