use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String),
}

#[message(reserved("email"))]
pub struct User {
    #[field(oneof)]
    pub contact: Option<Contact>,
}

fn main() {}
