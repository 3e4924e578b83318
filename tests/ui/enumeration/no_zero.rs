use traitwire::*;

traitwire::package!("ui");

#[enumeration]
pub enum Role {
    Admin = 1,
}

#[message]
pub struct User {
    #[field(1)]
    pub role: Role,
}

fn main() {}
