// errors: 2
use traitwire::*;

traitwire::package!("ui");

#[message(reserved(9..=7, 0))]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
