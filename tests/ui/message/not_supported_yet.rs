use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, with = other)]
    pub id: String,
}

fn main() {}
