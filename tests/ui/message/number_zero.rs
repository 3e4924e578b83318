use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(0)]
    pub id: String,
}

fn main() {}
