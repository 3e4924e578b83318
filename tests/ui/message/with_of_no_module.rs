use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, with = text)]
    pub id: String,
}

fn main() {}
