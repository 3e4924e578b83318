use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, name = "identity" sint32)]
    pub id: i32,
}

fn main() {}
