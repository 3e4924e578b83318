use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Unspecified,
    #[value(nmae = "ROOT")]
    Admin,
}

fn main() {}
