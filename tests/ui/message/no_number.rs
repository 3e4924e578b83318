use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
    pub name: String,
}

#[message]
pub struct Team {
    #[field(1)]
    pub users: Vec<User>,
}

fn main() {}
