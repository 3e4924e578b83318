use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, wrapper)]
    pub name: String,
}

fn main() {}
