use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, map(sint32, _))]
    pub id: i32,
}

fn main() {}
