// errors: 2
use traitwire::*;

traitwire::package!("ui");

#[message(reserved(3, 1..=4, "old", "old"))]
pub struct User {
    #[field(7)]
    pub id: String,
}

fn main() {}
