use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    #[field(1)]
    Admin,
}

fn main() {}
