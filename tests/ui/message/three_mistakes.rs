// errors: 3
use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    pub id: String,
    #[field(0)]
    pub name: String,
    #[field(2, sint23)]
    pub age: i32,
}

#[message]
pub struct Team {
    #[field(1)]
    pub users: Vec<User>,
}

pub fn encode(user: &User) -> Vec<u8> {
    traitwire::message::encode(user).to_vec()
}

fn main() {}
