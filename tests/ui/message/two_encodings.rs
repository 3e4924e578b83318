use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, sint32, sfixed32)]
    pub id: i32,
}

fn main() {}
