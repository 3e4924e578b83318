use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String),
}

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
    #[field(oneof)]
    pub contact: Option<Contact>,
}

fn main() {}
