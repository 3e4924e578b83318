use traitwire::*;

traitwire::package!("acme-user");

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
