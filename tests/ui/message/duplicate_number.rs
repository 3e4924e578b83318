use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
    #[field(1)]
    pub name: String,
}

fn main() {}
