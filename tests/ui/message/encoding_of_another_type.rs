use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, sint32)]
    pub id: i64,
}

fn main() {}
