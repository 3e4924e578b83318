use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    #[cfg(any())]
    Unspecified,
    Admin = 1,
}

fn main() {}
