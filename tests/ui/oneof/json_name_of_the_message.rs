use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    EmailAddress(String),
}

#[message]
pub struct User {
    #[field(2, json_name = "emailAddress")]
    pub id: String,
    #[field(oneof)]
    pub contact: Option<Contact>,
}

fn main() {}
