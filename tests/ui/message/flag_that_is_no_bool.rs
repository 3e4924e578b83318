use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, sint32 = 1)]
    pub id: i32,
}

fn main() {}
