use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub struct Role {
    pub admin: bool,
}

fn main() {}
