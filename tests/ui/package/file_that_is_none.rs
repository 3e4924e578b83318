use traitwire::*;

traitwire::package!("acme.user.v1", file = "/acme/user.txt");

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
