use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, name = "a", name = "b")]
    pub id: i32,
}

fn main() {}
