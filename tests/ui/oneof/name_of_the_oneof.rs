use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String),
}

#[message]
pub struct User {
    #[field(oneof)]
    pub email: Option<Contact>,
}

fn main() {}
