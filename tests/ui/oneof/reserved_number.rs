use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(8)]
    Email(String),
}

#[message(reserved(7..=9))]
pub struct User {
    #[field(oneof)]
    pub contact: Option<Contact>,
}

fn main() {}
