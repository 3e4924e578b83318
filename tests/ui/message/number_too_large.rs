use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(536870912)]
    pub id: String,
}

fn main() {}
