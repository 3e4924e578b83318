use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, packed = false)]
    pub id: i32,
}

fn main() {}
