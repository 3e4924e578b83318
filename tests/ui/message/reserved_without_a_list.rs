use traitwire::*;

traitwire::package!("ui");

#[message(reserved = 3)]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
